import { z } from 'zod';
import { saysYes } from '../../../core/zh/assent.ts';
import { dialog, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { announcementFor, announcementNumbered } from '../repo/announcements.ts';
import { deliveriesOf, sendingFor, sentBy } from '../repo/sendings.ts';
import { groupStates, type GroupState } from '../rules/history.ts';
import type { Announcement } from '../schema/announcement.ts';
import type { Sending } from '../schema/sending.ts';
import { wantsMakeUp } from '../slots/history.ts';
import { numberIn, sendingMeant } from '../slots/meant.ts';
import { historyTexts } from '../texts/history.ts';
import { namesOfGroups } from '../targets.ts';
import { makeUp } from './make-up.ts';

const LOOKED_AT = 50;
const SHOWN = 5;
const RESEND = 'announcement.resendUnknown';

/** What left and what became of it: the last ones in short, one of them group by group. */
export async function showHistory(turn: Turn): Promise<Outcome> {
  const sent = (await sentBy(turn.tx, turn.person, LOOKED_AT)).filter((one) => one.recalledAt !== null || one.leavesAt <= turn.now);
  if (sent.length === 0) return { reply: { text: historyTexts.noneSent } };
  const named = numberIn(turn.said) === undefined ? undefined : sendingMeant(turn.said, sent);
  if (named !== undefined) {
    const text =
      named.recalledAt === null
        ? historyTexts.one(named, await statesOf(turn, named), await namesOfGroups(turn), turn)
        : historyTexts.recalled(named);
    return { reply: { text }, focus: { about: { kind: 'announcement', id: named.announcementId } } };
  }
  const shown = await Promise.all(sent.slice(0, SHOWN).map(async (one) => [one, await statesOf(turn, one)] as const));
  return { reply: { text: historyTexts.sent(shown, turn) } };
}

/** By hand: what failed goes again at once; what may have arrived only after a clear warning and a second word. */
export async function resend(turn: Turn): Promise<Outcome> {
  const missed = await missedMeant(turn);
  if (missed !== undefined && wantsMakeUp(turn.said)) return makeUp(turn, missed);
  const sent = (await sentBy(turn.tx, turn.person, LOOKED_AT)).filter((one) => one.recalledAt === null && one.leavesAt <= turn.now);
  const meant = sendingMeant(turn.said, sent);
  if (meant === undefined && missed !== undefined) return makeUp(turn, missed);
  if (meant === undefined) return { reply: { text: historyTexts.resendWhich(numberIn(turn.said)) } };
  const about = { kind: 'announcement', id: meant.announcementId };
  const states = await statesOf(turn, meant);
  const failed = states.filter(({ state }) => state === 'failed');
  const unknown = states.filter(({ state }) => state === 'unknown');
  if (failed.length + unknown.length === 0) return { reply: { text: historyTexts.nothingToResend(meant) }, focus: { about } };
  const names = await namesOfGroups(turn);
  const named = (some: readonly GroupState[]): readonly string[] => some.map(({ groupId }) => names.get(groupId) ?? groupId);
  const texts = [
    ...(failed.length > 0 ? [historyTexts.resent(meant, named(failed))] : []),
    ...(unknown.length > 0 ? [historyTexts.warnUnknown(meant, named(unknown))] : []),
  ];
  return {
    reply: { text: texts.join('\n') },
    sendAgain: failed.flatMap(({ keys }) => keys),
    focus: { about },
    ...(unknown.length > 0 ? { ask: { dialog: RESEND, data: { sendingId: meant.id } } } : {}),
  };
}

/** The one that came while nothing ran; by its number, or as it was spoken of. */
async function missedMeant({ tx, person, said }: Turn): Promise<Announcement | undefined> {
  const number = numberIn(said);
  const about = said.focus.about?.kind === 'announcement' ? said.focus.about.id : '';
  const found = number === undefined ? await announcementFor(tx, person, about) : await announcementNumbered(tx, person, number);
  return found?.missedAt == null ? undefined : found;
}

export const resendDialog = dialog({
  name: RESEND,
  schema: z.object({ sendingId: z.string() }),
  reads: (said) => (saysYes(said.text) || NO.test(said.text) ? { intent: 'resend_announcement', slots: {} } : undefined),
  answer: async (turn, { sendingId }) => {
    const meant = await sendingFor(turn.tx, turn.person, sendingId);
    if (NO.test(turn.said.text) || meant === undefined) return { reply: { text: historyTexts.left }, ask: null };
    const unknown = (await statesOf(turn, meant)).filter(({ state }) => state === 'unknown');
    const names = await namesOfGroups(turn);
    return {
      reply: {
        text: historyTexts.resent(
          meant,
          unknown.map(({ groupId }) => names.get(groupId) ?? groupId),
        ),
      },
      sendAgain: unknown.flatMap(({ keys }) => keys),
      ask: null,
    };
  },
});

const NO = /^(?:不|不用|不要|不发|别发?|不重发|取消|算了|有了|已经有了?)[了吧!！。~]*$/u;

async function statesOf({ tx }: Situation, sending: Sending): Promise<readonly GroupState[]> {
  return groupStates(sending, await deliveriesOf(tx, sending.id));
}
