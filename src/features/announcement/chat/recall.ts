import type { Outcome, Situation } from '../../feature.ts';
import { plusMs } from '../../../core/clock.ts';
import { stopFanOut, topicsOf, USEFUL_MS } from '../departure.ts';
import { keep } from '../repo/announcements.ts';
import { deliveriesOf, hasArrived, lastSending } from '../repo/sendings.ts';
import type { Announcement } from '../schema/announcement.ts';
import { sendings, type Sending } from '../schema/sending.ts';
import { recallTexts } from '../texts/recall.ts';

/**
 * Takes back what is on its way and has not left: nothing of it goes out any more. Undefined when nothing is on its way.
 * Before the instant of leaving nobody may have claimed it, so the promise holds for every group.
 */
export async function recall(situation: Situation, announcement: Announcement): Promise<Outcome | undefined> {
  const last = await lastSending(situation.tx, announcement.id);
  if (last === undefined || last.recalledAt !== null) return undefined;
  if (last.leavesAt <= situation.now) return recallRest(situation, announcement, last);
  await situation.tx.put(sendings, { ...last, recalledAt: situation.now });
  if (last.corrects !== null) await unmark(situation, last.corrects);
  if (announcement.plan.kind !== 'repeated') await keep(situation.tx, { ...announcement, status: 'deleted', nextAt: null });
  return {
    reply: { text: recallTexts.recalled(announcement) },
    withdraw: topicsOf(last),
    focus: { about: { kind: 'announcement', id: announcement.id } },
  };
}

/** Its time has come, but a robot that was told to wait, or a long list of groups, holds some of it back: those do not get it any more. */
async function recallRest(situation: Situation, announcement: Announcement, last: Sending): Promise<Outcome | undefined> {
  if (plusMs(last.leavesAt, USEFUL_MS) <= situation.now) return undefined;
  const told = await deliveriesOf(situation.tx, last.id);
  const waiting = last.groupIds.filter((id) => !told.some(({ groupId }) => groupId === id));
  if (waiting.length === 0) return undefined;
  const arrived = told.filter(hasArrived).length;
  await stopFanOut(situation.tx, last);
  if (arrived === 0) {
    await situation.tx.put(sendings, { ...last, recalledAt: situation.now });
    if (last.corrects !== null) await unmark(situation, last.corrects);
  }
  return {
    reply: { text: recallTexts.recalledRest(announcement, arrived, waiting.length) },
    withdraw: topicsOf(last),
    focus: { about: { kind: 'announcement', id: announcement.id } },
  };
}

/** A correction that was taken back corrects nothing. */
async function unmark({ tx }: Situation, id: string): Promise<void> {
  const older = await tx.get(sendings, id);
  if (older !== undefined) await tx.put(sendings, { ...older, correctedBy: null });
}
