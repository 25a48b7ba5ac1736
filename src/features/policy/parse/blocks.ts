import type { PolicyTable } from '../schema.ts';

/** A policy text as a flat list of what its lines are. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'chapter'; readonly text: string }
  | { readonly kind: 'section'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'article'; readonly label: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly item: boolean }
  | { readonly kind: 'table'; readonly table: PolicyTable };

const NUMERAL = '[零〇一二三四五六七八九十百千\\d]+';
const ARTICLE = new RegExp(`^\\**\\s*(第${NUMERAL}条(?:之${NUMERAL})?)\\s*\\**[\\s\\u3000]*(.*)$`, 'u');
const CHAPTER = new RegExp(`^第${NUMERAL}[章编篇](?:[\\s\\u3000]|$)`, 'u');
const SECTION = new RegExp(`^第${NUMERAL}节(?:[\\s\\u3000]|$)`, 'u');
const APPENDIX = /^附件[\d一二三四五六七八九十]*(?:[:：\s\u3000]|$)/u;
const FIRST_LEVEL = new RegExp(`^${NUMERAL}、`, 'u');
const SECOND_LEVEL = /^[（(][一二三四五六七八九十]+[）)]/u;
const ITEM = /^(?:[（(][\d一二三四五六七八九十]+[）)]|\d+[.．、]|[①-⑳])/u;
const CAPTION = /^\**\s*(?:附?表\s*[\d一二三四五六七八九十]*[-—\d]*[\s\u3000:：].*|.*(?:一览表|明细表|标准表|如下表))\**$/u;
const ENDS_SENTENCE = /[。；;：:！？，,]$/u;
/** A heading of plain text is short and no sentence. */
const LONGEST_HEADING = 40;

/** Lines → blocks. Markdown signs are taken off; the words are left as they are. */
export function blocksOf(body: string): readonly Block[] {
  const lines = body.split('\n').map((line) => line.replace(/[ \t\u3000]+$/u, ''));
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '' || /^(?:-{3,}|\*{3,}|_{3,})$/u.test(line)) continue;
    if (isTableLine(line) && isRule(lines[at + 1])) {
      const { rows, end } = tableAt(lines, at);
      blocks.push({
        kind: 'table',
        table: { caption: takeCaption(blocks), header: rows[0] ?? [], rows: rows.slice(1), unit: '', note: '' },
      });
      at = end;
    } else {
      blocks.push(blockOf(line));
    }
  }
  return blocks;
}

function blockOf(line: string): Block {
  const marks = /^(#{1,6})\s*(.*?)\s*#*$/u.exec(line);
  const text = plainWords(marks?.[2] ?? line);
  const article = ARTICLE.exec(text);
  if (article !== null) return { kind: 'article', label: article[1] ?? '', text: article[2] ?? '' };
  const isShort = text.length <= LONGEST_HEADING && !ENDS_SENTENCE.test(text);
  if (CHAPTER.test(text) && isShort) return { kind: 'chapter', text };
  if (SECTION.test(text) && isShort) return { kind: 'section', text };
  if (APPENDIX.test(text) && isShort) return { kind: 'chapter', text };
  if (marks !== null) return markdownHeading(marks[1]?.length ?? 2, text);
  if (FIRST_LEVEL.test(text) && isShort && !/^\d/u.test(text)) return { kind: 'heading', level: 1, text };
  return { kind: 'paragraph', text, item: ITEM.test(text) };
}

function markdownHeading(level: number, text: string): Block {
  if (level === 1) return { kind: 'title', text };
  if (SECOND_LEVEL.test(text)) return { kind: 'heading', level: 2, text };
  return { kind: 'heading', level: level === 2 ? 1 : 2, text };
}

/** Emphasis and code marks are the editor's, not the issuer's. */
function plainWords(text: string): string {
  return text
    .replace(/\*\*(.+?)\*\*/gu, '$1')
    .replace(/__(.+?)__/gu, '$1')
    .replace(/^>\s*/u, '')
    .replace(/^[-*+]\s+/u, '')
    .replace(/`([^`]*)`/gu, '$1')
    .trim();
}

function isTableLine(line: string): boolean {
  return /^\|?.*\S\s*\|\s*\S/u.test(line);
}

function isRule(line: string | undefined): boolean {
  return line !== undefined && /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/u.test(line);
}

function tableAt(lines: readonly string[], start: number): { rows: string[][]; end: number } {
  const rows: string[][] = [cells(lines[start] ?? '')];
  let end = start + 1;
  while (end + 1 < lines.length && isTableLine((lines[end + 1] ?? '').trim())) {
    end += 1;
    rows.push(cells(lines[end] ?? ''));
  }
  return { rows, end };
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\|/u, '')
    .replace(/\|$/u, '')
    .split('|')
    .map((cell) => plainWords(cell.trim()));
}

/** The line right before a table that names it belongs to the table. */
function takeCaption(blocks: Block[]): string {
  const last = blocks.at(-1);
  if (last?.kind !== 'paragraph' || !CAPTION.test(last.text)) return '';
  blocks.pop();
  return last.text;
}
