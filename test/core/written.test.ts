import { expect, it } from 'vitest';
import { withoutWords } from '../../src/core/written.ts';

it.each([
  ['明天下午三点停水，请接水', '明天下午三点', ' 停水，请接水'],
  ['１２月１日 上午９点 领 A 类', '12月1日上午9点', '  领 A 类'],
  ['每周五 下午5点：关灯', '每周五下午5点', ' ：关灯'],
  ['领工装', '明天', '领工装'],
  ['领工装', '', '领工装'],
  ['👍明天开会', '明天', '👍 开会'],
])('%j without %j', (written, words, rest) => expect(withoutWords(written, words)).toBe(rest));
