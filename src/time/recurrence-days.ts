import { DAY_MS, type LocalDate } from '../core/clock.ts';
import { plusDays, weekdayOf } from '../core/zone.ts';
import { isWorkdayOrGuess } from './calendar.ts';
import { holidayDate } from './holidays.ts';
import type { Recurrence, WorkdayCalendar } from './time.ts';

/** A Monday: weeks, months and years without `startsOn` are counted from it. */
const FIRST_MONDAY: LocalDate = '1970-01-05';

/** No run of days off is longer; the longest so far had 9. */
const LONGEST_BREAK_DAYS = 20;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether the rule names this date, days off not considered. */
export function matchesRule(rule: Recurrence, date: LocalDate, calendar: WorkdayCalendar): boolean {
  if (rule.startsOn !== undefined && date < rule.startsOn) return false;
  const { year, month } = fieldsOf(date);
  const anchor = fieldsOf(rule.startsOn ?? FIRST_MONDAY);
  if (rule.byMonth !== undefined && !rule.byMonth.includes(month)) return false;
  switch (rule.freq) {
    case 'second':
    case 'minute':
    case 'hour':
      return rule.byDay?.includes(weekdayOf(date)) ?? true;
    case 'day':
      return (rule.byDay?.includes(weekdayOf(date)) ?? true) && daysBetween(rule.startsOn ?? FIRST_MONDAY, date) % rule.interval === 0;
    case 'workday':
      return isWorkdayOrGuess(calendar, date);
    case 'week':
      return isNamedWeekday(rule, date) && weeksBetween(rule.startsOn ?? FIRST_MONDAY, date) % rule.interval === 0;
    case 'month':
      return (year * 12 + month - anchor.year * 12 - anchor.month) % rule.interval === 0 && isNamedMonthDay(rule, date, calendar);
    case 'year':
      if ((year - anchor.year) % rule.interval !== 0) return false;
      if (rule.holiday !== undefined) return holidayDate(rule.holiday, year) === date;
      return (rule.byMonth !== undefined || month === startOf(rule).month) && isNamedMonthDay(rule, date, calendar);
  }
}

/**
 * The planned dates of which `date` is the day it really happens on: itself, unless it is a day off and the plan gives way;
 * and the days off next to it from which a plan moves here.
 */
export function dayOffMoves(rule: Recurrence, date: LocalDate, calendar: WorkdayCalendar): readonly LocalDate[] {
  const onDayOff = rule.onDayOff ?? 'keep';
  if (onDayOff === 'keep') return [date];
  if (isDayOff(rule, date, calendar)) return [];
  const planned = [date];
  if (onDayOff === 'skip' || !isWorkdayOrGuess(calendar, date)) return planned;
  const step = onDayOff === 'after' ? -1 : 1;
  for (let distance = 1; distance <= LONGEST_BREAK_DAYS; distance += 1) {
    const near = plusDays(date, step * distance);
    if (isWorkdayOrGuess(calendar, near)) break;
    if (isDayOff(rule, near, calendar)) planned.push(near);
  }
  return planned;
}

/**
 * A plan that names its weekday (or every day) means its Saturdays: only a statutory holiday is a day off to it.
 * A plan by date meets a weekend by chance, and gives way to it too.
 */
function isDayOff(rule: Recurrence, date: LocalDate, calendar: WorkdayCalendar): boolean {
  if (calendar.holidayName(date) !== undefined) return true;
  return (rule.freq === 'month' || rule.freq === 'year') && !isWorkdayOrGuess(calendar, date);
}

function isNamedWeekday(rule: Recurrence, date: LocalDate): boolean {
  return (rule.byDay ?? [weekdayOf(rule.startsOn ?? FIRST_MONDAY)]).includes(weekdayOf(date));
}

function isNamedMonthDay(rule: Recurrence, date: LocalDate, calendar: WorkdayCalendar): boolean {
  const { year, month, day } = fieldsOf(date);
  if (rule.nth !== undefined) return nthDay(rule, rule.nth, { year, month }, calendar) === date;
  const named = rule.byMonthDay ?? [startOf(rule).day];
  return named.includes(day) || named.includes(day - 1 - daysIn(year, month));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The nth of the named weekdays, or of the workdays, of a month. */
function nthDay(rule: Recurrence, nth: number, { year, month }: Omit<Day, 'day'>, calendar: WorkdayCalendar): LocalDate | undefined {
  const days: LocalDate[] = [];
  const prefix = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  for (let date = `${prefix}-01`; date.startsWith(prefix); date = plusDays(date, 1)) {
    if (rule.byDay?.includes(weekdayOf(date)) ?? isWorkdayOrGuess(calendar, date)) days.push(date);
  }
  return days.at(nth > 0 ? nth - 1 : nth);
}

/** The day a plan without further words falls on: that of `startsOn`, else the first of January. */
function startOf(rule: Recurrence): Day {
  return rule.startsOn === undefined ? { year: 1970, month: 1, day: 1 } : fieldsOf(rule.startsOn);
}

function fieldsOf(date: LocalDate): Day {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function daysBetween(first: LocalDate, last: LocalDate): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
}

/** Weeks are counted from Monday to Sunday, whatever weekday `first` is. */
function weeksBetween(first: LocalDate, last: LocalDate): number {
  return Math.floor(daysBetween(plusDays(first, 1 - weekdayOf(first)), last) / 7);
}
