import { z } from 'zod';
import { saysYes } from '../../../core/zh/assent.ts';
import { dialog, type Outcome, type Situation } from '../../feature.ts';
import { announcementFor, keep } from '../repo/announcements.ts';
import { changeStatus } from '../rules/life.ts';
import type { Announcement } from '../schema/announcement.ts';
import { planTexts } from '../texts/plan-list.ts';

const SURE = 'announcement.sureToDelete';
const NO = /^(?:不|不用|不要|不删|别删?|取消|算了|留着)[了吧!！。~]*$/u;

/** What is deleted does not come back, so it takes a second word. */
export function askToDelete(announcement: Announcement): Outcome {
  return {
    reply: { text: planTexts.sure(announcement) },
    ask: { dialog: SURE, data: { id: announcement.id } },
    focus: { about: { kind: 'announcement', id: announcement.id } },
  };
}

export const deleteDialog = dialog({
  name: SURE,
  schema: z.object({ id: z.string() }),
  reads: (said) =>
    saysYes(said.text) || /^删(?:除|掉|了)?[吧!！。]*$/u.test(said.text) || NO.test(said.text)
      ? { intent: 'schedule_announcement', slots: { action: 'cancel' } }
      : undefined,
  answer: async (turn, { id }) => {
    if (NO.test(turn.said.text)) return { reply: { text: planTexts.keptIt }, ask: null };
    return deleted(turn, id);
  },
});

async function deleted(situation: Situation, id: string): Promise<Outcome> {
  const found = await announcementFor(situation.tx, situation.person, id);
  const decision = found === undefined ? undefined : changeStatus(found, 'delete', situation);
  if (decision?.ok !== true) return { reply: { text: planTexts.notChanged.over }, ask: null };
  await keep(situation.tx, decision.facts);
  return { reply: { text: planTexts.changed.delete(decision.facts) }, ask: null };
}
