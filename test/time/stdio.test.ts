import { describe, expect, it } from 'vitest';
import { answerTimeLine, describeTime } from '../../src/time/stdio.ts';
import { calendar, context } from './context.ts';

const line = { id: 'a1', ref: '2026-11-21T09:00:00+08:00', tz: 'Asia/Shanghai' };
const answer = (text: string): object => answerTimeLine({ ...line, text }, calendar);

describe('time --stdio', () => {
  it.each([
    ['下周五下午2点', { kind: 'instant', at: '2026-11-27T14:00:00' }],
    ['下周五', { kind: 'date', date: '2026-11-27' }],
    ['月底前', { kind: 'range', start: null, end: '2026-12-01T00:00:00' }],
    ['每周五17点', { kind: 'recurring', freq: 'week', interval: 1, byDay: [5], time: '17:00' }],
    ['隔周三', { kind: 'recurring', freq: 'week', interval: 2, byDay: [3] }],
    ['两小时', { kind: 'duration', seconds: 7200 }],
    ['三个工作日', { kind: 'duration', workdays: 3 }],
    ['收到', { kind: 'none' }],
  ])('%s', (text, expected) => expect(answer(text)).toEqual({ id: 'a1', ...expected }));

  it('reads the reference in its own zone', () => {
    const tokyo = { id: 1, ref: '2026-11-21T15:30:00Z', tz: 'Asia/Tokyo', text: '今天' };
    expect(answerTimeLine(tokyo, calendar)).toEqual({ id: 1, kind: 'date', date: '2026-11-22' });
  });

  it('says what is wrong with a line of another shape', () => {
    expect(answerTimeLine({ id: 'x', text: '明天' }, calendar)).toHaveProperty('error');
    expect(answerTimeLine({ ...line, tz: 'Mars/Olympus', text: '明天' }, calendar)).toHaveProperty('error');
    expect(answerTimeLine('明天', calendar)).toHaveProperty('error');
  });
});

describe('time "…"', () => {
  it('shows the rule and the next five occurrences', () => {
    expect(describeTime('每周五下午5点', context)).toBe(
      [
        '“每周五下午5点”：每周五 17:00',
        '接下来5次：',
        '  11月27日（周五）17:00',
        '  12月4日（周五）17:00',
        '  12月11日（周五）17:00',
        '  12月18日（周五）17:00',
        '  12月25日（周五）17:00',
      ].join('\n'),
    );
  });

  it('shows absolute times, and says when one was guessed', () => {
    expect(describeTime('下周五两点，前一天提醒', context)).toBe(
      '“下周五两点”：11月27日（周五）14:00（说得不够准，用之前请确认）\n“前一天”：1天',
    );
  });

  it.each([
    ['下周五', '“下周五”：11月27日（周五）'],
    ['下周五下午2点到4点', '“下周五下午2点到4点”：11月27日（周五）14:00–16:00'],
    ['周五前', '“周五前”：11月27日（周五）24:00前'],
    ['周五下午3点前', '“周五下午3点前”：11月27日（周五）15:00前'],
    ['下周一起', '“下周一起”：11月23日（周一）00:00起'],
    ['三个工作日', '“三个工作日”：3个工作日'],
    ['1小时30分钟', '“1小时30分钟”：1小时30分钟'],
  ])('%s', (text, words) => expect(describeTime(text, context)).toBe(words));

  it('says so when a plan has no further date, and how to write one when there is no time', () => {
    expect(describeTime('从2025年1月1日到2025年1月3日每天8点', context)).toContain('接下来没有了');
    expect(describeTime('收到', context)).toContain('没有读到时间');
  });
});
