import type { Outcome, Situation } from '../../feature.ts';
import { topicsOf } from '../departure.ts';
import { keep } from '../repo/announcements.ts';
import { lastSending } from '../repo/sendings.ts';
import type { Announcement } from '../schema/announcement.ts';
import { sendings } from '../schema/sending.ts';
import { recallTexts } from '../texts/recall.ts';

/**
 * Takes back what is on its way and has not left: nothing of it goes out any more. Undefined when nothing is on its way.
 * Before the instant of leaving nobody may have claimed it, so the promise holds for every group.
 */
export async function recall(situation: Situation, announcement: Announcement): Promise<Outcome | undefined> {
  const last = await lastSending(situation.tx, announcement.id);
  if (last === undefined || last.recalledAt !== null || last.leavesAt <= situation.now) return undefined;
  await situation.tx.put(sendings, { ...last, recalledAt: situation.now });
  if (last.corrects !== null) await unmark(situation, last.corrects);
  if (announcement.plan.kind !== 'repeated') await keep(situation.tx, { ...announcement, status: 'deleted', nextAt: null });
  return {
    reply: { text: recallTexts.recalled(announcement) },
    withdraw: topicsOf(last),
    focus: { about: { kind: 'announcement', id: announcement.id } },
  };
}

/** A correction that was taken back corrects nothing. */
async function unmark({ tx }: Situation, id: string): Promise<void> {
  const older = await tx.get(sendings, id);
  if (older !== undefined) await tx.put(sendings, { ...older, correctedBy: null });
}
