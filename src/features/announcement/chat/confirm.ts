import { z } from 'zod';
import { saysYes } from '../../../core/zh/assent.ts';
import { dialog, type ActionTurn, type Outcome, type Situation, type Utterance } from '../../feature.ts';
import { depart } from '../departure.ts';
import { keep } from '../repo/announcements.ts';
import { dropDraft, openDraft } from '../repo/drafts.ts';
import { mannersOf } from '../repo/manners.ts';
import { leavesAfterConfirming, leavesAt } from '../rules/leaving.ts';
import type { Announcement } from '../schema/announcement.ts';
import type { Draft } from '../schema/draft.ts';
import { contentOf } from '../slots/content.ts';
import { announcementSlots } from '../slots/labelled.ts';
import { confirmedText } from '../texts/confirmed.ts';
import { draftTexts } from '../texts/draft.ts';
import { refusedText } from '../texts/refusals.ts';
import { amended } from './change.ts';
import { checkedDraft, CONFIRM, preview } from './draft.ts';

const isYes = (text: string): boolean => saysYes(text) || /^发(?:吧|出去|了吧)?[!！。~]*$/u.test(text);
const NO = /^(?:取消|算了|不发了?|不要了?|别发了?|先不发)[!！。~]*$/u;
const AMEND = /^(?:把|那|再|时间|内容|文字|正文)?.{0,12}(?:改成|改到|改为|换成|推迟到?|提前到|发到)|^(?:内容|时间)/u;

const askSchema = z.object({ token: z.string(), wantsContent: z.boolean() });

/** Words that belong to an open draft: yes, no, or a change of it. */
function answersDraft(said: Utterance): boolean {
  const onlyTime = said.times.length > 0 && contentOf(said) === '';
  return isYes(said.text) || NO.test(said.text) || onlyTime || (AMEND.test(said.text) && said.text.length <= 40);
}

export const confirmDialog = dialog({
  name: CONFIRM,
  schema: askSchema,
  reads: (said, { wantsContent }) =>
    wantsContent || answersDraft(said)
      ? { intent: 'schedule_announcement', slots: isYes(said.text) ? { confirm: true } : announcementSlots(said) }
      : undefined,
  answer: async (turn, { token }) => {
    const draft = await openDraft(turn, token);
    if (draft === undefined) return { reply: { text: draftTexts.cardStale }, ask: null };
    if (NO.test(turn.said.text)) {
      await dropDraft(turn);
      return { reply: { text: draftTexts.dropped }, ask: null };
    }
    if (!isYes(turn.said.text)) return preview(turn, (await amended(turn, draft)) ?? draft);
    const { text, outcome } = await confirm(turn, draft);
    return { ...outcome, reply: { text } };
  },
});

export async function confirmButton(turn: ActionTurn): Promise<Outcome> {
  const draft = await openDraft(turn, turn.args[0] ?? '');
  if (draft === undefined) return { reply: { update: { card: { id: turn.cardId, title: draftTexts.cardStale }, forEveryone: true } } };
  const { text, outcome } = await confirm(turn, draft);
  return { ...outcome, reply: { update: { card: { id: turn.cardId, title: draftTexts.cardDone, body: text }, forEveryone: true } } };
}

export async function dropButton(turn: ActionTurn): Promise<Outcome> {
  const open = (await openDraft(turn, turn.args[0] ?? '')) !== undefined;
  if (open) await dropDraft(turn);
  return {
    reply: { update: { card: { id: turn.cardId, title: open ? draftTexts.cardDropped : draftTexts.cardStale }, forEveryone: true } },
    ask: null,
  };
}

/** The member said yes to exactly this draft. */
async function confirm(situation: Situation, draft: Draft): Promise<{ readonly text: string; readonly outcome: Outcome }> {
  const checked = await checkedDraft(situation, draft);
  if (!checked.ok) return { text: refusedText(checked.refusal, situation), outcome: { ask: null } };
  const { plan, times } = checked.facts;
  const [first = situation.now] = times;
  const now = plan.kind === 'now';
  const { of: _, ...arranged } = draft;
  const announcement: Announcement = {
    ...arranged,
    plan,
    partyBranch: situation.person.partyBranch,
    createdBy: situation.person.userId,
    status: now ? 'done' : 'active',
    nextAt: now ? null : first,
    createdAt: situation.now,
    opinions: [],
  };
  await keep(situation.tx, announcement);
  await dropDraft(situation);
  const quiet = await mannersOf(situation.tx, announcement.partyBranch);
  const leaves = now
    ? leavesAfterConfirming(situation.now, announcement.urgent, quiet, situation.zone)
    : leavesAt(first, announcement.urgent, quiet, situation.zone);
  const owed = now ? await depart(situation, announcement, { plannedAt: situation.now, leavesAt: leaves, late: false }) : {};
  return {
    text: confirmedText(announcement, { first: now ? situation.now : first, leaves, quiet }, situation),
    outcome: { ...owed, ask: null, focus: { about: { kind: 'announcement', id: announcement.id } } },
  };
}
