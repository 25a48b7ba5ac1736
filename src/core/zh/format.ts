import type { Instant, LocalDate } from '../clock.ts';
import { localDateOf, localTimeOf, weekdayOf } from '../zone.ts';

export { formatRecurrence } from './recurrence.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** 周五 for 5. */
export function formatWeekday(weekday: number): string {
  return `周${WEEKDAYS[weekday - 1] ?? '？'}`;
}

/** 11月27日（周五）; with the year in front when it is not the year of `today`. */
export function formatDate(date: LocalDate, today?: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number);
  const yearShown = today !== undefined && !today.startsWith(date.slice(0, 4)) ? `${year}年` : '';
  return `${yearShown}${month}月${day}日（${formatWeekday(weekdayOf(date))}）`;
}

/** 14:00 */
export function formatClock(instant: Instant, zone: string): string {
  const { hour, minute } = localTimeOf(instant, zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** 11月27日（周五）14:00; with the year in front when it is not the year of `now`. */
export function formatInstant(instant: Instant, zone: string, now?: Instant): string {
  return `${formatDate(localDateOf(instant, zone), todayIn(zone, now))}${formatClock(instant, zone)}`;
}

/** 11月27日（周五）14:00–16:00; both dates when it ends on another day (midnight at its end is 24:00 of the first). */
export function formatRange(start: Instant, end: Instant, zone: string, now?: Instant): string {
  const first = localDateOf(start, zone);
  const last = localDateOf(end, zone);
  if (first === last) return `${formatInstant(start, zone, now)}–${formatClock(end, zone)}`;
  const lastMoment = localDateOf(new Date(Date.parse(end) - 1000).toISOString(), zone);
  if (formatClock(end, zone) === '00:00' && lastMoment === first) return `${formatInstant(start, zone, now)}–24:00`;
  return `${formatInstant(start, zone, now)}–${formatInstant(end, zone, now)}`;
}

function todayIn(zone: string, now: Instant | undefined): LocalDate | undefined {
  return now === undefined ? undefined : localDateOf(now, zone);
}

/** 甲、乙、丙 */
export function joinList(items: readonly string[]): string {
  return items.join('、');
}
