import type { Instant, LocalDate } from '../core/clock.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import { instantOf, localDateOf, plusDays } from '../core/zone.ts';
import { dayOffMoves, matchesRule } from './recurrence-days.ts';
import type { Recurrence, WorkdayCalendar } from './time.ts';

/** Where and by which calendar a plan repeats. */
export interface RecurrenceContext {
  readonly zone: string;
  readonly calendar: WorkdayCalendar;
}

/** Weekdays and leap years repeat after 28 years: what does not happen in that time is taken to happen never. */
const SEARCH_DAYS = 28 * 366;

const STEP_MS: Readonly<Partial<Record<Recurrence['freq'], number>>> = { second: SECOND_MS, minute: MINUTE_MS, hour: HOUR_MS };

/**
 * The first occurrence strictly after `after`, or null when there is none within 28 years.
 *
 * Without `time` a plan happens at 00:00. A day that a month lacks (31st, 29 February) is skipped; `byMonthDay: [-1]` is the last day.
 * In the gap of summer time it happens right after the gap, in a doubled hour once. Steps of hours, minutes and seconds are counted
 * anew from each midnight (from `time` when given, up to and with `endTime`). Where no table tells the workdays, Monday to Friday count.
 * `interval` above 1 counts from `startsOn`, else from Monday 1970-01-05; it has no meaning for `workday` and throws there.
 */
export function nextOccurrence(rule: Recurrence, after: Instant, context: RecurrenceContext): Instant | null {
  checkRule(rule);
  const today = localDateOf(after, context.zone);
  let date = rule.startsOn !== undefined && rule.startsOn > today ? rule.startsOn : today;
  for (let searched = 0; searched < SEARCH_DAYS; searched += 1) {
    if (rule.endsOn !== undefined && date > rule.endsOn) return null;
    if (happensOn(rule, date, context.calendar)) {
      const found = firstOfDay(rule, date, after, context.zone);
      if (found !== null) return found;
    }
    date = plusDays(date, 1);
  }
  return null;
}

/** The next `count` occurrences, fewer where the plan ends. */
export function occurrences(rule: Recurrence, after: Instant, count: number, context: RecurrenceContext): readonly Instant[] {
  const found: Instant[] = [];
  let last: Instant | null = after;
  while (found.length < count) {
    last = nextOccurrence(rule, last, context);
    if (last === null) break;
    found.push(last);
  }
  return found;
}

function checkRule(rule: Recurrence): void {
  if (!Number.isInteger(rule.interval) || rule.interval < 1) throw new RangeError(`interval ${rule.interval} is not a positive integer`);
  if (rule.freq === 'workday' && rule.interval !== 1) throw new RangeError('a workday plan has interval 1');
}

function happensOn(rule: Recurrence, date: LocalDate, calendar: WorkdayCalendar): boolean {
  const moves = dayOffMoves(rule, date, calendar);
  return moves.some((planned) => matchesRule(rule, planned, calendar));
}

/** The first instant of `date` after `after`; null when the day's are over. */
function firstOfDay(rule: Recurrence, date: LocalDate, after: Instant, zone: string): Instant | null {
  const stepMs = STEP_MS[rule.freq];
  const start = instantOf(date, rule.time ?? '00:00', zone);
  if (stepMs === undefined) return start > after ? start : null;
  const first = Date.parse(start) + (rule.minute ?? 0) * MINUTE_MS;
  const step = stepMs * rule.interval;
  const steps = Math.max(0, Math.floor((Date.parse(after) - first) / step) + 1);
  const found = new Date(first + steps * step).toISOString();
  const isPast =
    rule.endTime === undefined ? found >= instantOf(plusDays(date, 1), '00:00', zone) : found > instantOf(date, rule.endTime, zone);
  return isPast ? null : found;
}
