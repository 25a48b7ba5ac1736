import { formatInstant } from '../../../core/zh/format.ts';
import type { Outcome, Situation } from '../../feature.ts';
import { depart } from '../departure.ts';
import { keep } from '../repo/announcements.ts';
import { mannersOf } from '../repo/manners.ts';
import { leavesAfterConfirming, UNDO_MS } from '../rules/leaving.ts';
import type { Announcement } from '../schema/announcement.ts';
import { msBetween } from '../../../core/clock.ts';
import { historyTexts } from '../texts/history.ts';

/** 补发N1: what came while nothing ran goes out now, marked as late, after the minute in which it can be taken back. */
export async function makeUp(situation: Situation, announcement: Announcement): Promise<Outcome> {
  const { tx, now, zone } = situation;
  const plannedAt = announcement.missedAt ?? now;
  const quiet = await mannersOf(tx, announcement.partyBranch);
  const leavesAt = leavesAfterConfirming(now, announcement.urgent, quiet, zone);
  await keep(tx, { ...announcement, missedAt: null, missedToldAt: null });
  const owed = await depart(situation, announcement, { plannedAt, leavesAt, late: true });
  const later = msBetween(now, leavesAt) > UNDO_MS ? formatInstant(leavesAt, zone, now) : null;
  return {
    ...owed,
    reply: { text: historyTexts.madeUp(announcement, later) },
    focus: { about: { kind: 'announcement', id: announcement.id } },
  };
}
