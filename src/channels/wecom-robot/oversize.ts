import { bytesOf } from '../wecom/limits.ts';
import { linkInFile, tableInFile } from './texts.ts';

/** A file that stands for what no message can hold. */
export interface Enclosure {
  readonly name: string;
  readonly bytes: Buffer;
}

const LINK = /\[[^[\]\n]{1,200}\]\([^()\s]+\)|https?:\/\/[^\s<>()]+/g;
const TABLE_RULE = /^[\s|:]*-[\s|:-]*$/;
/** Excel takes a file for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = '\u{FEFF}';

/**
 * Takes out what could only be cut through: a table with a row longer than a message goes whole as a file, because a row
 * without its table is a riddle, and so does an address that is longer. A line says where they are.
 */
export function withoutOversize(text: string, limitBytes: number): { readonly text: string; readonly files: readonly Enclosure[] } {
  const files: Enclosure[] = [];
  const kept: string[] = [];
  for (const block of blocksOf(text)) {
    const table = block.every(isRow);
    if (table && block.some((line) => bytesOf(line) > limitBytes)) {
      const name = `表格${files.length + 1}.csv`;
      files.push({ name, bytes: csvOf(block) });
      kept.push(tableInFile(name));
    } else kept.push(...block);
  }
  const rest = kept.join('\n').replaceAll(LINK, (link) => {
    if (bytesOf(link) <= limitBytes) return link;
    const name = `链接${files.length + 1}.txt`;
    files.push({ name, bytes: Buffer.from(link) });
    return linkInFile(name);
  });
  return { text: rest, files };
}

/** Lines that stand in a row: those of a table together, every other alone. */
function blocksOf(text: string): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  for (const line of text.split('\n')) {
    const last = blocks.at(-1);
    if (isRow(line) && last !== undefined && last.every(isRow)) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

function isRow(line: string): boolean {
  return line.trimStart().startsWith('|');
}

function csvOf(rows: readonly string[]): Buffer {
  const lines = rows
    .filter((row) => !TABLE_RULE.test(row))
    .map((row) =>
      row
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => csvCell(cell.trim()))
        .join(','),
    );
  return Buffer.from(`${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`);
}

/** A cell that begins like a formula must not become one when the file is opened. */
function csvCell(cell: string): string {
  const safe = /^[=+\-@\t]/.test(cell) && !/^-?\d+(?:\.\d+)?%?$/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
