import type { Cell, Piece } from './piece.ts';

export interface Page {
  readonly items: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly size: number;
  }[];
}

interface Reach {
  readonly from: number;
  readonly to: number;
}
interface Span {
  text: string;
  readonly from: number;
  to: number;
  /** The pieces it was set in: two cells that nearly touch are still two pieces. */
  readonly parts: { readonly text: string; readonly from: number; readonly to: number }[];
}
interface Line {
  readonly page: number;
  readonly y: number;
  readonly size: number;
  /** Divided where the gap is as wide as between columns. */
  readonly spans: Span[];
}

/** In characters: a gap that divides columns, and one that divides words. */
const COLUMN_GAP = 1.6;
const WORD_GAP = 0.28;
const PAGE_NUMBER = /^[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，共]+\s*\d{1,4}\s*页?)?[-—–·\s]*$/u;
const BEGINS =
  /^(?:第[零〇一二三四五六七八九十百千\d]+[条章节编篇]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[①-⑳]|附件|附表|表\s*\d|问[:：]|答[:：]|注[:：])/u;
const HAN = /[\p{Script=Han}，。；：、！？（）《》“”]/u;

/** Pages of placed words → paragraphs and tables as the author wrote them. */
export function piecesOfPages(pages: readonly Page[]): readonly Piece[] {
  const lines = withoutMargins(pages.map((page, at) => linesOf(page, at)));
  const pieces: Piece[] = [];
  for (let at = 0; at < lines.length;) {
    const end = tableEnd(lines, at);
    if (end > at) {
      pieces.push({ kind: 'grid', rows: gridOf(lines.slice(at, end)) });
      at = end;
    } else {
      const next = paragraphEnd(lines, at);
      pieces.push({ kind: 'line', text: lines.slice(at, next).map(textOf).reduce(glue) });
      at = next;
    }
  }
  return pieces;
}

function linesOf({ items }: Page, page: number): Line[] {
  const lines: (Line & { items: Page['items'][number][] })[] = [];
  for (const item of items.toSorted((a, b) => b.y - a.y)) {
    const line = lines.findLast((one) => Math.abs(one.y - item.y) < 0.5 * Math.max(one.size, item.size));
    if (line === undefined) lines.push({ page, y: item.y, size: item.size, spans: [], items: [item] });
    else line.items.push(item);
  }
  return lines.map(({ items: own, ...line }) => ({ ...line, spans: spansOf(own) }));
}

function spansOf(items: Page['items']): Span[] {
  const spans: Span[] = [];
  // Between Han and figures a blank is the typesetter's, not the author's; between two words it is a blank.
  let blank = false;
  for (const { text, x, width, size } of items.toSorted((a, b) => a.x - b.x)) {
    const last = spans.at(-1);
    if (text.trim() === '') {
      blank ||= width > 0.1 * size;
      continue;
    }
    const gap = last === undefined ? Infinity : (x - last.to) / size;
    if (last === undefined || gap > COLUMN_GAP) spans.push({ text, from: x, to: x + width, parts: [{ text, from: x, to: x + width }] });
    else {
      last.parts.push({ text, from: x, to: x + width });
      const apart = (blank || gap > WORD_GAP) && !HAN.test(last.text.at(-1) ?? '') && !HAN.test(text.trimStart().at(0) ?? '');
      last.text += `${apart ? ' ' : ''}${text}`;
      last.to = Math.max(last.to, x + width);
    }
    blank = false;
  }
  return spans.map((span) => ({ ...span, text: span.text.trim() })).filter(({ text }) => text !== '');
}

/** Takes out what stands at the edge of the pages and not in the text: page numbers, and lines that come again on most pages. */
function withoutMargins(pages: readonly (readonly Line[])[]): readonly Line[] {
  const edge = (page: readonly Line[]): readonly Line[] => [...new Set([...page.slice(0, 2), ...page.slice(-2)])];
  const shape = (line: Line): string => textOf(line).replaceAll(/\d+/gu, '#').replaceAll(/\s/gu, '');
  const seen = new Map<string, number>();
  for (const page of pages) for (const one of new Set(edge(page).map(shape))) seen.set(one, (seen.get(one) ?? 0) + 1);
  const often = Math.max(3, pages.length * 0.6);
  return pages.flatMap((page) => {
    const edges = new Set(edge(page));
    return page.filter((line) => {
      if (line.spans.length === 0) return false;
      const outermost = line === page[0] || line === page.at(-1);
      return !(outermost && PAGE_NUMBER.test(textOf(line))) && !(edges.has(line) && (seen.get(shape(line)) ?? 0) >= often);
    });
  });
}

