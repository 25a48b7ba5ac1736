import { z } from 'zod';
import { instantOf, localDateOf, plusDays } from '../../../core/zone.ts';
import type { FoundTime } from '../../../time/time.ts';
import type { Outcome, Situation, Turn } from '../../feature.ts';
import { signupCard } from '../cards.ts';
import { activitiesFor, signupsOf } from '../repo.ts';
import { freePlaces } from '../rules/places.ts';
import { finishesAt } from '../rules/plan.ts';
import type { Activity } from '../schema.ts';
import { ACTIVITY, anyStatus, namedActivity } from '../slots/named.ts';
import { askedTime, readList } from '../slots/signup.ts';
import { besideCardText, detailText, listText, nothingListedText, nothingOwnText, type Listed, type Asked } from '../texts/list.ts';
import { cardId, momentOf, says } from './outcome.ts';
import { meant } from './which.ts';

/** Five lines and one that says what to reply. */
const LISTED = 5;
const ASKS_UNWRITTEN = /带|费用|要钱|花钱|家属|孩子|穿|吃|饭|车|停|接送|服装|奖|注意|下雨|刮风/u;
const ASKS_ORGANISER = /谁(?:组织|负责|牵头|带队)|(?:找|问)谁/u;

/** "最近有啥活动", "本周能参加的有哪些", "还有名额的", "主题党日几点". */
export async function handleList(turn: Turn): Promise<Outcome> {
  const { detail, available, mine } = readList(turn.said);
  if (detail) return handleDetail(turn);
  const time = askedTime(turn.said);
  const range = time === undefined ? undefined : rangeOf(time, turn);
  const entries = (await activitiesFor(turn)).filter(
    ({ activity, own }) =>
      (activity.status === 'open' || activity.status === 'closed') &&
      finishesAt(activity) > turn.now &&
      // In a group only what that group was told of: also a secretary's other activities are no news for it.
      (turn.chat.kind === 'direct' || activity.groupIds.includes(turn.chat.id)) &&
      (!mine || own !== undefined) &&
      (range === undefined || (activity.startsAt >= range.from && activity.startsAt < range.until)),
  );
  const listed: Listed[] = [];
  for (const { activity, own } of entries) listed.push({ activity, own, signups: await signupsOf(turn.tx, activity.id) });
  const wanted = available
    ? listed.filter(({ activity, signups }) => activity.status === 'open' && freePlaces(activity, signups) > 0)
    : listed;
  if (wanted.length === 0) return says(mine ? nothingOwnText() : nothingListedText(available || range !== undefined));
  const shown = wanted.slice(0, LISTED).map((one) => (turn.chat.kind === 'group' ? { ...one, own: undefined } : one));
  return {
    reply: { text: listText(shown, wanted.length, momentOf(turn), mine) },
    focus: { list: shown.map(({ activity }) => ({ kind: ACTIVITY, id: activity.id })), about: onlyOne(shown) },
  };
}

async function handleDetail(turn: Turn): Promise<Outcome> {
  const request = { asks: askedIn(turn.said.text) };
  const found = await meant(turn, namedActivity(turn.said, anyStatus), {
    intent: 'list_activities',
    request,
    suits: (activity) => activity.status !== 'cancelled',
  });
  return 'outcome' in found ? found.outcome : showDetail(turn, found.activity, request.asks);
}

/** What of it no field holds. */
function askedIn(text: string): Asked {
  return ASKS_ORGANISER.test(text) ? 'organiser' : ASKS_UNWRITTEN.test(text) ? 'unwritten' : 'facts';
}

const detailSchema = z.object({ asks: z.enum(['facts', 'unwritten', 'organiser']).default('facts') });

export async function continueDetail(turn: Turn, activity: Activity, request: unknown): Promise<Outcome> {
  const { asks } = detailSchema.parse(request);
  return showDetail(turn, activity, asks === 'facts' ? askedIn(turn.said.text) : asks);
}

async function showDetail(situation: Situation, activity: Activity, asks: Asked): Promise<Outcome> {
  const signups = await signupsOf(situation.tx, activity.id);
  const own = signups.find((signup) => signup.userId === situation.person.userId && signup.state !== 'cancelled');
  const organiser = (await situation.directory.person(activity.createdBy)).name;
  const at = momentOf(situation);
  const asked = asks === 'unwritten' && activity.note !== null ? 'facts' : asks;
  if (activity.status !== 'open') return says(detailText({ activity, signups, own }, asked, organiser, at), activity);
  const text = besideCardText({ activity, signups, own }, asked, organiser);
  return { ...says(text, activity), reply: { text, card: signupCard(cardId(situation), activity, signups, own, at) } };
}

function onlyOne(shown: readonly Listed[]): { kind: string; id: string } | null {
  const [first] = shown;
  return first !== undefined && shown.length === 1 ? { kind: ACTIVITY, id: first.activity.id } : null;
}

/** The days or hours asked about, as instants [from, until). */
function rangeOf({ meaning }: FoundTime, turn: Turn): { readonly from: string; readonly until: string } | undefined {
  const local = (at: string): string => instantOf(at.slice(0, 10), at.slice(11, 16), turn.zone);
  const midnight = (date: string): string => instantOf(date, '00:00', turn.zone);
  switch (meaning.kind) {
    case 'date':
      return { from: midnight(meaning.date), until: midnight(plusDays(meaning.date, 1)) };
    case 'instant':
      return { from: midnight(meaning.at.slice(0, 10)), until: midnight(plusDays(meaning.at.slice(0, 10), 1)) };
    case 'range':
      return {
        from: meaning.start === null ? midnight(localDateOf(turn.now, turn.zone)) : local(meaning.start),
        until: meaning.end === null ? '9999' : local(meaning.end),
      };
    case 'recurring':
    case 'duration':
    case 'workdays':
      return undefined;
  }
}
