import { describe, expect, it } from 'vitest';
import { saysNo, saysYes } from '../../../src/core/zh/assent.ts';

describe('yes and no', () => {
  it.each([
    '好',
    '好的',
    '嗯',
    '嗯嗯',
    '嗯 是的',
    '要得',
    '得行',
    '对头',
    '好嘞',
    '好滴',
    '行吧',
    '可以',
    '中',
    '没问题',
    'ok',
    '确定！',
    '对，就这样',
  ])('%s is a yes', (text) => {
    expect(saysYes(text)).toBe(true);
    expect(saysNo(text)).toBe(false);
  });

  it.each(['不', '不用了', '算了', '算了吧', '不要', '莫', '不得行', '取消', '拉倒'])('%s is a no', (text) => {
    expect(saysNo(text)).toBe(true);
    expect(saysYes(text)).toBe(false);
  });

  it.each([
    '好久没去了',
    '可以带家属吗',
    '是不是改期了',
    '行政楼在哪',
    '对了 几点集合',
    '不行的话候补',
    '中午几点',
    '好像不对',
    '',
    '算了一下',
  ])('"%s" is neither', (text) => {
    expect(saysYes(text)).toBe(false);
    expect(saysNo(text)).toBe(false);
  });
});
