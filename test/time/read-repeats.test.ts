import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRecurrence } from '../../src/core/zh/format.ts';
import { findTimes } from '../../src/time/read.ts';
import type { Recurrence } from '../../src/time/time.ts';
import { context } from './context.ts';

function rule(text: string): Recurrence | undefined {
  const [found, ...others] = findTimes(text, context).filter(({ meaning }) => meaning.kind === 'recurring');
  expect(others).toEqual([]);
  return found?.meaning.kind === 'recurring' ? found.meaning.rule : undefined;
}

describe('plans that repeat', () => {
  it.each<[string, Recurrence]>([
    ['每天早上7点半', { freq: 'day', interval: 1, time: '07:30' }],
    ['每晚8点', { freq: 'day', interval: 1, time: '20:00' }],
    ['每周五下午5点', { freq: 'week', interval: 1, byDay: [5], time: '17:00' }],
    ['每周一和周四早上8点半', { freq: 'week', interval: 1, byDay: [1, 4], time: '08:30' }],
    ['每周一三五早8点', { freq: 'week', interval: 1, byDay: [1, 3, 5], time: '08:00' }],
    ['每周二、四下午四点', { freq: 'week', interval: 1, byDay: [2, 4], time: '16:00' }],
    ['每星期一至星期五17:30', { freq: 'week', interval: 1, byDay: [1, 2, 3, 4, 5], time: '17:30' }],
    ['周一到周五早上8点', { freq: 'week', interval: 1, byDay: [1, 2, 3, 4, 5], time: '08:00' }],
    ['每周六上午9点到11点', { freq: 'week', interval: 1, byDay: [6], time: '09:00', endTime: '11:00' }],
    ['隔周三', { freq: 'week', interval: 2, byDay: [3], startsOn: '2026-11-25' }],
    ['每两周的周五', { freq: 'week', interval: 2, byDay: [5], startsOn: '2026-11-27' }],
    ['每个工作日早上8点', { freq: 'workday', interval: 1, time: '08:00' }],
    ['工作日上午9点', { freq: 'workday', interval: 1, time: '09:00' }],
    ['周末下午三点', { freq: 'week', interval: 1, byDay: [6, 7], time: '15:00' }],
    ['每周末', { freq: 'week', interval: 1, byDay: [6, 7] }],
    ['每月1号九点', { freq: 'month', interval: 1, byMonthDay: [1], time: '09:00' }],
    ['每月1、15号', { freq: 'month', interval: 1, byMonthDay: [1, 15] }],
    ['每月底', { freq: 'month', interval: 1, byMonthDay: [-1] }],
    ['每个月的最后一天下午5点', { freq: 'month', interval: 1, byMonthDay: [-1], time: '17:00' }],
    ['每月最后一个周五', { freq: 'month', interval: 1, byDay: [5], nth: -1 }],
    ['每月第一个工作日', { freq: 'month', interval: 1, nth: 1 }],
    ['每季度末', { freq: 'month', interval: 1, byMonth: [3, 6, 9, 12], byMonthDay: [-1] }],
    ['每季度第一个月5号', { freq: 'month', interval: 1, byMonth: [1, 4, 7, 10], byMonthDay: [5] }],
    ['每半年', { freq: 'month', interval: 6, startsOn: '2026-11-21' }],
    ['每年12月4日', { freq: 'year', interval: 1, byMonth: [12], byMonthDay: [4] }],
    ['每年国庆节', { freq: 'year', interval: 1, holiday: '国庆节' }],
    ['每逢中秋节', { freq: 'year', interval: 1, holiday: '中秋节' }],
    ['6月到8月的每周一', { freq: 'week', interval: 1, byDay: [1], byMonth: [6, 7, 8] }],
    ['隔天', { freq: 'day', interval: 2, startsOn: '2026-11-21' }],
    ['每隔两小时', { freq: 'hour', interval: 2 }],
    ['每小时30分', { freq: 'hour', interval: 1, minute: 30 }],
    ['每半小时', { freq: 'minute', interval: 30 }],
    ['每刻钟', { freq: 'minute', interval: 15 }],
    ['一周一次', { freq: 'week', interval: 1 }],
    ['天天早上8点', { freq: 'day', interval: 1, time: '08:00' }],
    ['每月倒数第二天', { freq: 'month', interval: 1, byMonthDay: [-2] }],
    ['每月倒数第二个工作日', { freq: 'month', interval: 1, nth: -2 }],
    ['每季度第一天', { freq: 'month', interval: 1, byMonth: [1, 4, 7, 10], byMonthDay: [1] }],
    ['每季度最后一个工作日', { freq: 'month', interval: 1, byMonth: [3, 6, 9, 12], nth: -1 }],
    ['每年三月和九月的1号', { freq: 'year', interval: 1, byMonth: [3, 9], byMonthDay: [1] }],
    ['每年农历八月十五', { freq: 'year', interval: 1, holiday: '中秋节' }],
    ['每年农历七月初二', { freq: 'year', interval: 1, holiday: '农历7月2日' }],
    ['每月十五上午九点', { freq: 'month', interval: 1, byMonthDay: [15], time: '09:00' }],
    ['半年一次', { freq: 'month', interval: 6, startsOn: '2026-11-21' }],
    ['每隔1小时30分钟', { freq: 'minute', interval: 90 }],
    ['每天8点到18点每小时', { freq: 'hour', interval: 1, time: '08:00', endTime: '18:00' }],
    ['早上9点到下午5点每半小时', { freq: 'minute', interval: 30, time: '09:00', endTime: '17:00' }],
    ['除周末外每天8点', { freq: 'week', interval: 1, byDay: [1, 2, 3, 4, 5], time: '08:00' }],
    ['每天早上8点，周日除外', { freq: 'week', interval: 1, byDay: [1, 2, 3, 4, 5, 6], time: '08:00' }],
    ['每周工作日', { freq: 'workday', interval: 1 }],
    ['每天差一刻八点', { freq: 'day', interval: 1, time: '07:45' }],
  ])('%s', (text, expected) => expect(rule(text)).toEqual(expected));

  it('says what happens on days off', () => {
    expect(rule('每周五17点，遇节假日顺延')?.onDayOff).toBe('after');
    expect(rule('每月15号报送，遇节假日提前')?.onDayOff).toBe('before');
    expect(rule('每天早上8点推送一条，节假日不发')?.onDayOff).toBe('skip');
    expect(rule('每周五下午5点，节假日照发')?.onDayOff).toBe('keep');
    expect(rule('每月15号，赶上放假就往后推')?.onDayOff).toBe('after');
  });

  it('the words about days off belong to the plan, so what is left is the content', () => {
    const text = '每周五下午5点，放假就提前到最后一个工作日，提醒大家交周报';
    const [found, ...others] = findTimes(text, context);
    expect(others).toEqual([]);
    expect(text.slice(found?.end)).toBe('，提醒大家交周报');
  });

  it('begins and ends when the sentence says so', () => {
    expect(rule('从下周一开始，每天早上8点提醒打卡，到12月31日')).toEqual({
      freq: 'day',
      interval: 1,
      time: '08:00',
      startsOn: '2026-11-23',
      endsOn: '2026-12-31',
    });
    expect(rule('12月1日到12月31日每天早上8点')).toMatchObject({ startsOn: '2026-12-01', endsOn: '2026-12-31' });
    expect(rule('每周五下午5点，年底前')).toMatchObject({ endsOn: '2026-12-31' });
  });

  it('a date beside a plan that does not limit it stays a date', () => {
    const found = findTimes('每周五下午5点，12月4日', context);
    expect(found.map(({ meaning }) => meaning.kind)).toEqual(['recurring', 'date']);
  });

  it('a part of the day stands for its usual hour and is marked', () => {
    expect(findTimes('每周五下午', context)).toMatchObject([{ meaning: { rule: { time: '15:00' } }, vague: true }]);
  });

  it('a count is no weekday', () => {
    expect(rule('每周一次')).toEqual({ freq: 'week', interval: 1 });
  });
});

