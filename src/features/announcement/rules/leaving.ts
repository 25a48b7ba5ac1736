import { plusMs, SECOND_MS, type Instant } from '../../../core/clock.ts';
import { instantOf, localDateOf, localTimeOf, plusDays } from '../../../core/zone.ts';
import type { Manners } from '../schema/manners.ts';

/** Between 确认 and the group: time for second thoughts. */
export const UNDO_MS = 60 * SECOND_MS;

type Quiet = Pick<Manners, 'quietFrom' | 'quietUntil'>;

/** The end of the quiet hours in which `at` lies; null outside them. They may go over midnight. */
export function quietUntil(at: Instant, quiet: Quiet, zone: string): Instant | null {
  const { hour, minute } = localTimeOf(at, zone);
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const overMidnight = quiet.quietFrom > quiet.quietUntil;
  const isQuiet = overMidnight
    ? clock >= quiet.quietFrom || clock < quiet.quietUntil
    : clock >= quiet.quietFrom && clock < quiet.quietUntil;
  if (!isQuiet) return null;
  const today = localDateOf(at, zone);
  return instantOf(overMidnight && clock >= quiet.quietFrom ? plusDays(today, 1) : today, quiet.quietUntil, zone);
}

/** When a planned post really leaves: quiet hours hold everything but what is urgent. */
export function leavesAt(plannedAt: Instant, urgent: boolean, quiet: Quiet, zone: string): Instant {
  return (urgent ? null : quietUntil(plannedAt, quiet, zone)) ?? plannedAt;
}

/**
 * When a post "now" leaves: a minute later, so that it can be taken back. Not so what is urgent: who warns of a fire must
 * not wait, and a correction can follow.
 */
export function leavesAfterConfirming(now: Instant, urgent: boolean, quiet: Quiet, zone: string): Instant {
  return urgent ? now : leavesAt(plusMs(now, UNDO_MS), false, quiet, zone);
}
