import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDate,
  formatInstant,
  formatRange,
  formatRecurrence,
  formatWeekday,
  joinList,
} from '../../../src/core/zh/format.ts';

const zone = 'Asia/Shanghai';
const now = '2026-11-21T01:00:00Z';

describe('times as members read them', () => {
  it('an instant has its date, weekday and time', () => {
    expect(formatInstant('2026-11-27T06:00:00Z', zone, now)).toBe('11月27日（周五）14:00');
    expect(formatInstant('2026-11-27T06:00:00Z', zone)).toBe('11月27日（周五）14:00');
  });

  it('the year stands where it is not this one', () => {
    expect(formatInstant('2027-01-04T01:30:00Z', zone, now)).toBe('2027年1月4日（周一）09:30');
    expect(formatDate('2025-12-31', '2026-01-01')).toBe('2025年12月31日（周三）');
  });

  it('a range within a day names the day once', () => {
    expect(formatRange('2026-11-27T06:00:00Z', '2026-11-27T08:00:00Z', zone, now)).toBe('11月27日（周五）14:00–16:00');
  });

  it('midnight at the end of a range is 24:00 of its day', () => {
    expect(formatRange('2026-11-27T10:00:00Z', '2026-11-27T16:00:00Z', zone, now)).toBe('11月27日（周五）18:00–24:00');
  });

  it('a range over days names both', () => {
    expect(formatRange('2026-11-27T14:00:00Z', '2026-11-27T22:00:00Z', zone, now)).toBe('11月27日（周五）22:00–11月28日（周六）06:00');
    expect(formatRange('2026-11-26T16:00:00Z', '2026-11-28T16:00:00Z', zone, now)).toBe('11月27日（周五）00:00–11月29日（周日）00:00');
  });

  it('a clock time and a weekday stand alone too', () => {
    expect(formatClock('2026-11-27T00:05:00Z', zone)).toBe('08:05');
    expect(formatWeekday(7)).toBe('周日');
  });

  it('a list is joined by 、', () => {
    expect(joinList(['王敏', '李强', '张伟'])).toBe('王敏、李强、张伟');
    expect(joinList([])).toBe('');
  });
});

describe('plans as members read them', () => {
  it.each([
    [{ freq: 'week', interval: 1, byDay: [5], time: '17:00' }, '每周五 17:00'],
    [{ freq: 'week', interval: 1, byDay: [4, 1], time: '08:30' }, '每周一、周四 08:30'],
    [{ freq: 'week', interval: 1, byDay: [1, 2, 3, 4, 5] }, '每周一至周五'],
    [{ freq: 'week', interval: 2, byDay: [3], startsOn: '2026-11-25' }, '每2周的周三（2026年11月25日起）'],
    [{ freq: 'week', interval: 1 }, '每周'],
    [{ freq: 'workday', interval: 1, time: '08:30' }, '每个工作日 08:30（按调休）'],
    [{ freq: 'day', interval: 1, time: '09:00', endTime: '11:00' }, '每天 09:00–11:00'],
    [{ freq: 'day', interval: 3 }, '每3天'],
    [{ freq: 'hour', interval: 1, minute: 30 }, '每小时第30分'],
    [{ freq: 'minute', interval: 15 }, '每15分钟'],
    [{ freq: 'month', interval: 1, byMonthDay: [1, 15] }, '每月1日、15日'],
    [{ freq: 'month', interval: 3, byMonthDay: [1] }, '每3个月的1日'],
    [{ freq: 'month', interval: 1, byMonthDay: [-1], onDayOff: 'before' }, '每月最后一天（遇放假提前到上一个工作日）'],
    [{ freq: 'month', interval: 1, byDay: [5], nth: -1 }, '每月最后一个周五'],
    [{ freq: 'month', interval: 1, byDay: [3], nth: 1, onDayOff: 'after' }, '每月第1个周三（遇放假顺延到下一个工作日）'],
    [{ freq: 'month', interval: 1, nth: -1 }, '每月最后一个工作日'],
    [{ freq: 'week', interval: 1, byDay: [1], byMonth: [6], onDayOff: 'skip' }, '6月里每周一（放假不办）'],
    [{ freq: 'year', interval: 1, byMonth: [12], byMonthDay: [4] }, '每年12月4日'],
    [{ freq: 'year', interval: 1, holiday: '国庆节', endsOn: '2030-12-31' }, '每年国庆节（到2030年12月31日止）'],
  ] as const)('%j is %s', (rule, words) => expect(formatRecurrence(rule)).toBe(words));
});
