import { z } from 'zod';
import { saysYes } from '../../core/zh/assent.ts';
import { dialog, type ActionTurn, type Feature, type Outcome, type Utterance } from '../feature.ts';
import { amended, confirm, CONFIRM, preview } from './chat.ts';
import { dropDraft, openDraft } from './drafts.ts';
import { intents } from './intents.ts';
import { jobs } from './jobs.ts';
import { announcementsOf } from './repo.ts';
import { announcementDrafts, announcements } from './schema.ts';
import { announcementSlots, contentOf } from './slots.ts';
import { texts } from './texts.ts';

const isYes = (text: string): boolean => saysYes(text) || /^发(?:吧|出去|了吧)?[!！。~]*$/u.test(text);
const NO = /^(?:取消|算了|不发了?|不要了?|别发了?|先不发)[!！。~]*$/u;
const AMEND = /^(?:把|那|再|时间|内容|文字|正文)?.{0,12}(?:改成|改到|改为|换成|推迟到?|提前到|发到)|^(?:内容|时间)/u;

const askSchema = z.object({ token: z.string(), wantsContent: z.boolean() });

/** Words that belong to an open draft: yes, no, or a change of it. */
function answersDraft(said: Utterance): boolean {
  const onlyTime = said.times.length > 0 && contentOf(said) === '';
  return isYes(said.text) || NO.test(said.text) || onlyTime || (AMEND.test(said.text) && said.text.length <= 40);
}

const confirmDialog = dialog({
  name: CONFIRM,
  schema: askSchema,
  reads: (said, { wantsContent }) =>
    wantsContent || answersDraft(said)
      ? { intent: 'schedule_announcement', slots: isYes(said.text) ? { confirm: true } : announcementSlots(said) }
      : undefined,
  answer: async (turn, { token }) => {
    const draft = await openDraft(turn, token);
    if (draft === undefined) return { reply: { text: texts.cardStale }, ask: null };
    if (NO.test(turn.said.text)) {
      await dropDraft(turn);
      return { reply: { text: texts.dropped }, ask: null };
    }
    if (!isYes(turn.said.text)) return preview(turn, (await amended(turn, draft)) ?? draft);
    const { text, outcome } = await confirm(turn, draft);
    return { ...outcome, reply: { text } };
  },
});

async function confirmButton(turn: ActionTurn): Promise<Outcome> {
  const draft = await openDraft(turn, turn.args[0] ?? '');
  if (draft === undefined) return { reply: { update: { card: { id: turn.cardId, title: texts.cardStale }, forEveryone: true } } };
  const { text, outcome } = await confirm(turn, draft);
  return { ...outcome, reply: { update: { card: { id: turn.cardId, title: texts.cardDone, body: text }, forEveryone: true } } };
}

async function dropButton(turn: ActionTurn): Promise<Outcome> {
  const open = (await openDraft(turn, turn.args[0] ?? '')) !== undefined;
  if (open) await dropDraft(turn);
  return {
    reply: { update: { card: { id: turn.cardId, title: open ? texts.cardDropped : texts.cardStale }, forEveryone: true } },
    ask: null,
  };
}

/** Announcements: one sentence with a time → preview → confirmed → posted on time to the chosen groups. */
export function announcementFeature(): Feature {
  return {
    name: 'announcement',
    collections: [announcements, announcementDrafts],
    intents,
    dialogs: [confirmDialog],
    actions: { 'announcement.confirm': confirmButton, 'announcement.drop': dropButton },
    jobs,
    entities: async ({ tx, person }) =>
      (await announcementsOf(tx, person)).map((item) => ({
        kind: 'announcement',
        id: item.id,
        number: item.number,
        title: item.content.slice(0, 20),
        mine: item.createdBy === person.userId,
      })),
    help: { secretary: '发通知：“每周五下午五点提醒大家关灯”' },
  };
}
