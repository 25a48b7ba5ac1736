import { describe, expect, it } from 'vitest';
import { parseBlocks } from '../../src/console/web/shared/markdown/blocks.ts';
import { parseInline, safeHref } from '../../src/console/web/shared/markdown/inline.ts';

describe('blocks', () => {
  it('a table has aligned columns', () => {
    expect(parseBlocks('| 姓名 | 数量 |\n| :--- | ---: |\n| 张三 | 3 |', 'v2')).toEqual([
      { type: 'table', align: ['left', 'right'], head: ['姓名', '数量'], rows: [['张三', '3']] },
    ]);
  });

  it('the first webhook markdown has no tables and no lists: their lines stand as written', () => {
    expect(parseBlocks('- 一\n| a | b |', 'robot')).toEqual([{ type: 'paragraph', text: '- 一\n| a | b |' }]);
  });

  it('a list may hold a list, and an ordered one keeps its first number', () => {
    expect(parseBlocks('3. 甲\n   - 乙\n4. 丙', 'bot')).toMatchObject([
      {
        type: 'list',
        ordered: true,
        start: 3,
        items: [[{ text: '甲' }, { type: 'list', ordered: false, items: [[{ text: '乙' }]] }], [{ text: '丙' }]],
      },
    ]);
  });

  it('an open code block of an unfinished stream does not swallow the text before it', () => {
    expect(parseBlocks('前\n```\n码', 'bot')).toEqual([
      { type: 'paragraph', text: '前' },
      { type: 'code', text: '码' },
    ]);
  });

  it('quotes, rules and headings are told apart', () => {
    expect(parseBlocks('# 题\n> 引\n\n---\n文', 'bot').map(({ type }) => type)).toEqual(['heading', 'quote', 'rule', 'paragraph']);
  });
});

describe('words', () => {
  it('bold may hold a link', () => {
    expect(parseInline('**[看](/h5/a)**', 'bot')).toEqual([
      { type: 'strong', inside: [{ type: 'link', href: '/h5/a', inside: [{ type: 'text', text: '看' }] }] },
    ]);
  });

  it('colours belong to the first webhook markdown only', () => {
    const red = '<font color="warning">急</font>';
    expect(parseInline(red, 'robot')).toEqual([{ type: 'font', color: 'warning', inside: [{ type: 'text', text: '急' }] }]);
    expect(parseInline(red, 'v2')).toEqual([{ type: 'text', text: red }]);
  });

  it('X04: html stays text', () => {
    expect(parseInline('<img src=x onerror=alert(1)>', 'bot')).toEqual([{ type: 'text', text: '<img src=x onerror=alert(1)>' }]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'vbscript:x'])('X04: %s is no address to follow', (href) => {
    expect(safeHref(href)).toBeUndefined();
  });
});
