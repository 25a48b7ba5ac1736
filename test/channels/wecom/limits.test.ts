import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busyMs } from '../../support/busy.ts';
import { bytesOf, cut, cutCharacters, split } from '../../../src/channels/wecom/limits.ts';

const family = '👨‍👩‍👧‍👦';

describe('splitting by bytes', () => {
  it('O17: a text of exactly the limit stays whole, one byte more makes two', () => {
    expect(split('a'.repeat(2048), 2048)).toHaveLength(1);
    expect(split('a'.repeat(2049), 2048).map((piece) => piece.length)).toEqual([2048, 1]);
  });

  it('the border between paragraphs is better than the one between lines, that better than a sentence', () => {
    expect(split('甲甲。甲甲\n乙乙\n\n丙丙。丙丙', 36)).toEqual(['甲甲。甲甲\n乙乙', '丙丙。丙丙']);
    expect(split('甲甲。甲甲\n乙乙。乙乙', 24)).toEqual(['甲甲。甲甲', '乙乙。乙乙']);
    expect(split('甲甲甲。乙乙乙。丙丙', 22)).toEqual(['甲甲甲。', '乙乙乙。丙丙']);
  });

  it('O17: a text without any border is cut between characters, never inside one', () => {
    expect(split('中'.repeat(5), 7)).toEqual(['中中', '中中', '中']);
    expect(split(family.repeat(3), 30)).toEqual([family, family, family]);
  });

  it('O17: a link, a bold word, inline code and an address are never cut through', () => {
    const whole = ['[报名说明](https://example.com/a/b?c=d)', '**健步走活动**', '`npm start`', 'https://example.com/very/long/path'];
    for (const part of whole) {
      for (let before = 1; before < 60; before += 1) {
        const pieces = split(`${'字'.repeat(before)}${part}${'字'.repeat(20)}`, 100);
        expect(pieces.some((piece) => piece.includes(part))).toBe(true);
      }
    }
  });

  it('a table row is never cut through, however it falls, and the head is said again where the table goes on', () => {
    const head = '| 姓名 | 电话 |\n| --- | --- |';
    const rows = Array.from({ length: 12 }, (_, index) => `| 张${index} | ${'1'.repeat(5 + index * 3)} |`);
    const pieces = split(`名单。${'请看。'.repeat(3)}\n${head}\n${rows.join('\n')}`, 120);
    for (const row of rows) expect(pieces.filter((piece) => piece.split('\n').includes(row))).toHaveLength(1);
    for (const piece of pieces.slice(1)) expect(piece.startsWith(head)).toBe(true);
    expect(pieces.every((piece) => bytesOf(piece) <= 120)).toBe(true);
  });

  it('a code block moves whole into the next piece', () => {
    const block = '```sql\nselect 1;\nselect 2;\n```';
    const pieces = split(`${'说明'.repeat(10)}\n${block}`, 70);
    expect(pieces).toEqual(['说明'.repeat(10), block]);
  });

  it('O17: a code block longer than a piece is closed and opened again', () => {
    const pieces = split(`\`\`\`ts\n${'const line = 1;\n'.repeat(20)}\`\`\``, 120);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) {
      expect(bytesOf(piece)).toBeLessThanOrEqual(120);
      expect(piece.startsWith('```ts\n')).toBe(true);
      expect(piece.endsWith('\n```')).toBe(true);
    }
  });

  it('O17: whatever the text, no piece is over the limit, no half character appears and nothing is lost', () => {
    const unit = fc.constantFrom(
      '党',
      '群',
      '。',
      '\n',
      '\n\n',
      'a',
      ' ',
      family,
      '🚀',
      'é',
      '[x](https://e.cn)',
      '**粗**',
      '- ',
      '1. ',
      '！',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 300 }), fc.integer({ min: 40, max: 400 }), (parts, limit) => {
        const text = parts.join('');
        const pieces = split(text, limit);
        expect(pieces.every((piece) => bytesOf(piece) <= limit && !piece.includes('\uFFFD') && piece.isWellFormed())).toBe(true);
        expect(pieces.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });

  it('L07: hostile text with fences, brackets and accents ends in time and within the limit', () => {
    for (const text of [
      '['.repeat(60_000),
      '|'.repeat(60_000),
      '| a | b |\n| - | - |\n'.repeat(4_000),
      '```\n'.repeat(20_000),
      `a${'\u0301'.repeat(20_000)}`,
      '**'.repeat(30_000),
      '\n'.repeat(60_000),
      `\`\`\`${'x'.repeat(9_000)}\n`.repeat(4),
    ]) {
      const started = busyMs();
      const pieces = split(text, 4096);
      expect(pieces.every((piece) => bytesOf(piece) <= 4096)).toBe(true);
      expect(busyMs() - started).toBeLessThan(1_500);
    }
  });

  it('a closed code block leaves what follows as it is', () => {
    const block = '```\ncode\n```';
    expect(split(`${block}\n${'正文。'.repeat(4)}\n${'正文。'.repeat(4)}`, 60)).toEqual([
      `${block}\n${'正文。'.repeat(4)}`,
      '正文。'.repeat(4),
    ]);
  });

  it('a code block with too long a first line is cut like any text', () => {
    const pieces = split(`\`\`\`${'x'.repeat(60)}\n${'y'.repeat(200)}`, 100);
    expect(pieces.every((piece) => bytesOf(piece) <= 100)).toBe(true);
    expect(pieces.join('').replaceAll('\n', '')).toContain('y'.repeat(100));
  });

  it('half of a surrogate pair is dropped: it would arrive as U+FFFD', () => {
    expect(split('好\uD83D的', 100)).toEqual(['好的']);
  });
});

describe('cutting', () => {
  it('what fits is left as it is', () => {
    expect(cut('短', 100, '…')).toBe('短');
  });

  it('what is longer ends on a border, with the hint, within the limit', () => {
    const text = cut('第一段。\n\n第二段很长很长很长很长。', 40, '（未完）');
    expect(text).toBe('第一段。（未完）');
    expect(bytesOf(text)).toBeLessThanOrEqual(40);
  });

  it('characters are counted as people see them', () => {
    expect(cutCharacters(`${family}一二三`, 4)).toBe(`${family}一二三`);
    expect(cutCharacters(`${family}一二三四`, 4)).toBe(`${family}一二…`);
  });
});
