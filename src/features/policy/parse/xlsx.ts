import { Parser } from 'htmlparser2';
import { readFormats, type Formats } from './xlsx-formats.ts';
import { FileRefused, type Cell, type Finding, type FoundInFile, type Piece } from './piece.ts';
import { refuseEntities, unpack } from './zip.ts';

const WANTED = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/u;
const MOST_CELLS = 300_000;
const MOST_COLUMNS = 60;

interface Sheet {
  /** Row number → column → what a reader sees. Only what is not empty. */
  readonly rows: Map<number, Map<number, string>>;
  readonly merges: { top: number; left: number; bottom: number; right: number }[];
}

/**
 * A workbook, sheet by sheet. Read from its parts and not through read-excel-file: that one leaves out merged cells and number
 * formats, and a share of 0.15 that the sheet shows as 15% must be quoted as 15%. Formulas count by their kept result.
 */
export async function readXlsx(bytes: Uint8Array): Promise<FoundInFile> {
  const { names, parts } = await unpack(bytes, (name) => WANTED.test(name));
  refuseEntities(parts);
  const textOf = (name: string): string => parts.get(name)?.toString('utf8') ?? '';
  const sheets = sheetsOf(textOf('xl/workbook.xml'), textOf('xl/_rels/workbook.xml.rels'));
  if (sheets.length === 0) throw new FileRefused({ code: 'damaged' });
  const strings = stringsOf(textOf('xl/sharedStrings.xml'));
  const formats = readFormats(textOf('xl/styles.xml'));
  const findings: Finding[] = [];
  const shown = sheets.filter(({ hidden }) => !hidden);
  if (shown.length < sheets.length) findings.push({ code: 'hiddenSheets', count: sheets.length - shown.length });
  if (names.some((name) => name.endsWith('vbaProject.bin'))) findings.push({ code: 'macros' });
  let lostFormula = false;
  const pieces = shown.flatMap(({ name, path }): readonly Piece[] => {
    const sheet = readSheet(textOf(path), strings, formats, () => (lostFormula = true));
    const found = piecesOf(sheet);
    return found.length === 0 || shown.length === 1 ? found : [{ kind: 'line', text: name, level: 2 }, ...found];
  });
  if (lostFormula) findings.push({ code: 'formulas' });
  // The line over the first table names the workbook as well as that table.
  const top = pieces.find((piece) => piece.kind === 'grid' || piece.level === undefined);
  const title: readonly Piece[] = top?.kind === 'line' && top.text.length >= 4 ? [{ kind: 'line', text: top.text, level: 1 }] : [];
  return { pieces: [...title, ...pieces], findings };
}

function eachTag(xml: string, handlers: ConstructorParameters<typeof Parser>[0]): void {
  new Parser(handlers, { xmlMode: true, decodeEntities: true }).end(xml);
}

function sheetsOf(workbook: string, relations: string): readonly { name: string; path: string; hidden: boolean }[] {
  const targets = new Map<string, string>();
  eachTag(relations, {
    onopentag: (name, attributes) => {
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', (attributes['Target'] ?? '').replace(/^\/?(?:xl\/)?/u, 'xl/'));
    },
  });
  const sheets: { name: string; path: string; hidden: boolean }[] = [];
  eachTag(workbook, {
    onopentag: (name, attributes) => {
      if (name !== 'sheet') return;
      const path = targets.get(attributes['r:id'] ?? '');
      if (path !== undefined) sheets.push({ name: attributes['name'] ?? '', path, hidden: /hidden/iu.test(attributes['state'] ?? '') });
    },
  });
  return sheets;
}

