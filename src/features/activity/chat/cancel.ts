import { z } from 'zod';
import type { DomainEvent } from '../../../core/events.ts';
import type { ActionTurn, Outcome, Situation, Turn } from '../../feature.ts';
import { promotionNotices } from '../posts.ts';
import { activityFor, saveSignups, signupsOf } from '../repo.ts';
import { mayCancel, mayManage } from '../rules/access.ts';
import { cancelSignups } from '../rules/places.ts';
import type { Activity, Signup } from '../schema.ts';
import { ACTIVITY, isAhead, isMine, namedActivity } from '../slots/named.ts';
import { leavesUnnamed } from '../slots/people.ts';
import { replacedIn, type Replaced } from '../slots/people.ts';
import { readCancel } from '../slots/signup.ts';
import { goneText } from '../texts/list.ts';
import { cancelledText, cancelRefusedText, keptPlaceText, notOnListText, notYoursText, whoLeavesText } from '../texts/signup.ts';
import { askCancel } from './life.ts';
import { signUpOthers } from './others.ts';
import { momentOf, says } from './outcome.ts';
import { signedUpEvent, signUpSelf, withCard } from './signup.ts';
import { meant, together } from './which.ts';

const cancelSchema = z.object({ people: z.array(z.string()), includeSelf: z.boolean(), group: z.string().nullable(), all: z.boolean() });
type CancelRequest = z.infer<typeof cancelSchema>;

/** "健步走我不走了", "取消候补", "鲁班长改主意了，帮厨别算他", "运转班那八个都不去了". */
export async function handleCancel(turn: Turn): Promise<Outcome> {
  if (leavesUnnamed(turn.said)) return says(whoLeavesText());
  const replaced = replacedIn(turn.said);
  if (replaced !== undefined) return replace(turn, replaced);
  const said = readCancel(turn.said);
  const request: CancelRequest = { ...said, people: [...said.people] };
  const forOthers = request.people.length > 0 || request.group !== null;
  const found = await meant(turn, namedActivity(turn.said, forOthers ? isAhead : isMine), {
    intent: 'cancel_signup',
    request,
    suits: (activity, own) => (forOthers || own) && (activity.status === 'open' || activity.status === 'closed'),
  });
  if ('outcome' in found) return found.outcome;
  const other = forOthers ? undefined : await swappedFor(turn, found.activity);
  return other === undefined ? cancelFor(turn, found.activity, request) : swap(turn, found.activity, other, request);
}

/** 赵静去不了了 换成陈晓燕: one goes, the other comes, as far as there is a place. */
async function replace(turn: Turn, { goes, comes }: Replaced): Promise<Outcome> {
  const request: CancelRequest = { people: goes === null ? [] : [goes], includeSelf: goes === null, group: null, all: false };
  const found = await meant(turn, namedActivity(turn.said, isAhead), {
    intent: 'cancel_signup',
    request,
    suits: (activity) => activity.status === 'open' || activity.status === 'closed',
  });
  if ('outcome' in found) return found.outcome;
  const left = await cancelFor(turn, found.activity, request);
  if (left.ask !== null) return left;
  const others = { people: [comes], includeSelf: false, group: null, headcount: null, more: false, waitlist: true, confirm: true };
  return { ...together([left, await signUpOthers(turn, found.activity, others)]), ask: null };
}

/** "健步走我不去了，换主题党日": the one that is wanted instead. */
async function swappedFor(turn: Turn, given: Activity): Promise<Activity | undefined> {
  const wanted = turn.said.mentioned.find(
    ({ entity, sure, start }) =>
      sure && entity.kind === ACTIVITY && entity.id !== given.id && /(?:换|改)(?:成|到|报|去|参加)?$/u.test(turn.said.text.slice(0, start)),
  );
  return wanted === undefined ? undefined : activityFor(turn, wanted.entity.id);
}

/** The new place first: who does not get it keeps the old one. */
async function swap(turn: Turn, given: Activity, wanted: Activity, request: CancelRequest): Promise<Outcome> {
  const joined = await signUpSelf(turn, wanted, { waitlist: false, confirm: true });
  const has = (await signupsOf(turn.tx, wanted.id)).some(({ userId, state }) => userId === turn.person.userId && state === 'signedUp');
  if (!has) return { ...joined, reply: { ...joined.reply, text: `${joined.reply?.text ?? ''}\n${keptPlaceText(given)}` } };
  return { ...together([joined, await cancelFor(turn, given, request)]), ask: null };
}

