import { z } from 'zod';
import { dialog, type ActionTurn, type Outcome, type Situation } from '../../feature.ts';
import { callAllCard } from '../cards/draft.ts';
import { announcementFor } from '../repo/announcements.ts';
import { dropAttachment } from '../repo/attachments.ts';
import { dropDraft, openDraft } from '../repo/drafts.ts';
import { nextUnskipped } from '../rules/life.ts';
import { carriedSkips } from '../rules/skip.ts';
import { announcementSchema, type Announcement } from '../schema/announcement.ts';
import { shapeOf, type Draft } from '../schema/draft.ts';
import { answerTo } from '../slots/answer.ts';
import { announcementSlots } from '../slots/labelled.ts';
import { groupNames } from '../targets.ts';
import { draftTexts } from '../texts/draft.ts';
import { onceTexts } from '../texts/once.ts';
import { refusedText } from '../texts/refusals.ts';
import { amend, doubted } from './change.ts';
import { checkedDraft, CONFIRM, preview } from './draft.ts';
import { look } from './look.ts';
import { leaveOut, planOfOnce } from './once.ts';
import { submit, type Settled } from './submit.ts';

/** `all`: everybody would be called, which is asked for once more. `doubt`: a change that may mean two things, as it was said. */
const askSchema = z.object({
  token: z.string(),
  wants: z.array(z.enum(['content', 'time', 'groups', 'reason', 'blanks'])),
  all: z.boolean(),
  doubt: z.string().nullable(),
});

export const confirmDialog = dialog({
  name: CONFIRM,
  schema: askSchema,
  reads: (said, asked) => {
    const answer = answerTo(said, asked);
    if (answer === undefined) return undefined;
    // A text that is asked for may be anything, but what is looked up is no text.
    const free =
      asked.wants.includes('content') || asked.wants.includes('reason') ? ({ free: { akin: [], lookupsOnly: true } } as const) : {};
    return { intent: 'schedule_announcement', slots: answer === 'yes' ? { confirm: true } : announcementSlots(said), ...free };
  },
  answer: async (turn, asked) => {
    const draft = await openDraft(turn, asked.token);
    if (draft === undefined) return { reply: { text: draftTexts.cardStale }, ask: null };
    switch (answerTo(turn.said, asked)) {
      case 'no':
        await discard(turn, draft);
        return { reply: { text: draftTexts.dropped }, ask: null };
      case 'yes':
        // Which time was meant is still open: the draft as it stood before is not what was asked to go out.
        return asked.doubt === null ? settle(turn, draft, asked.all) : amend(doubted(turn, asked.doubt), draft, { ...asked, doubt: null });
      case 'quiet':
        return settle(turn, { ...draft, mentionAll: false }, false);
      case 'now':
        return draft.plan?.kind === 'now' ? settle(turn, draft, asked.all) : preview(turn, { ...draft, plan: { kind: 'now' } });
      case 'look':
        return look(turn, draft, asked);
      case 'change':
      case undefined:
        return amend(turn, draft, asked);
    }
  },
});

/** A draft that is not wanted takes its copy of a picture with it; a planned one keeps its own. */
async function discard(situation: Situation, draft: Draft): Promise<void> {
  if (draft.of === null) await dropAttachment(situation.tx, draft.attachmentId);
  await dropDraft(situation);
}

/** A yes. Before everybody's phone rings it takes a second one. */
async function settle(situation: Situation, draft: Draft, calledTwice: boolean): Promise<Outcome> {
  if (draft.mentionAll && !calledTwice && (await checkedDraft(situation, draft)).ok) return askForAll(situation, draft);
  const { text, outcome, card } = await confirm(situation, draft);
  return { ...outcome, reply: { text, ...(card === undefined ? {} : { card }) } };
}

async function askForAll(situation: Situation, draft: Draft): Promise<Outcome> {
  const shown = await preview(situation, draft);
  const token = askSchema.parse(shown.ask?.data).token;
  return {
    reply: {
      text: draftTexts.callAll(await groupNames(situation, draft.groupIds)),
      card: callAllCard(`announcement_${situation.ids.id()}`, token),
    },
    ask: { dialog: CONFIRM, data: { token, wants: [], all: true, doubt: null } },
  };
}

async function onDraft(turn: ActionTurn, act: (draft: Draft) => Promise<Outcome>): Promise<Outcome> {
  const draft = await openDraft(turn, turn.args[0] ?? '');
  return draft === undefined ? shownOn(turn, draftTexts.cardStale) : act(draft);
}