/** Rich text is one string; the reading aid of a phonetic run is none of it. */
function stringsOf(xml: string): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let aid = 0;
  eachTag(xml, {
    onopentag: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') aid += 1;
      inText = name === 't' && aid === 0;
    },
    ontext: (part) => {
      if (inText) text += part;
    },
    onclosetag: (name) => {
      if (name === 'rPh') aid -= 1;
      if (name === 't') inText = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}

function readSheet(xml: string, strings: readonly string[], formats: Formats, onLostFormula: () => void): Sheet {
  const sheet: Sheet = { rows: new Map(), merges: [] };
  let row = 0;
  let column = 0;
  let cells = 0;
  let cell: { type: string; style: number; value: string; formula: boolean } | undefined;
  let reading = false;
  eachTag(xml, {
    onopentag: (name, attributes) => {
      if (name === 'row') [row, column] = [Number(attributes['r'] ?? row + 1), 0];
      else if (name === 'c') {
        const place = /^([A-Z]{1,3})\d+$/u.exec(attributes['r'] ?? '');
        column = place === null ? column + 1 : columnOf(place[1] ?? '');
        cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '', formula: false };
      } else if (name === 'mergeCell') {
        const area = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/u.exec(attributes['ref'] ?? '');
        if (area !== null && sheet.merges.length < 20_000)
          sheet.merges.push({
            left: columnOf(area[1] ?? ''),
            top: Number(area[2]),
            right: columnOf(area[3] ?? ''),
            bottom: Number(area[4]),
          });
      } else if (name === 'f' && cell !== undefined) cell.formula = true;
      reading = cell !== undefined && (name === 'v' || name === 't');
    },
    ontext: (text) => {
      if (reading && cell !== undefined) cell.value += text;
    },
    onclosetag: (name) => {
      if (name === 'v' || name === 't') reading = false;
      if (name !== 'c' || cell === undefined) return;
      const text = shownOf(cell, strings, formats).replaceAll(/\s+/gu, ' ').trim();
      if (cell.formula && text === '') onLostFormula();
      if (text !== '' && column <= MOST_COLUMNS) {
        cells += 1;
        if (cells > MOST_CELLS) throw new FileRefused({ code: 'tooLong', limit: MOST_CELLS });
        const own = sheet.rows.get(row) ?? new Map<number, string>();
        own.set(column, text);
        sheet.rows.set(row, own);
      }
      cell = undefined;
    },
  });
  return sheet;
}

function shownOf(cell: { type: string; style: number; value: string }, strings: readonly string[], formats: Formats): string {
  switch (cell.type) {
    case 's':
      return strings[Number(cell.value)] ?? '';
    case 'b':
      return cell.value === '1' ? '是' : '否';
    case 'n':
      return formats.show(cell.value, cell.style);
    default:
      return cell.value;
  }
}

/** Rows one below the other are one table; a blank row ends it, and a row of one cell beside nothing is a line. */
function piecesOf(sheet: Sheet): readonly Piece[] {
  const numbers = [...sheet.rows.keys()].toSorted((a, b) => a - b);
  const pieces: Piece[] = [];
  let block: number[] = [];
  const close = (): void => {
    pieces.push(...blockPieces(sheet, block));
    block = [];
  };
  for (const number of numbers) {
    const last = block.at(-1);
    const joined =
      last !== undefined &&
      (number === last + 1 || sheet.merges.some(({ top, bottom }) => top <= last && number <= bottom + 1 && bottom > last));
    if (last !== undefined && !joined) close();
    block.push(number);
  }
  close();
  return pieces;
}

function blockPieces(sheet: Sheet, block: readonly number[]): readonly Piece[] {
  const rowOf = (number: number): ReadonlyMap<number, string> => sheet.rows.get(number) ?? new Map<number, string>();
  const alone = (number: number): boolean =>
    rowOf(number).size === 1 &&
    !sheet.merges.some(({ top, bottom, left, right }) => top < bottom && top <= number && number <= bottom && left <= right);
  const line = (number: number): Piece => ({ kind: 'line', text: [...rowOf(number).values()][0] ?? '' });
  let from = 0;
  let to = block.length;
  while (from < to && alone(block[from] ?? 0)) from += 1;
  while (to > from && alone(block[to - 1] ?? 0)) to -= 1;
  const inner = block.slice(from, to);
  const grid: Piece[] = inner.length === 0 ? [] : [{ kind: 'grid', rows: gridOf(sheet, inner) }];
  return [...block.slice(0, from).map(line), ...grid, ...block.slice(to).map(line)];
}

function gridOf(sheet: Sheet, numbers: readonly number[]): readonly (readonly Cell[])[] {
  const columns = numbers.flatMap((number) => [...(sheet.rows.get(number)?.keys() ?? [])]);
  const [first, last] = [Math.min(...columns), Math.max(...columns)];
  const merges = sheet.merges.filter(({ top, left }) => numbers.includes(top) && left >= first);
  return numbers.map((number) => {
    const cells: Cell[] = [];
    for (let column = first; column <= last; column += 1) {
      const area = merges.find(({ top, bottom, left, right }) => top <= number && number <= bottom && left <= column && column <= right);
      const isCorner = area?.top === number && area.left === column;
      if (area !== undefined && !isCorner) continue;
      cells.push({
        text: sheet.rows.get(number)?.get(column) ?? '',
        across: area === undefined ? 1 : Math.min(area.right, last) - area.left + 1,
        down: area === undefined ? 1 : numbers.filter((one) => one >= area.top && one <= area.bottom).length,
        head: false,
      });
    }
    return cells;
  });
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
