import { describe, expect, it } from 'vitest';
import { holidayDate } from '../../src/time/holidays.ts';
import { lunarDateOf, lunarDay, lunarMonth, solarTermDay } from '../../src/time/lunar.ts';
import { dateText, wallOf } from '../../src/time/wall.ts';

describe('the lunar calendar', () => {
  it.each([
    [2025, '2025-01-29', '2025-10-06'],
    [2026, '2026-02-17', '2026-09-25'],
    [2027, '2027-02-06', '2027-09-15'],
    [2030, '2030-02-03', '2030-09-12'],
  ])('in %d 春节 is %s and 中秋 %s', (year, spring, autumn) => {
    expect(holidayDate('春节', year)).toBe(spring);
    expect(holidayDate('中秋节', year)).toBe(autumn);
  });

  it('除夕 is the day before, whatever length the last month has', () => {
    expect([2026, 2027].map((year) => holidayDate('除夕', year))).toEqual(['2026-02-16', '2027-02-05']);
  });

  it('a leap month has its own days, and other years do not have it', () => {
    expect(lunarMonth(2025, 6, true)).toEqual({ start: wallOf(2025, 7, 25), end: wallOf(2025, 8, 23) });
    expect(lunarMonth(2026, 6, true)).toBeUndefined();
    expect(lunarDay(2026, 6, 1, true)).toBeUndefined();
  });

  it('the twelfth month ends with the New Year', () => {
    expect(lunarMonth(2026, 12)?.end).toBe(lunarDay(2027, 1, 1));
  });

  it('tells the lunar date of a day', () => {
    expect(lunarDateOf(wallOf(2026, 9, 25))).toEqual({ year: 2026, month: 8, day: 15 });
  });

  it('solar terms fall on their days', () => {
    expect([2025, 2026, 2027].map((year) => dateText(solarTermDay('清明', year) ?? 0))).toEqual(['2025-04-04', '2026-04-05', '2027-04-05']);
    expect(solarTermDay('无', 2026)).toBeUndefined();
  });
});
