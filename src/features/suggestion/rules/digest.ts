import type { Instant } from '../../../core/clock.ts';
import { nextOccurrence } from '../../../time/recurrence.ts';
import type { Recurrence, WorkdayCalendar } from '../../../time/time.ts';

/** Every day at the end of the day shift, also on days off, so that nothing anonymous lies longer than a day. */
export const DIGEST: Recurrence = { freq: 'day', interval: 1, time: '17:00' };

/** When what is filed now without a name is handed on. */
export function nextDigest(when: { readonly now: Instant; readonly zone: string; readonly calendar: WorkdayCalendar }): Instant {
  // A daily rule without an end always has a next time.
  return nextOccurrence(DIGEST, when.now, when) ?? when.now;
}
