import { z } from 'zod';
import type { ChatGroup } from '../../../core/person.ts';
import { saysYes } from '../../../core/zh/assent.ts';
import { dialog, type ActionTurn, type Outcome, type Turn, type Utterance } from '../../feature.ts';
import { noteCard } from '../cards.ts';
import { dropDraft, openDraft } from '../repo/plans.ts';
import type { StudyDraft } from '../schema.ts';
import { changeOf, planSlots } from '../slots/plan.ts';
import { settingsTexts } from '../texts/settings.ts';
import { CONFIRM, confirmDraft, preview } from './settings.ts';

const NO = /^(?:取消|算了|不改了?|不要了?|先不[改设])[!！。~]*$/u;
const AMENDS = /改|换成|推迟|提前到|^(?:主题|时间)/u;

/** 两分钟后提醒大家关水闸: an order of its own, whatever hour it names. */
const ANOTHER_ORDER = /(?:提醒|通知|告诉|喊|叫)(?:一下|下)?(?:大家|大伙|各位|全体|我)|开会/u;

/** A change of the open draft: "改到9点", "每天", "学党史". Longer sentences are read afresh. */
function amends(said: Utterance): boolean {
  if (ANOTHER_ORDER.test(said.text)) return false;
  return said.text.length <= 16 && Object.keys(changeOf(said)).length > 0 && (AMENDS.test(said.text) || said.times.length > 0);
}

export const confirmPlanDialog = dialog({
  name: CONFIRM,
  schema: z.object({ token: z.string() }),
  reads: (said) =>
    saysYes(said.text) || NO.test(said.text) || amends(said)
      ? { intent: 'set_study', slots: saysYes(said.text) ? { confirm: true } : planSlots(said) }
      : undefined,
  answer: async (turn, { token }) => {
    const draft = await openDraft(turn, token);
    if (draft === undefined) return { reply: { text: settingsTexts.cardStale }, ask: null };
    if (NO.test(turn.said.text)) {
      await dropDraft(turn);
      return { reply: { text: settingsTexts.dropped }, ask: null };
    }
    if (saysYes(turn.said.text)) return { reply: { text: await confirmDraft(turn, draft) }, ask: null };
    return preview(turn, await groupsOf(turn, draft), draft, changeOf(turn.said));
  },
});

async function groupsOf(turn: Turn, draft: StudyDraft): Promise<readonly ChatGroup[]> {
  const groups: ChatGroup[] = [];
  for (const id of draft.groupIds) {
    const group = await turn.directory.group(id);
    if (group !== undefined) groups.push(group);
  }
  return groups;
}

/** A button of the preview: the draft belongs to one secretary in one chat, so nobody else finds it. */
export async function confirmButton(turn: ActionTurn): Promise<Outcome> {
  const draft = await openDraft(turn, turn.args[0] ?? '');
  if (draft === undefined) return updated(turn, settingsTexts.cardStale);
  return { ...updated(turn, settingsTexts.cardDone, await confirmDraft(turn, draft)), ask: null };
}

export async function dropButton(turn: ActionTurn): Promise<Outcome> {
  const open = (await openDraft(turn, turn.args[0] ?? '')) !== undefined;
  if (open) await dropDraft(turn);
  return { ...updated(turn, open ? settingsTexts.cardDropped : settingsTexts.cardStale), ask: null };
}

function updated(turn: ActionTurn, title: string, body?: string): Outcome {
  return { reply: { update: { card: noteCard(turn.cardId, title, body), forEveryone: true } } };
}
