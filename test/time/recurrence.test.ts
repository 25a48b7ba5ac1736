import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, localDateOf, localTimeOf } from '../../src/core/zone.ts';
import { nextOccurrence, occurrences } from '../../src/time/recurrence.ts';
import type { Recurrence } from '../../src/time/time.ts';
import { calendar, now } from './context.ts';

const shanghai = { zone: 'Asia/Shanghai', calendar };

/** The next occurrences as local times. */
function next(rule: Recurrence, count = 1, after = now, zone = 'Asia/Shanghai'): readonly string[] {
  return occurrences(rule, after, count, { zone, calendar }).map((instant) => {
    const { hour, minute } = localTimeOf(instant, zone);
    return `${localDateOf(instant, zone)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  });
}

describe('a plan by day and week', () => {
  it('every day at a time is today when that is still to come', () => {
    expect(next({ freq: 'day', interval: 1, time: '10:00' }, 2)).toEqual(['2026-11-21 10:00', '2026-11-22 10:00']);
  });

  it('what happens right now is not next', () => {
    expect(next({ freq: 'day', interval: 1, time: '09:00' })).toEqual(['2026-11-22 09:00']);
  });

  it('without a time it happens at midnight', () => {
    expect(next({ freq: 'day', interval: 1 })).toEqual(['2026-11-22 00:00']);
  });

  it('every third day is counted from its start', () => {
    expect(next({ freq: 'day', interval: 3, startsOn: '2026-11-20', time: '08:00' }, 2)).toEqual(['2026-11-23 08:00', '2026-11-26 08:00']);
  });

  it('every third day without a start still has its three days between', () => {
    const [first = '', second = ''] = next({ freq: 'day', interval: 3 }, 2).map((at) => at.slice(0, 10));
    expect((Date.parse(second) - Date.parse(first)) / 86_400_000).toBe(3);
  });

  it('a daily plan can be kept to some weekdays', () => {
    expect(next({ freq: 'day', interval: 1, byDay: [3], time: '08:00' })).toEqual(['2026-11-25 08:00']);
  });

  it('Monday and Thursday each come in their turn', () => {
    expect(next({ freq: 'week', interval: 1, byDay: [1, 4], time: '08:30' }, 3)).toEqual([
      '2026-11-23 08:30',
      '2026-11-26 08:30',
      '2026-11-30 08:30',
    ]);
  });

  it('every second week counts the weeks from the one it starts in', () => {
    const rule: Recurrence = { freq: 'week', interval: 2, byDay: [1, 3], startsOn: '2026-11-25' };
    expect(next(rule, 3)).toEqual(['2026-11-25 00:00', '2026-12-07 00:00', '2026-12-09 00:00']);
  });

  it('a week without a day is the weekday it started on, else Monday', () => {
    expect(next({ freq: 'week', interval: 1, startsOn: '2026-11-26' })).toEqual(['2026-11-26 00:00']);
    expect(next({ freq: 'week', interval: 1 })).toEqual(['2026-11-23 00:00']);
    expect(next({ freq: 'week', interval: 2 }, 2)).toHaveLength(2);
  });

  it('a weekly plan can be kept to some months', () => {
    expect(next({ freq: 'week', interval: 1, byDay: [1], byMonth: [6] })).toEqual(['2027-06-07 00:00']);
  });

  it('does not happen before its start nor after its end', () => {
    const rule: Recurrence = { freq: 'day', interval: 1, startsOn: '2026-12-01', endsOn: '2026-12-02' };
    expect(next(rule, 5)).toEqual(['2026-12-01 00:00', '2026-12-02 00:00']);
    expect(nextOccurrence(rule, '2026-12-03T00:00:00Z', shanghai)).toBeNull();
  });
});

describe('a plan by month and year', () => {
  it('T08: the 31st leaves out months that have none', () => {
    expect(next({ freq: 'month', interval: 1, byMonthDay: [31] }, 3)).toEqual(['2026-12-31 00:00', '2027-01-31 00:00', '2027-03-31 00:00']);
  });

  it('the last day is the last day of each month', () => {
    expect(next({ freq: 'month', interval: 1, byMonthDay: [-1], time: '18:00' }, 4, '2027-01-15T00:00:00Z')).toEqual([
      '2027-01-31 18:00',
      '2027-02-28 18:00',
      '2027-03-31 18:00',
      '2027-04-30 18:00',
    ]);
  });

  it('every third month is counted from its start', () => {
    expect(next({ freq: 'month', interval: 3, byMonthDay: [1], startsOn: '2026-11-21' }, 2)).toEqual([
      '2027-02-01 00:00',
      '2027-05-01 00:00',
    ]);
  });

  it('a month without a day is the day it started on, else the first', () => {
    expect(next({ freq: 'month', interval: 1, startsOn: '2026-11-25' }, 2)).toEqual(['2026-11-25 00:00', '2026-12-25 00:00']);
    expect(next({ freq: 'month', interval: 1 })).toEqual(['2026-12-01 00:00']);
  });

  it('the last Friday and the first Wednesday are found in each month', () => {
    expect(next({ freq: 'month', interval: 1, byDay: [5], nth: -1 }, 2)).toEqual(['2026-11-27 00:00', '2026-12-25 00:00']);
    expect(next({ freq: 'month', interval: 1, byDay: [3], nth: 1 })).toEqual(['2026-12-02 00:00']);
  });

  it('a fifth Monday is left out where the month has four', () => {
    expect(next({ freq: 'month', interval: 1, byDay: [1], nth: 5 }, 2)).toEqual(['2026-11-30 00:00', '2027-03-29 00:00']);
  });

  it('the first and last workday of a month follow the calendar', () => {
    expect(next({ freq: 'month', interval: 1, nth: 1 }, 1, '2026-09-15T00:00:00Z')).toEqual(['2026-10-08 00:00']);
    expect(next({ freq: 'month', interval: 1, nth: -1 }, 1, '2026-02-10T00:00:00Z')).toEqual(['2026-02-28 00:00']);
  });

  it('T08: 29 February waits for the leap year', () => {
    expect(next({ freq: 'year', interval: 1, byMonth: [2], byMonthDay: [29] }, 2)).toEqual(['2028-02-29 00:00', '2032-02-29 00:00']);
  });

  it('every second year counts from its start', () => {
    expect(next({ freq: 'year', interval: 2, byMonth: [7], byMonthDay: [1], startsOn: '2026-11-21' })).toEqual(['2028-07-01 00:00']);
  });

  it('a year without more words is the day it started on', () => {
    expect(next({ freq: 'year', interval: 1, startsOn: '2026-11-25' }, 2)).toEqual(['2026-11-25 00:00', '2027-11-25 00:00']);
    expect(next({ freq: 'year', interval: 1 })).toEqual(['2027-01-01 00:00']);
  });

  it('festivals of either calendar come on their days', () => {
    expect(next({ freq: 'year', interval: 1, holiday: '国庆节' })).toEqual(['2027-10-01 00:00']);
    expect(next({ freq: 'year', interval: 1, holiday: '中秋节' })).toEqual(['2027-09-15 00:00']);
    expect(next({ freq: 'year', interval: 1, holiday: '母亲节' })).toEqual(['2027-05-09 00:00']);
  });

  it('what never happens is null, not an endless search', () => {
    expect(nextOccurrence({ freq: 'year', interval: 1, byMonth: [2], byMonthDay: [30] }, now, shanghai)).toBeNull();
    expect(nextOccurrence({ freq: 'year', interval: 1, holiday: '无名节' }, now, shanghai)).toBeNull();
  });
});

describe('a plan and days off', () => {
  it('workdays leave out the holiday and take in the Saturdays made up', () => {
    const rule: Recurrence = { freq: 'workday', interval: 1, time: '08:00' };
    expect(next(rule, 4, '2026-09-30T08:00:00Z')).toEqual(['2026-10-08 08:00', '2026-10-09 08:00', '2026-10-10 08:00', '2026-10-12 08:00']);
  });

  it('workdays of a year without a table are Monday to Friday', () => {
    expect(next({ freq: 'workday', interval: 1 }, 2, '2026-12-31T08:00:00Z')).toEqual(['2027-01-01 00:00', '2027-01-04 00:00']);
  });

  it('a Friday in a holiday is kept unless it is told to give way', () => {
    expect(next({ freq: 'week', interval: 1, byDay: [5] }, 1, '2026-09-30T00:00:00Z')).toEqual(['2026-10-02 00:00']);
  });

  it('skips, or moves to the workday before or after', () => {
    const friday: Recurrence = { freq: 'week', interval: 1, byDay: [5], time: '17:00' };
    const before = '2026-09-29T00:00:00Z';
    expect(next({ ...friday, onDayOff: 'skip' }, 1, before)).toEqual(['2026-10-09 17:00']);
    expect(next({ ...friday, onDayOff: 'before' }, 2, before)).toEqual(['2026-09-30 17:00', '2026-10-09 17:00']);
    expect(next({ ...friday, onDayOff: 'after' }, 2, before)).toEqual(['2026-10-08 17:00', '2026-10-09 17:00']);
  });

  it('several planned days moved to one workday happen once', () => {
    expect(next({ freq: 'day', interval: 1, onDayOff: 'after' }, 2, '2026-09-30T08:00:00Z')).toEqual([
      '2026-10-08 00:00',
      '2026-10-09 00:00',
    ]);
  });

  it('the 15th on a weekend gives way too, a Saturday plan does not', () => {
    expect(next({ freq: 'month', interval: 1, byMonthDay: [15], onDayOff: 'after' }, 1, '2026-08-02T00:00:00Z')).toEqual([
      '2026-08-17 00:00',
    ]);
    expect(next({ freq: 'month', interval: 1, byMonthDay: [15], onDayOff: 'skip' }, 1, '2026-08-02T00:00:00Z')).toEqual([
      '2026-09-15 00:00',
    ]);
    expect(next({ freq: 'week', interval: 1, byDay: [6], onDayOff: 'after' })).toEqual(['2026-11-28 00:00']);
  });

  it('what was due before the start is not moved behind it', () => {
    const rule: Recurrence = { freq: 'month', interval: 1, byMonthDay: [1], onDayOff: 'after', startsOn: '2026-10-05' };
    expect(next(rule, 1, '2026-09-30T00:00:00Z')).toEqual(['2026-11-02 00:00']);
  });

  it('a yearly day on a weekend moves as well', () => {
    expect(next({ freq: 'year', interval: 1, byMonth: [7], byMonthDay: [4], onDayOff: 'before' }, 1, '2026-06-01T00:00:00Z')).toEqual([
      '2026-07-03 00:00',
    ]);
  });

  it('a calendar without a workday in weeks moves nothing for ever', () => {
    const closed = { isWorkday: () => false, holidayName: () => '停工', holidayRange: () => undefined };
    const rule: Recurrence = { freq: 'month', interval: 1, byMonthDay: [1], onDayOff: 'after' };
    expect(nextOccurrence(rule, now, { zone: 'Asia/Shanghai', calendar: closed })).toBeNull();
    const open = { ...closed, isWorkday: (date: string) => date === '2026-12-31' };
    expect(
      nextOccurrence({ ...rule, onDayOff: 'before' }, now, { zone: 'Asia/Shanghai', calendar: { ...open, holidayName: () => undefined } }),
    ).toBe(instantOf('2026-12-31', '00:00', 'Asia/Shanghai'));
  });
});

describe('a plan within the day', () => {
  it('every quarter of an hour is counted from midnight', () => {
    expect(next({ freq: 'minute', interval: 15 }, 2, '2026-11-21T01:07:30Z')).toEqual(['2026-11-21 09:15', '2026-11-21 09:30']);
  });

  it('every second hour goes on the next day', () => {
    expect(next({ freq: 'hour', interval: 2 }, 2, '2026-11-21T14:30:00Z')).toEqual(['2026-11-22 00:00', '2026-11-22 02:00']);
  });

  it('every hour at half past', () => {
    expect(next({ freq: 'hour', interval: 1, minute: 30 }, 2)).toEqual(['2026-11-21 09:30', '2026-11-21 10:30']);
  });

  it('keeps to its hours of the day, the last included', () => {
    const rule: Recurrence = { freq: 'hour', interval: 4, time: '08:00', endTime: '16:00', byDay: [1] };
    expect(next(rule, 4)).toEqual(['2026-11-23 08:00', '2026-11-23 12:00', '2026-11-23 16:00', '2026-11-30 08:00']);
  });

  it('every ten seconds', () => {
    expect(nextOccurrence({ freq: 'second', interval: 10 }, '2026-11-21T01:00:05Z', shanghai)).toBe('2026-11-21T01:00:10.000Z');
  });
});

describe('a plan in a zone with summer time', () => {
  const zone = 'America/New_York';
  it('T06: a time that does not exist happens once, right after the gap', () => {
    expect(next({ freq: 'day', interval: 1, time: '02:30' }, 3, '2026-03-07T12:00:00Z', zone)).toEqual([
      '2026-03-08 03:00',
      '2026-03-09 02:30',
      '2026-03-10 02:30',
    ]);
  });

  it('T06: a doubled hour happens once', () => {
    expect(next({ freq: 'day', interval: 1, time: '01:30' }, 2, '2026-10-31T12:00:00Z', zone)).toEqual([
      '2026-11-01 01:30',
      '2026-11-02 01:30',
    ]);
  });
});

describe('a plan that makes no sense', () => {
  it('is a bug of the caller', () => {
    expect(() => nextOccurrence({ freq: 'day', interval: 0 }, now, shanghai)).toThrow(RangeError);
    expect(() => nextOccurrence({ freq: 'day', interval: 1.5 }, now, shanghai)).toThrow(RangeError);
    expect(() => nextOccurrence({ freq: 'workday', interval: 2 }, now, shanghai)).toThrow(RangeError);
  });
});

describe('whatever the plan', () => {
  const time = fc.option(fc.constantFrom('00:00', '02:30', '08:00', '23:59'), { nil: undefined });
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  const monthDays = fc.uniqueArray(fc.constantFrom<number[]>(-1, -2, 1, 15, 29, 30, 31), { minLength: 1 });
  const interval = fc.integer({ min: 1, max: 4 });
  const onDayOff = fc.constantFrom('keep' as const, 'skip' as const, 'before' as const, 'after' as const);
  const rules: fc.Arbitrary<Recurrence> = fc.oneof(
    fc.record({ freq: fc.constant('day' as const), interval, onDayOff }),
    fc.record({ freq: fc.constant('workday' as const), interval: fc.constant(1) }),
    fc.record({ freq: fc.constant('week' as const), interval, byDay: days, onDayOff }),
    fc.record({ freq: fc.constant('month' as const), interval, byMonthDay: monthDays, onDayOff }),
    fc.record({ freq: fc.constant('hour' as const), interval }),
    fc.record({ freq: fc.constant('minute' as const), interval: fc.integer({ min: 1, max: 90 }) }),
  );
  const timed = fc.tuple(rules, time).map(([rule, at]) => (at === undefined ? rule : { ...rule, time: at }));
  const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin');
  const moments = fc
    .integer({ min: Date.parse('2025-01-01T00:00:00Z'), max: Date.parse('2027-06-01T00:00:00Z') })
    .map((ms) => new Date(ms).toISOString());

  it('the next occurrence is later than the moment asked from', () => {
    fc.assert(
      fc.property(timed, moments, zones, (rule, after, zone) => {
        const found = nextOccurrence(rule, after, { zone, calendar });
        expect(found === null || found > after).toBe(true);
      }),
    );
  });

  it('asking later never gives an earlier one', () => {
    fc.assert(
      fc.property(timed, moments, moments, zones, (rule, one, other, zone) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const first = nextOccurrence(rule, early, { zone, calendar });
        const second = nextOccurrence(rule, late, { zone, calendar });
        expect(second === null || (first !== null && first <= second)).toBe(true);
      }),
    );
  });

  it('a weekly plan that keeps its days falls on them, at its time', () => {
    fc.assert(
      fc.property(days, moments, (byDay, after) => {
        const found = nextOccurrence({ freq: 'week', interval: 1, byDay, time: '08:30' }, after, shanghai);
        const local = localTimeOf(found ?? '', 'Asia/Shanghai');
        expect(byDay).toContain(local.weekday);
        expect(local).toMatchObject({ hour: 8, minute: 30, second: 0 });
      }),
    );
  });

  it('a plan that moves away from days off never happens on a statutory holiday', () => {
    fc.assert(
      fc.property(timed, moments, fc.constantFrom('before' as const, 'after' as const), (rule, after, way) => {
        const found = nextOccurrence({ ...rule, onDayOff: way }, after, shanghai);
        expect(found === null ? undefined : calendar.holidayName(localDateOf(found, 'Asia/Shanghai'))).toBeUndefined();
      }),
    );
  });

  it('a monthly plan falls on a day it names', () => {
    fc.assert(
      fc.property(monthDays, moments, (byMonthDay, after) => {
        const found = nextOccurrence({ freq: 'month', interval: 1, byMonthDay }, after, shanghai);
        const { year, month, day } = localTimeOf(found ?? '', 'Asia/Shanghai');
        const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
        expect(byMonthDay.includes(day) || byMonthDay.includes(day - 1 - last)).toBe(true);
      }),
    );
  });
});
