import type { Instant } from '../../../core/clock.ts';
import type { Outcome, Situation } from '../../feature.ts';
import { depart } from '../departure.ts';
import { keep } from '../repo/announcements.ts';
import { mannersOf } from '../repo/manners.ts';
import { leavesAfterConfirming, leavesAt } from '../rules/leaving.ts';
import type { Announcement } from '../schema/announcement.ts';
import { confirmedText } from '../texts/confirmed.ts';

/** All eyes that had to see it have: it is kept, and leaves now or when planned. */
export async function launch(
  situation: Situation,
  announcement: Announcement,
  first: Instant,
): Promise<{ readonly text: string; readonly outcome: Outcome }> {
  await keep(situation.tx, announcement);
  const now = announcement.plan.kind === 'now';
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