export async function continueCancel(turn: Turn, activity: Activity, request: unknown): Promise<Outcome> {
  return cancelFor(turn, activity, cancelSchema.parse(request));
}

export async function cancelAction(turn: ActionTurn): Promise<Outcome> {
  const activity = await activityFor(turn, turn.args[0] ?? '');
  if (activity === undefined) return says(goneText());
  return withCard(turn, activity, await cancelFor(turn, activity, { people: [], includeSelf: true, group: null, all: false }));
}

async function cancelFor(situation: Situation, activity: Activity, request: CancelRequest): Promise<Outcome> {
  const everybody = await signupsOf(situation.tx, activity.id);
  const list = everybody.filter((signup) => signup.state !== 'cancelled');
  const meantRows = rowsMeant(list, request, situation.person.userId);
  const strangers = request.people.filter((name) => !list.some((signup) => isNamed(signup, name, list)));
  if (strangers.length > 0) return says(notOnListText(activity, strangers), activity);
  if (meantRows.length === 0 && request.group !== null) return says(notOnListText(activity, [request.group]), activity);
  const foreign = meantRows.filter((signup) => !mayCancel(activity, signup, situation.person));
  if (foreign.length > 0) return says(notYoursText(foreign.map((signup) => signup.name)), activity);
  // Who organises it and is not on the list means the whole activity: that is asked first.
  if (meantRows.length === 0 && request.people.length === 0 && activity.createdBy === situation.person.userId)
    return askCancel(situation, activity);
  return cancelRows(situation, activity, everybody, meantRows);
}

async function cancelRows(situation: Situation, activity: Activity, list: readonly Signup[], leaving: readonly Signup[]): Promise<Outcome> {
  const decision = cancelSignups(activity, list, {
    ids: leaving.map((signup) => signup.id),
    now: situation.now,
    manages: mayManage(activity, situation.person),
  });
  if (!decision.ok) return says(cancelRefusedText(activity, decision.refusal, momentOf(situation)), activity);
  const { cancelled, promoted } = decision.facts;
  await saveSignups(situation.tx, [...cancelled, ...promoted]);
  const gaveUp = leaving.filter((signup) => signup.state === 'signedUp').flatMap(cancelledEvent);
  return {
    ...says(cancelledText(activity, leaving, promoted, situation.person.userId), activity),
    notices: await promotionNotices(activity, promoted, situation.directory, momentOf(situation)),
    events: [...gaveUp, ...promoted.flatMap(signedUpEvent)],
    ask: null,
  };
}

/** Whom the words mean: names, a crew, all that one brought, or oneself. */
function rowsMeant(list: readonly Signup[], request: CancelRequest, userId: string): readonly Signup[] {
  if (request.people.length > 0) {
    const own = list.filter((signup) => request.includeSelf && signup.userId === userId);
    const named = request.people.flatMap((name) => {
      const found = list.filter((signup) => isNamed(signup, name, list));
      const brought = found.filter((signup) => signup.broughtBy === userId);
      // 儿子: everybody has one, and means the own.
      return brought.length > 0 ? brought : found;
    });
    return [...new Set([...own, ...named])];
  }
  const { group } = request;
  if (group !== null) return list.filter((signup) => signup.userId === null && signup.name.startsWith(group));
  return list.filter((signup) => signup.userId === userId || (request.all && signup.broughtBy === userId));
}

/** The name itself, its end (建国 for 吴建国), or the surname with an office (鲁班长) where it fits one alone. */
function isNamed(signup: Signup, name: string, list: readonly Signup[]): boolean {
  if (signup.name === name || (name.length >= 2 && signup.name.endsWith(name))) return true;
  const surname = /^(?:[小老阿大](.)|(.)(?:班长|师傅|组长|队长|主任|书记|经理|科长|大姐|大哥|姐|哥|叔|工))$/u.exec(name);
  const initial = surname?.[1] ?? surname?.[2];
  if (initial === undefined || list.some((other) => other.name === name)) return false;
  return signup.name.startsWith(initial) && list.filter((other) => other.name.startsWith(initial)).length === 1;
}

function cancelledEvent(signup: Signup): readonly DomainEvent[] {
  return signup.userId === null ? [] : [{ type: 'activity.signupCancelled', activityId: signup.activityId, userId: signup.userId }];
}
