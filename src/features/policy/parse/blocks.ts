import type { PolicyTable } from '../schema.ts';
import { NOTE, readGrid, UNIT } from './grid.ts';
import type { Piece } from './piece.ts';

/** A policy text as a flat list of what its lines are. `line` = the words as they stand, before anything was taken apart. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'chapter'; readonly text: string }
  | { readonly kind: 'section'; readonly text: string }
  /** 附件1 and its title. */
  | { readonly kind: 'annex'; readonly name: string; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'article'; readonly label: string; readonly text: string; readonly line: string }
  /** 一、… and （一）… that say something themselves. */
  | { readonly kind: 'point'; readonly level: 1 | 2; readonly label: string; readonly text: string }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly item: boolean }
  | { readonly kind: 'table'; readonly table: PolicyTable };

export const NUMERAL = '[零〇○一二三四五六七八九十百千\\d]+';
const ARTICLE = new RegExp(`^(第\\s?${NUMERAL}\\s?条(?:之${NUMERAL})?)[\\s\\u3000:：]*(.*)$`, 'u');
const CHAPTER = new RegExp(`^第\\s?${NUMERAL}\\s?[章编篇](?:[\\s\\u3000]|$)`, 'u');
const SECTION = new RegExp(`^第\\s?${NUMERAL}\\s?节(?:[\\s\\u3000]|$)`, 'u');
const ANNEX = /^(附件\s?[\d一二三四五六七八九十]*)(?:[:：\s\u3000]+(.*))?$/u;
const FIRST_LEVEL = /^([一二三四五六七八九十百]{1,4})、\s*(.*)$/u;
const SECOND_LEVEL = /^([（(][一二三四五六七八九十]{1,3}[）)])\s*(.*)$/u;
const ITEM = /^(?:[（(][\d一二三四五六七八九十]+[）)]|\d+[.．、](?!\d)|[①-⑳]|[a-z][.)）])/u;
const CAPTION =
  /^(?:附?表\s*[\d一二三四五六七八九十]+[-—\d]*(?![\d。]).*|附?表[\s\u3000:：].*|.*(?:一览表|明细表|如下表)|[^，。]{2,28}表(?:[（(][^）)]*[）)])?)(?<![。；])$/u;
const ANSWER = /^(?:答|A\d{0,3})\s*[:：]/u;
const ENDS_SENTENCE = /[。；;：:！？，,]$/u;
/** A heading of plain text is short and no sentence. */
const LONGEST_HEADING = 40;
const LONGEST_LEAD = 14;
/** A longer table is kept in parts, each under its own header. */
const LONGEST_TABLE_PART = 80;

/** What was read → what its lines are. `cutRows` = rows of tables beyond any use. */
export function blocksOf(pieces: readonly Piece[]): { readonly blocks: readonly Block[]; readonly cutRows: number } {
  const blocks: Block[] = [];
  let cutRows = 0;
  const addLine = (text: string, level?: number): void => {
    const before = blocks.at(-1);
    if (ANSWER.test(text) && before !== undefined && before.kind !== 'table')
      blocks.splice(-1, 1, { kind: 'question', text: lineOf(before) });
    if (addedToTable(blocks, text) || titledAnnex(blocks, text, level)) return;
    blocks.push(blockOf(text, level));
  };
  for (const piece of pieces) {
    if (piece.kind === 'line') {
      if (piece.text !== '') addLine(piece.text, piece.level);
      continue;
    }
    const grid = readGrid(piece.rows);
    cutRows += grid.cutRows;
    for (const one of grid.found) {
      if (one.kind === 'line') addLine(one.text);
      else addTable(blocks, one.table);
    }
  }
  return { blocks, cutRows };
}

