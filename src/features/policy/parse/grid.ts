import type { PolicyTable } from '../schema.ts';
import type { Cell } from './piece.ts';

const MOST_COLUMNS = 60;
const MOST_ROWS = 5_000;
const MOST_HEADER_ROWS = 3;
export const UNIT = /^[（(]?\s*(?:计量)?单位\s*[:：]\s*([^）)]{1,30})[）)]?$/u;
export const NOTE = /^(?:表)?(?:注|备注|说明)\s*[:：1]/u;

/** What a grid says: tables, and the lines that only look like part of one (its title, its notes). */
export type FromGrid = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'table'; readonly table: PolicyTable };

interface Row {
  readonly cells: readonly string[];
  /** One text over the whole width. */
  readonly whole: string | null;
}

/**
 * Merged cells are written into every place they cover, several header rows become one (住宿费·一类地区), a line across the
 * table divides it: rows after it belong to it. What the rows hold for (unit, note) goes with the table.
 */
export function readGrid(grid: readonly (readonly Cell[])[]): { readonly found: readonly FromGrid[]; readonly cutRows: number } {
  const source = grid.slice(0, MOST_ROWS);
  const width = Math.min(MOST_COLUMNS, Math.max(1, ...source.slice(0, 50).map((row) => row.reduce((sum, cell) => sum + cell.across, 0))));
  const rows = withoutEmpty(spread(source, width));
  const cutRows = grid.length - source.length;
  if (width === 1) return { found: rows.flatMap((row) => lines(row.cells[0] ?? '')), cutRows };
  const found: FromGrid[] = [];
  const body = [...rows];
  while (body[0]?.whole !== null && body[0] !== undefined) found.push(...lines(body.shift()?.whole ?? ''));
  const after: FromGrid[] = [];
  while (body.at(-1)?.whole !== null && body.length > 0) after.unshift(...lines(body.pop()?.whole ?? ''));
  const heads = headerRows(source, rows.length - body.length - after.length);
  const header = joined(body.slice(0, heads));
  let caption = '';
  let part: string[][] = [];
  const close = (): void => {
    if (part.length > 0 || caption === '') found.push({ kind: 'table', table: { caption, header, rows: part, unit: '', note: '' } });
    part = [];
  };
  for (const row of body.slice(heads)) {
    if (row.whole === null) part.push([...row.cells]);
    else {
      if (part.length > 0) close();
      caption = row.whole;
    }
  }
  if (header.some((cell) => cell !== '')) close();
  return { found: [...found, ...after], cutRows };
}

function lines(text: string): readonly FromGrid[] {
  return text.trim() === '' ? [] : [{ kind: 'line', text: text.trim() }];
}

/** Every place of the grid with the text of the cell that covers it. */
function spread(source: readonly (readonly Cell[])[], width: number): readonly Row[] {
  const places: string[][] = source.map(() => []);
  const whole: (string | null)[] = source.map(() => null);
  for (const [at, row] of source.entries()) {
    let column = 0;
    for (const cell of row) {
      while (places[at]?.[column] !== undefined) column += 1;
      if (column >= width) break;
      const text = cell.text.replaceAll('|', '｜').replaceAll(/\s+/gu, ' ').trim();
      const across = Math.min(cell.across, width - column);
      for (let down = 0; down < Math.min(cell.down, source.length - at); down += 1)
        for (let right = 0; right < across; right += 1) {
          const line = places[at + down];
          if (line !== undefined) line[column + right] = text;
        }
      if (across === width && cell.down === 1 && width > 1) whole[at] = text;
      column += across;
    }
  }
  return places.map((cells, at) => ({
    cells: Array.from({ length: width }, (_, column) => cells[column] ?? ''),
    whole: whole[at] ?? null,
  }));
}

function withoutEmpty(rows: readonly Row[]): readonly Row[] {
  const kept = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const used = Array.from({ length: kept[0]?.cells.length ?? 0 }, (_, column) => kept.some(({ cells }) => cells[column] !== ''));
  return kept.map(({ cells, whole }) => ({ cells: cells.filter((_, column) => used[column] === true), whole }));
}

/** Marked ones; else one, or as many as the cells that stand over and beside each other in the first row cover. */
function headerRows(source: readonly (readonly Cell[])[], from: number): number {
  const rest = source.filter((row) => row.some(({ text }) => text.trim() !== '')).slice(from);
  let marked = 0;
  while (rest[marked]?.every(({ head }) => head) === true) marked += 1;
  if (marked > 0) return Math.min(marked, MOST_HEADER_ROWS);
  const first = rest[0] ?? [];
  if (!first.some(({ across }) => across > 1)) return 1;
  return Math.min(MOST_HEADER_ROWS, Math.max(2, ...first.map(({ down }) => down)));
}

function joined(rows: readonly Row[]): string[] {
  return (rows[0]?.cells ?? []).map((_, column) =>
    [...new Set(rows.map(({ cells }) => cells[column] ?? ''))].filter((cell) => cell !== '').join('·'),
  );
}
