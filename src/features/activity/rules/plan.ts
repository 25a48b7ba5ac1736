import { HOUR_MS, MINUTE_MS, plusMs, type Instant } from '../../../core/clock.ts';
import { instantOf, localDateOf, localTimeOf, plusDays } from '../../../core/zone.ts';
import type { Activity, Reminder } from '../schema.ts';

/** Long enough before the start to book a bus or count lunches. */
const CLOSES_BEFORE_MS = 2 * HOUR_MS;
/** Where nobody said when it ends. */
const USUAL_LENGTH_MS = 3 * HOUR_MS;

/** The end of the working day before: shift workers still see it, and the phone is not yet silent. */
export const USUAL_REMINDER: Reminder = { kind: 'daysBefore', days: 1, time: '16:00' };

/** Nobody is woken by "报名截止": an earlier deadline moves to the evening before. */
const QUIET_UNTIL_HOUR = 8;
const EVENING = '20:00';

/** The instant of a decision and the zone whose wall clock counts. */
export interface At {
  readonly now: Instant;
  readonly zone: string;
}

/** The deadline where none was said: 2 hours before the start, at the earliest 8:00, otherwise 20:00 the evening before; the start itself when all that is past. */
export function usualDeadline(startsAt: Instant, { now, zone }: At): Instant {
  const before = plusMs(startsAt, -CLOSES_BEFORE_MS);
  const isEarly = localTimeOf(before, zone).hour < QUIET_UNTIL_HOUR;
  const usual = isEarly ? instantOf(plusDays(localDateOf(startsAt, zone), -1), EVENING, zone) : before;
  return [usual, before].find((at) => at > now) ?? startsAt;
}

export function finishesAt(activity: Pick<Activity, 'startsAt' | 'endsAt'>): Instant {
  return activity.endsAt ?? plusMs(activity.startsAt, USUAL_LENGTH_MS);
}

/** The instants still to come at which members are reminded, earliest first, each once. */
export function reminderTimes(activity: Pick<Activity, 'startsAt' | 'reminders'>, zone: string, now: Instant): readonly Instant[] {
  const day = localDateOf(activity.startsAt, zone);
  const times = activity.reminders.map((reminder) =>
    reminder.kind === 'daysBefore'
      ? instantOf(plusDays(day, -reminder.days), reminder.time, zone)
      : plusMs(activity.startsAt, -reminder.minutes * MINUTE_MS),
  );
  return [...new Set(times)].filter((at) => at > now && at < activity.startsAt).toSorted();
}
