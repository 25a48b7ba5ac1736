import { describe, expect, it } from 'vitest';
import { busyMs } from '../../support/busy.ts';
import { readOrder } from '../../../src/features/announcement/slots/order.ts';
import { changed } from '../../../src/features/announcement/slots/change/index.ts';
import { heard } from '../../conversation/understand/said.ts';
import { aDraft } from './facts.ts';

const groups = ['后勤一支部工作群', '后勤二支部工作群', '食堂工作群'].map((name, index) => ({
  id: `g${index}`,
  name,
  partyBranch: null,
  canPush: true,
}));
/** Far above what a busy machine needs, far below what a reading that tries every way to cut a sentence takes (13 s). */
const LIMIT_MS = 3_000;

describe('L07: a message of one word over and over is read in a moment', () => {
  it.each([
    '请',
    '帮我',
    '麻烦你',
    '要大家回复',
    '发到一支部群',
    '遇节假日',
    '先给我看',
    '那就',
    '明早八点提醒大家',
    '@所有人 ',
    '一、',
    '卡片',
  ])('%s', (words) => {
    const said = heard(`${words.repeat(Math.floor(2_000 / words.length))}吗`, { secretary: true });
    const before = busyMs();
    readOrder(said, groups);
    changed(aDraft(), said, { all: groups, own: groups });
    expect(busyMs() - before).toBeLessThan(LIMIT_MS);
  });
});
