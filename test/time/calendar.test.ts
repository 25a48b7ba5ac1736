import { describe, expect, it } from 'vitest';
import { isWorkdayOrGuess, workdayCalendar, workdayTableSchema } from '../../src/time/calendar.ts';
import { calendar } from './context.ts';

describe('the workday calendar', () => {
  it('a Saturday made up for a holiday is a workday', () => {
    expect(calendar.isWorkday('2026-02-14')).toBe(true);
    expect(calendar.isWorkday('2026-10-10')).toBe(true);
    expect(calendar.isWorkday('2025-09-28')).toBe(true);
  });

  it('a weekday inside a holiday is a day off', () => {
    expect(calendar.isWorkday('2026-02-23')).toBe(false);
    expect(calendar.isWorkday('2026-10-07')).toBe(false);
    expect(calendar.isWorkday('2026-10-08')).toBe(true);
  });

  it('other days follow the week', () => {
    expect(calendar.isWorkday('2026-11-27')).toBe(true);
    expect(calendar.isWorkday('2026-11-28')).toBe(false);
  });

  it('names the holiday of a day off', () => {
    expect(calendar.holidayName('2026-09-26')).toBe('中秋节');
    expect(calendar.holidayName('2026-11-28')).toBeUndefined();
  });

  it('knows when a holiday begins and ends, with and without 节', () => {
    expect(calendar.holidayRange('国庆节', 2026)).toEqual({ first: '2026-10-01', last: '2026-10-07' });
    expect(calendar.holidayRange('国庆', 2026)).toEqual({ first: '2026-10-01', last: '2026-10-07' });
    expect(calendar.holidayRange('植树节', 2026)).toBeUndefined();
  });

  it('finds both names of a joint holiday', () => {
    expect(calendar.holidayRange('中秋节', 2025)).toEqual({ first: '2025-10-01', last: '2025-10-08' });
  });

  it('T10: says that it does not know a year without a table, and guesses Monday to Friday only when asked to', () => {
    expect(calendar.isWorkday('2027-01-01')).toBeUndefined();
    expect(calendar.holidayRange('国庆节', 2027)).toBeUndefined();
    expect(isWorkdayOrGuess(calendar, '2027-01-01')).toBe(true);
    expect(isWorkdayOrGuess(calendar, '2027-01-02')).toBe(false);
    expect(isWorkdayOrGuess(calendar, '2026-10-01')).toBe(false);
  });

  it('every make-up workday of the shipped tables is a Saturday or Sunday, and no holiday', () => {
    const makeUp = ['2025-01-26', '2025-02-08', '2025-04-27', '2025-10-11', '2026-01-04', '2026-02-28', '2026-05-09', '2026-09-20'];
    const empty = workdayCalendar([]);
    expect(makeUp.filter((date) => isWorkdayOrGuess(empty, date))).toEqual([]);
    expect(makeUp.filter((date) => calendar.isWorkday(date) !== true || calendar.holidayName(date) !== undefined)).toEqual([]);
  });

  it('refuses a table whose holiday ends before it begins', () => {
    const table = { year: 2027, source: '', holidays: [{ name: '元旦', first: '2027-01-03', last: '2027-01-01' }], makeUpWorkdays: [] };
    expect(workdayTableSchema.safeParse(table).success).toBe(false);
  });
});