function shownOn(turn: ActionTurn, title: string, body?: string): Outcome {
  return { reply: { update: { card: { id: turn.cardId, title, ...(body === undefined ? {} : { body }) }, forEveryone: true } } };
}

async function doneOn(turn: ActionTurn, draft: Draft): Promise<Outcome> {
  const { text, outcome, card } = await confirm(turn, draft);
  if (card !== undefined) return { ...outcome, reply: { text, update: { card: { ...card, id: turn.cardId }, forEveryone: true } } };
  return { ...outcome, ...shownOn(turn, draftTexts.cardDone, text) };
}

/** The buttons under a draft; they do what the words do. */
export const draftActions = {
  'announcement.confirm': (turn: ActionTurn): Promise<Outcome> =>
    onDraft(turn, async (draft) => {
      if (!draft.mentionAll || !(await checkedDraft(turn, draft)).ok) return doneOn(turn, draft);
      const asked = await askForAll(turn, draft);
      const card = asked.reply?.card;
      return card === undefined ? asked : { ...asked, reply: { update: { card: { ...card, id: turn.cardId }, forEveryone: true } } };
    }),
  'announcement.callAll': (turn: ActionTurn): Promise<Outcome> => onDraft(turn, (draft) => doneOn(turn, draft)),
  'announcement.callNone': (turn: ActionTurn): Promise<Outcome> => onDraft(turn, (draft) => doneOn(turn, { ...draft, mentionAll: false })),
  'announcement.look': (turn: ActionTurn): Promise<Outcome> =>
    onDraft(turn, (draft) => look(turn, draft, { token: turn.args[0] ?? '', wants: [], all: false, doubt: null })),
  'announcement.drop': (turn: ActionTurn): Promise<Outcome> =>
    onDraft(turn, async (draft) => {
      await discard(turn, draft);
      return { ...shownOn(turn, draftTexts.cardDropped), ask: null };
    }),
};

/** The member said yes to exactly this draft. */
async function confirm(situation: Situation, draft: Draft): Promise<Settled> {
  const checked = await checkedDraft(situation, draft);
  // The draft stays open: one word may mend it.
  if (!checked.ok) {
    const shown = await preview(situation, draft);
    return { text: shown.reply?.text ?? refusedText(checked.refusal, situation), outcome: shown };
  }
  const { plan, times } = checked.facts;
  const [first = situation.now] = times;
  const now = plan.kind === 'now';
  const old = draft.of === null ? undefined : await announcementFor(situation.tx, situation.person, draft.of);
  if (draft.of !== null && old === undefined) return { text: draftTexts.cardStale, outcome: { ask: null } };
  // Another secretary was faster: what they confirmed must not vanish without a word.
  if (old !== undefined && draft.seen !== null && draft.seen !== shapeOf(old)) {
    await dropDraft(situation);
    return { text: draftTexts.changedMeanwhile(old), outcome: { ask: null, focus: { about: { kind: 'announcement', id: old.id } } } };
  }
  const plannedOnce = await planOfOnce(situation, draft);
  if (plannedOnce === 'gone') {
    await discard(situation, draft);
    return { text: onceTexts.gone, outcome: { ask: null } };
  }
  const announcement = announcementSchema.parse({
    partyBranch: situation.person.partyBranch,
    createdBy: situation.person.userId,
    createdAt: situation.now,
    opinions: [],
    ...old,
    ...draft,
    plan,
    ...(old?.status === 'paused' && !now
      ? { status: 'paused', nextAt: null }
      : { status: now ? 'done' : 'active', nextAt: now ? null : first }),
  });
  const planned = old === undefined ? announcement : withSkips(announcement, old, situation);
  const settled = await submit(situation, planned, planned.nextAt ?? first);
  if (settled.refused === undefined) {
    await dropDraft(situation);
    if (plannedOnce === undefined) return settled;
    // 下下周五的取消, said next, means the plan.
    const focus = { about: { kind: 'announcement', id: plannedOnce.id } };
    return {
      ...settled,
      text: `${settled.text}\n${await leaveOut(situation, plannedOnce, draft)}`,
      outcome: { ...settled.outcome, focus },
    };
  }
  // Nobody can look at it: the draft stays, so that one word mends it.
  const shown = await preview(situation, draft, [settled.text]);
  return { text: shown.reply?.text ?? settled.text, outcome: shown };
}

/** As it was: what was called off of it is not to go out at the new hour. */
function withSkips(announcement: Announcement, old: Announcement, when: Situation): Announcement {
  const kept = { ...announcement, skips: [...carriedSkips(old, announcement.plan, when)] };
  return kept.nextAt === null ? kept : { ...kept, nextAt: nextUnskipped(kept, when) ?? kept.nextAt };
}
