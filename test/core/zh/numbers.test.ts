import { describe, expect, it } from 'vitest';
import { findNumbers, parseChineseNumber } from '../../../src/core/zh/numbers.ts';

describe('numbers as people write them', () => {
  it.each([
    ['十二', 12],
    ['一十', 10],
    ['两百', 200],
    ['廿', 20],
    ['廿三', 23],
    ['卅一', 31],
    ['零五', 5],
    ['半', 0.5],
    ['一百零五', 105],
    ['一百一十', 110],
    ['三千零二十', 3020],
    ['两万零三', 20_003],
    ['一亿两千万', 120_000_000],
    ['二〇二六', 2026],
    ['三点五', 3.5],
    ['１５', 15],
    ['1,200', 1200],
    ['1.5万', 15_000],
    [' 20 ', 20],
  ])('%s is %d', (word, value) => expect(parseChineseNumber(word)).toBe(value));

  it('reads a digit after a hundred or more as of the next place down', () => {
    expect(parseChineseNumber('一百五')).toBe(150);
    expect(parseChineseNumber('两千三')).toBe(2300);
    expect(parseChineseNumber('三万五')).toBe(35_000);
  });

  it.each(['', '百', '十十', '一二十', '十百', '万', '三点', '一点二点三', '二十廿', '张伟', '一零十百', '五廿'])(
    '%j is no number',
    (word) => expect(parseChineseNumber(word)).toBeUndefined(),
  );

  it('finds the numbers of a sentence with their places', () => {
    const text = '下周办培训，20人，车两辆，预算一千五';
    expect(findNumbers(text).map(({ value, start, end }) => [text.slice(start, end), value])).toEqual([
      ['20', 20],
      ['两', 2],
      ['一千五', 1500],
    ]);
  });

  it('passes over words that only contain a numeral', () => {
    expect(findNumbers('大家一起统一着装，之一，万一，第一书记，十分')).toEqual([]);
  });
});
