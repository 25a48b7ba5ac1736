import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, localDateOf, localTimeOf, plusDays, weekdayOf } from '../../src/core/zone.ts';

describe('the wall clock of a zone', () => {
  it('is eight hours ahead of UTC in Shanghai', () => {
    expect(instantOf('2026-11-27', '14:00', 'Asia/Shanghai')).toBe('2026-11-27T06:00:00.000Z');
    expect(localTimeOf('2026-11-26T16:00:00.000Z', 'Asia/Shanghai')).toEqual({
      year: 2026,
      month: 11,
      day: 27,
      hour: 0,
      minute: 0,
      second: 0,
      weekday: 5,
    });
  });

  it('says which day it is there, not here', () => {
    expect(localDateOf('2026-11-21T16:30:00Z', 'Asia/Shanghai')).toBe('2026-11-22');
    expect(localDateOf('2026-11-21T16:30:00Z', 'America/New_York')).toBe('2026-11-21');
  });

  it('counts Sunday as the seventh day', () => {
    expect(weekdayOf('2026-11-22')).toBe(7);
    expect(localTimeOf('2026-11-22T04:00:00Z', 'Asia/Shanghai').weekday).toBe(7);
  });

  it('keeps seconds where they are given', () => {
    expect(instantOf('2026-11-27', '14:00:05', 'Asia/Shanghai')).toBe('2026-11-27T06:00:05.000Z');
  });

  it('takes the end of the gap for a time that summer time leaves out', () => {
    expect(instantOf('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T07:00:00.000Z');
    expect(instantOf('2026-03-29', '02:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
    expect(localTimeOf(instantOf('2026-03-08', '02:59', 'America/New_York'), 'America/New_York').hour).toBe(3);
  });

  it('takes the first of the two in a doubled hour', () => {
    expect(instantOf('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  it('takes the next midnight for a day that a zone left out of its calendar', () => {
    expect(localDateOf(instantOf('2011-12-30', '12:00', 'Pacific/Apia'), 'Pacific/Apia')).toBe('2011-12-31');
  });

  it('reads back what it wrote, in every zone and at every hour that exists', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const days = fc.integer({ min: 0, max: 3000 }).map((count) => plusDays('2020-01-01', count));
    const times = fc.tuple(fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }));
    fc.assert(
      fc.property(zones, days, times, (zone, date, [hour, minute]) => {
        const instant = instantOf(date, `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, zone);
        expect(localDateOf(instant, zone)).toBe(date);
        expect(localTimeOf(instant, zone)).toMatchObject({ hour, minute });
      }),
    );
  });
});