function textOf(line: Line): string {
  return line.spans.map(({ text }) => text).reduce(glueWide, '');
}

/** A wide gap within running text (a title set apart, 第一条 and its words) stays one blank. */
function glueWide(before: string, text: string): string {
  return before === '' ? text : `${before} ${text}`;
}

function glue(before: string, text: string): string {
  return /[a-z0-9,.]$/iu.test(before) && /^[a-z0-9]/iu.test(text) ? `${before} ${text}` : `${before}${text}`;
}

/** A line that is full to the right goes on in the next one, unless that begins something new. */
function paragraphEnd(lines: readonly Line[], from: number): number {
  const first = lines[from];
  if (first === undefined) return from + 1;
  const [left, right] = marginsOf(lines, first.page);
  let at = from;
  for (;;) {
    const [line, next] = [lines[at], lines[at + 1]];
    if (line === undefined || next === undefined || tableEnd(lines, at + 1) > at + 1) return at + 1;
    const [nextLeft] = next.page === first.page ? [left] : marginsOf(lines, next.page);
    const isFull = (line.spans.at(-1)?.to ?? 0) >= right - 1.6 * line.size;
    const indented = (next.spans[0]?.from ?? 0) > (nextLeft ?? 0) + 1.4 * next.size;
    const sameSize = Math.abs(next.size - line.size) < 0.15 * line.size;
    if (!isFull || indented || !sameSize || BEGINS.test(textOf(next))) return at + 1;
    at += 1;
  }
}

const margins = new WeakMap<readonly Line[], Map<number, readonly [number, number]>>();

function marginsOf(lines: readonly Line[], page: number): readonly [number, number] {
  const known = margins.get(lines) ?? new Map<number, readonly [number, number]>();
  margins.set(lines, known);
  const before = known.get(page);
  if (before !== undefined) return before;
  const own = lines.filter((line) => line.page === page);
  const found = [
    Math.min(...own.map(({ spans }) => spans[0]?.from ?? Infinity)),
    Math.max(...own.map(({ spans }) => spans.at(-1)?.to ?? 0)),
  ] as const;
  known.set(page, found);
  return found;
}

/** Where the table that begins at this line ends; `from` when none does. Two rows of columns that stand below each other make one. */
function tableEnd(lines: readonly Line[], from: number): number {
  if ((lines[from]?.spans.length ?? 0) < 2 || (BEGINS.test(textOf(lines[from] ?? emptyLine)) && (lines[from]?.spans.length ?? 0) < 3))
    return from;
  let end = from + 1;
  let rows = 1;
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at];
    const before = lines[at - 1];
    if (line === undefined || before === undefined) break;
    if (line.spans.length >= 2) {
      rows += 1;
      end = at + 1;
      // A cell that goes on in a line of its own stands between two rows.
    } else if (at - end > 1 || BEGINS.test(textOf(line)) || !within(line, lines.slice(from, end))) break;
  }
  return rows >= 2 && aligned(lines.slice(from, end)) ? end : from;
}

const emptyLine: Line = { page: 0, y: 0, size: 1, spans: [] };

/** Whether the line fits into one column of the rows above it. */
function within(line: Line, rows: readonly Line[]): boolean {
  const columns = columnsOf(rows);
  return line.spans.every(
    (span) =>
      columns.filter(({ from, to }) => span.from < to && span.to > from).length === 1 &&
      columns.some(({ from, to }) => span.from >= from - line.size && span.to <= to + line.size),
  );
}

function aligned(rows: readonly Line[]): boolean {
  const columns = columnsOf(rows);
  const full = rows.filter(({ spans }) => spans.length >= 2);
  const fitting = full.filter(({ spans }) => spans.every((span) => columns.some(({ from, to }) => span.from < to && span.to > from)));
  return columns.length >= 2 && fitting.length >= full.length * 0.8;
}

