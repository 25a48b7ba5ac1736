import { z } from 'zod';
import type { LocalDate } from '../core/clock.ts';
import { plusDays, weekdayOf } from '../core/zone.ts';
import type { WorkdayCalendar } from './time.ts';

/**
 * One year of the State Council's notice (`data/seed/workdays/<year>.json`). A joint holiday carries both names, 国庆节、中秋节.
 * A table speaks for the days of its own year.
 */
export const workdayTableSchema = z.object({
  year: z.number().int(),
  source: z.string(),
  holidays: z.array(
    z.object({ name: z.string().min(1), first: z.iso.date(), last: z.iso.date() }).refine(({ first, last }) => first <= last),
  ),
  makeUpWorkdays: z.array(z.iso.date()),
});
export type WorkdayTable = z.infer<typeof workdayTableSchema>;

/** The calendar of the given tables. Of other years it knows nothing and says so (`undefined`). */
export function workdayCalendar(tables: readonly WorkdayTable[]): WorkdayCalendar {
  const years = new Set(tables.map(({ year }) => year));
  const makeUp = new Set(tables.flatMap(({ makeUpWorkdays }) => makeUpWorkdays));
  const names = new Map<LocalDate, string>();
  for (const { name, first, last } of tables.flatMap(({ holidays }) => holidays)) {
    for (let date = first; date <= last; date = plusDays(date, 1)) names.set(date, name);
  }
  return {
    isWorkday: (date) => {
      if (!years.has(Number(date.slice(0, 4)))) return undefined;
      return makeUp.has(date) || (!names.has(date) && isMondayToFriday(date));
    },
    holidayName: (date) => names.get(date),
    holidayRange: (name, year) => {
      const holiday = tables
        .filter((table) => table.year === year)
        .flatMap(({ holidays }) => holidays)
        .find((candidate) => candidate.name.split('、').some((part) => plainName(part) === plainName(name)));
      return holiday === undefined ? undefined : { first: holiday.first, last: holiday.last };
    },
  };
}

/**
 * Whether a day is worked; for a year without a table, Monday to Friday.
 * Where the guess matters to people, ask `isWorkday` first: `undefined` there means this answer is provisional.
 */
export function isWorkdayOrGuess(calendar: WorkdayCalendar, date: LocalDate): boolean {
  return calendar.isWorkday(date) ?? isMondayToFriday(date);
}

/** 国庆 and 国庆节 are the same holiday. */
function plainName(name: string): string {
  return name.replace(/节$/, '');
}

function isMondayToFriday(date: LocalDate): boolean {
  return weekdayOf(date) <= 5;
}