function blockOf(text: string, level: number | undefined): Block {
  const article = ARTICLE.exec(text);
  if (article !== null) return { kind: 'article', label: (article[1] ?? '').replaceAll(/\s/gu, ''), text: article[2] ?? '', line: text };
  const isShort = text.length <= LONGEST_HEADING && !ENDS_SENTENCE.test(text);
  if (CHAPTER.test(text) && isShort) return { kind: 'chapter', text };
  if (SECTION.test(text) && isShort) return { kind: 'section', text };
  const annex = ANNEX.exec(text);
  // "附件：1.报名表" under a notice only names what comes behind it.
  if (annex !== null && isShort && !/^附件\s*[:：]\s*\S/u.test(text))
    return { kind: 'annex', name: (annex[1] ?? '').replaceAll(/\s/gu, ''), text };
  if (level !== undefined) return markedHeading(level, text);
  const first = FIRST_LEVEL.exec(text);
  if (first !== null) return isShort ? { kind: 'heading', level: 1, text } : pointOf(1, `${first[1] ?? ''}、`, first[2] ?? '', text);
  const second = SECOND_LEVEL.exec(text);
  if (second !== null && !/[；;]$/u.test(text)) return pointOf(2, second[1] ?? '', second[2] ?? '', text);
  return { kind: 'paragraph', text, item: ITEM.test(text) };
}

function markedHeading(level: number, text: string): Block {
  if (level === 1) return { kind: 'title', text };
  if (SECOND_LEVEL.test(text)) return { kind: 'heading', level: 2, text };
  return { kind: 'heading', level: level === 2 ? 1 : 2, text };
}

/** 一、报名时间：… is cited as 一、报名时间; a point without such a lead by its number. */
function pointOf(level: 1 | 2, sign: string, words: string, text: string): Block {
  const lead = /^([^，。；：:、]{2,})[：:。]/u.exec(words)?.[1] ?? (ENDS_SENTENCE.test(words) ? '' : words);
  return { kind: 'point', level, label: `${sign}${lead.length <= LONGEST_LEAD ? lead : ''}`, text };
}

function lineOf(block: Exclude<Block, { kind: 'table' }>): string {
  return block.kind === 'article' ? block.line : block.text;
}

function addTable(blocks: Block[], table: PolicyTable): void {
  const unit = takeLine(blocks, UNIT);
  const caption = takeLine(blocks, CAPTION);
  const before = unit === '' ? takeLine(blocks, UNIT) : unit;
  const words = [caption, table.caption].filter((part) => part !== '').join(' ');
  const named = UNIT.exec(before)?.[1]?.trim() ?? /[（(]\s*单位\s*[:：]\s*([^）)]+)[）)]/u.exec(words)?.[1] ?? '';
  const full = named === '' || words.includes(named) ? words : `${words}（单位：${named}）`;
  const parts = Math.max(1, Math.ceil(table.rows.length / LONGEST_TABLE_PART));
  for (let part = 0; part < parts; part += 1) {
    const rows = table.rows.slice(part * LONGEST_TABLE_PART, (part + 1) * LONGEST_TABLE_PART);
    blocks.push({ kind: 'table', table: { ...table, rows, caption: full, unit: named } });
  }
}

/** The line right before a table that names it, or its unit, belongs to the table. */
function takeLine(blocks: Block[], pattern: RegExp): string {
  const last = blocks.at(-1);
  if (last?.kind !== 'paragraph' || last.text.length > 60 || !pattern.test(last.text)) return '';
  blocks.pop();
  return last.text;
}

/** 注：… right behind a table holds for its rows. */
function addedToTable(blocks: Block[], text: string): boolean {
  const last = blocks.at(-1);
  if (last?.kind !== 'table') return false;
  // 注：1.… 2.…: a counted note goes on in the next lines.
  const counted = /(?:[:：]|^\d)\s*$|[:：]\s*\d|^\d/u.test(last.table.note.split('\n').at(-1) ?? '');
  if (!NOTE.test(text) && !(counted && ITEM.test(text))) return false;
  const note = last.table.note === '' ? text : `${last.table.note}\n${text}`;
  blocks.splice(-1, 1, { kind: 'table', table: { ...last.table, note } });
  return true;
}

/** 附件1 alone on its line is followed by its title. */
function titledAnnex(blocks: Block[], text: string, level: number | undefined): boolean {
  const last = blocks.at(-1);
  if (last?.kind !== 'annex' || last.text.replaceAll(/\s/gu, '') !== last.name || text.length > LONGEST_HEADING || ENDS_SENTENCE.test(text))
    return false;
  if (level === undefined && blockOf(text, undefined).kind !== 'paragraph') return false;
  blocks.splice(-1, 1, { kind: 'annex', name: last.name, text: `${last.name} ${text}` });
  return true;
}
