import type { Instant, LocalDate } from '../../../core/clock.ts';
import { localDateOf, localTimeOf, plusDays } from '../../../core/zone.ts';
import { isWorkdayOrGuess } from '../../../time/calendar.ts';
import type { WorkdayCalendar } from '../../../time/time.ts';

/** 《意见建议办理办法》 §6: two workdays to accept. */
export const ACCEPT_WORKDAYS = 2;
/** §10: seven workdays to answer; the secretary may give a complex one more. */
export const ANSWER_WORKDAYS = 7;

/** The last day of a limit of `count` workdays that begins to run the day after `date`. */
export function workdaysAfter(date: LocalDate, count: number, calendar: WorkdayCalendar): LocalDate {
  let day = date;
  for (let left = count; left > 0;) {
    day = plusDays(day, 1);
    if (isWorkdayOrGuess(calendar, day)) left -= 1;
  }
  return day;
}

/** All that is kept of the time of an anonymous message. */
export function halfDayOf(instant: Instant, zone: string): { readonly on: LocalDate; readonly half: 'am' | 'pm' } {
  return { on: localDateOf(instant, zone), half: localTimeOf(instant, zone).hour < 12 ? 'am' : 'pm' };
}