/** Columns as the rows with the most cells show them, as wide as everything in them. */
function columnsOf(rows: readonly Line[]): readonly { from: number; to: number }[] {
  const most = Math.max(...rows.map(({ spans }) => spans.length));
  const columns = (rows.find(({ spans }) => spans.length === most)?.spans ?? []).map(({ from, to }) => ({ from, to }));
  for (const { spans } of rows) {
    for (const span of spans) {
      const met = columns.filter(({ from, to }) => span.from < to && span.to > from);
      const [only] = met;
      if (met.length !== 1 || only === undefined) continue;
      const others = columns.filter((column) => column !== only);
      if (others.some(({ from, to }) => Math.min(only.from, span.from) < to && Math.max(only.to, span.to) > from)) continue;
      only.from = Math.min(only.from, span.from);
      only.to = Math.max(only.to, span.to);
    }
  }
  return columns.toSorted((a, b) => a.from - b.from);
}

interface Row {
  readonly cells: string[];
  y: number;
}

function gridOf(lines: readonly Line[]): readonly (readonly Cell[])[] {
  const columns = columnsOf(lines);
  const rows: Row[] = [];
  for (const line of lines) {
    const cells = columns.map(() => '');
    for (const span of line.spans) {
      const split = metBy(columns, span).length > 1 && span.parts.every((part) => metBy(columns, part).length <= 1);
      for (const part of split ? span.parts : [span]) {
        const at = metBy(columns, part)[0] ?? nearest(columns, part);
        cells[at] = glueWide(cells[at] ?? '', part.text.trim());
      }
    }
    const above = rows.at(-1);
    if (above !== undefined && goesOn(cells, above, line)) {
      for (const [at, cell] of cells.entries()) above.cells[at] = glue(above.cells[at] ?? '', cell);
      above.y = line.y;
    } else rows.push({ cells, y: line.y });
  }
  return spansRestored(rows);
}

/** A cell too long for its line goes on right below; a row whose first cell is merged with the one above is nearly full. */
function goesOn(cells: readonly string[], above: Row, line: Line): boolean {
  const pitch = above.y - line.y;
  const filled = cells.filter((cell) => cell !== '').length;
  const underWords = cells.every((cell, at) => cell === '' || above.cells[at] !== '');
  return pitch > 0 && pitch < 1.55 * line.size && cells[0] === '' && filled <= cells.length / 2 && underWords;
}

/** A PDF knows no merged cells. Two header rows show by an empty first cell in the second; elsewhere an empty first cell repeats the one above. */
function spansRestored(rows: readonly Row[]): readonly (readonly Cell[])[] {
  const cell = (text: string, across = 1, down = 1): Cell => ({ text, across, down, head: false });
  const [first, second, third] = rows.map(({ cells }) => cells);
  const twoHeads =
    first !== undefined &&
    second !== undefined &&
    third !== undefined &&
    first[0] !== '' &&
    second[0] === '' &&
    third[0] !== '' &&
    second.every((text) => !/^\d+(?:\.\d+)?$/u.test(text));
  const plain = rows.slice(twoHeads ? 2 : 0).map(({ cells }, at, all) => {
    const above = all[at - 1]?.cells[0] ?? '';
    if (cells[0] === '' && at > 0 && cells.filter((text) => text !== '').length >= cells.length - 1) cells[0] = above;
    return cells.map((text) => cell(text));
  });
  if (!twoHeads || first === undefined || second === undefined) return plain;
  const head: Cell[] = [];
  for (let at = 0; at < first.length;) {
    let across = 1;
    while (second[at] !== '' && first[at + across] === '' && second[at + across] !== '' && at + across < first.length) across += 1;
    head.push(cell(first[at] ?? '', across, second[at] === '' ? 2 : 1));
    at += across;
  }
  return [head, second.filter((text) => text !== '').map((text) => cell(text)), ...plain];
}

function metBy(columns: readonly Reach[], { from, to }: Reach): readonly number[] {
  return columns.flatMap((column, at) => (from < column.to && to > column.from ? [at] : []));
}

function nearest(columns: readonly Reach[], span: Reach): number {
  const distances = columns.map(({ from, to }) => Math.max(0, from - span.to, span.from - to));
  return distances.indexOf(Math.min(...distances));
}
