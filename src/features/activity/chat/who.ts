import { z } from 'zod';
import { isSecretary } from '../../../core/person.ts';
import type { ActionTurn, Outcome, Situation, Turn } from '../../feature.ts';
import { activityFor, signupsOf } from '../repo.ts';
import { mayManage } from '../rules/access.ts';
import type { Activity } from '../schema.ts';
import { anyStatus, isMine, namedActivity } from '../slots/named.ts';
import { readWho, type WhoSlots } from '../slots/signup.ts';
import { countText, goneText, missingText, onlyInDirectText, onlySecretaryListText, ownPositionText, whoText } from '../texts/list.ts';
import { exportPhrase, missingPhrase } from '../texts/phrases.ts';
import { exportLink } from './export.ts';
import { says } from './outcome.ts';
import { meant } from './which.ts';

const whoSchema = z.object({ countOnly: z.boolean(), selfCheck: z.boolean(), missing: z.boolean(), export: z.boolean() });

/** "都谁报了", "现在几个人", "我在候补第几位", "没报名的拉个单子", "导出名单". */
export async function handleWho(turn: Turn): Promise<Outcome> {
  const request = readWho(turn.said);
  const found = await meant(turn, namedActivity(turn.said, request.selfCheck ? isMine : anyStatus), {
    intent: 'who_signed_up',
    request,
    suits: (activity, own) => activity.status !== 'cancelled' && activity.status !== 'draft' && (!request.selfCheck || own),
  });
  return 'outcome' in found ? found.outcome : answerWho(turn, found.activity, request);
}

export async function continueWho(turn: Turn, activity: Activity, request: unknown): Promise<Outcome> {
  return answerWho(turn, activity, whoSchema.parse(request));
}

export async function whoAction(turn: ActionTurn): Promise<Outcome> {
  const activity = await activityFor(turn, turn.args[0] ?? '');
  return activity === undefined ? says(goneText()) : says(whoText(activity, await signupsOf(turn.tx, activity.id)), activity);
}

async function answerWho(situation: Situation, activity: Activity, request: WhoSlots): Promise<Outcome> {
  if (request.missing) return missing(situation, activity);
  if (request.export) return exported(situation, activity);
  const list = await signupsOf(situation.tx, activity.id);
  const own = list.find((signup) => signup.userId === situation.person.userId && signup.state !== 'cancelled');
  if (request.selfCheck) return says(ownPositionText(activity, list, own), activity);
  return says(request.countOnly ? countText(activity, list) : whoText(activity, list), activity);
}

/** Never in a group: a public list of who stayed away is a pillory. */
async function missing(situation: Situation, activity: Activity): Promise<Outcome> {
  if (!isSecretary(situation.person) || !mayManage(activity, situation.person)) return says(onlySecretaryListText(), activity);
  if (situation.chat.kind === 'group') return says(onlyInDirectText(missingPhrase(activity)), activity);
  const groups = await Promise.all(activity.groupIds.map((id) => situation.directory.group(id)));
  const branches = new Set(groups.flatMap((group) => group?.partyBranch ?? []));
  const expected = (await situation.directory.everyone()).filter(
    (person) => person.partyBranch !== null && branches.has(person.partyBranch),
  );
  const list = await signupsOf(situation.tx, activity.id);
  const answered = new Set(list.filter((signup) => signup.state !== 'cancelled').map((signup) => signup.userId));
  return says(
    missingText(
      activity,
      expected.filter((person) => !answered.has(person.userId)),
      expected.length,
    ),
    activity,
  );
}

async function exported(situation: Situation, activity: Activity): Promise<Outcome> {
  if (!mayManage(activity, situation.person)) return says(onlySecretaryListText(), activity);
  // The link is a key: in a group everybody would hold it.
  if (situation.chat.kind === 'group') return says(onlyInDirectText(exportPhrase(activity)), activity);
  return exportLink(situation, activity);
}