describe('a plan in our own words', () => {
  const time = fc.constantFrom('00:00', '07:45', '08:30', '12:00', '17:05', '23:59');
  const day = fc.constantFrom(1, 2, 15, 28, 31, -1, -2);
  const nth = fc.constantFrom(1, 2, 3, -1, -2);
  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }).map((days) => days.toSorted());
  const giving = fc.constantFrom<Partial<Recurrence>>({}, { onDayOff: 'skip' }, { onDayOff: 'before' }, { onDayOff: 'after' });
  const lasting = fc.constantFrom<Partial<Recurrence>>({}, { endsOn: '2027-06-30' }, { startsOn: '2026-12-01' });
  const once = fc.constant({ interval: 1 });
  const monthly = fc.oneof(
    day.map((date) => ({ byMonthDay: [date] })),
    nth.map((place) => ({ nth: place })),
    fc.tuple(nth, fc.integer({ min: 1, max: 7 })).map(([place, weekday]) => ({ nth: place, byDay: [weekday] })),
  );
  const rules = fc.oneof(
    fc.tuple(fc.constant({ freq: 'day' as const }), once),
    fc.tuple(fc.constant({ freq: 'workday' as const }), once),
    fc.tuple(
      weekdays.map((byDay) => ({ freq: 'week' as const, byDay })),
      once,
    ),
    fc.tuple(
      monthly.map((days) => ({ freq: 'month' as const, ...days })),
      once,
    ),
    fc.tuple(
      fc.integer({ min: 1, max: 12 }).map((month) => ({ freq: 'year' as const, byMonth: [month], byMonthDay: [28] })),
      once,
    ),
    fc.tuple(
      fc.constantFrom('国庆节', '中秋节', '农历7月2日').map((holiday) => ({ freq: 'year' as const, holiday })),
      once,
    ),
  );

  it('reads back as the same rule', () => {
    fc.assert(
      fc.property(rules, time, giving, lasting, ([days, interval], at, onDayOff, limit) => {
        const planned: Recurrence = { ...interval, ...days, time: at, ...(days.freq === 'workday' ? {} : onDayOff), ...limit };
        expect(rule(formatRecurrence(planned))).toEqual(planned);
      }),
      { numRuns: 500 },
    );
  });

  it.each<Recurrence>([
    { freq: 'week', interval: 2, byDay: [5], time: '15:00', startsOn: '2026-11-27' },
    { freq: 'month', interval: 3, byMonthDay: [1], time: '09:00', startsOn: '2026-12-01' },
    { freq: 'day', interval: 3, time: '09:00', startsOn: '2026-11-21' },
    { freq: 'hour', interval: 2 },
    { freq: 'minute', interval: 15, time: '09:00', endTime: '17:00' },
    { freq: 'hour', interval: 1, minute: 30 },
  ])('reads back with its steps: $freq $interval', (planned) => expect(rule(formatRecurrence(planned))).toEqual(planned));
});

describe('whatever is written', () => {
  const words = fc.constantFrom(
    ...'下周五一二三十两半点个月日号天每隔到至前后内从起第最后工作节国庆上午晚分钟小时年：:-/.0123456789 ，（）的和'.split(''),
  );
  it('is read without an error, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (chars) => {
        const text = chars.join('');
        let last = 0;
        for (const { start, end } of findTimes(text, context)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
