import { borderBefore } from './borders.ts';

/** Limits in bytes of UTF-8; document paths 101031, 101138, 99110, read 2026-11-21. */
export const STREAM_LIMIT_BYTES = 20_480;
export const WEBHOOK_TEXT_LIMIT_BYTES = 2_048;
export const WEBHOOK_MARKDOWN_LIMIT_BYTES = 4_096;

/** The line under a table's head: `| --- | ---: |`. */
const TABLE_RULE = /^[\s|:]*-[\s|:-]*$/;
const FENCE = /^ {0,3}(```+|~~~+)(.*)$/;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** The text if it has at most `limit` characters as people count them, else its beginning with …. */
export function cutCharacters(text: string, limit: number): string {
  // A character has at least one unit.
  if (text.length <= limit) return wellFormed(text);
  const characters = Array.from(graphemes.segment(wellFormed(text)), ({ segment }) => segment);
  return characters.length <= limit ? characters.join('') : `${characters.slice(0, limit - 1).join('')}…`;
}

/** The text if it fits, else its beginning up to a good border, then `hint`. A code block cut through is closed. */
export function cut(text: string, limitBytes: number, hint: string): string {
  const whole = wellFormed(text);
  if (bytesOf(whole) <= limitBytes) return whole;
  const [first = ''] = split(whole, limitBytes - bytesOf(hint));
  return first + hint;
}

/**
 * Pieces of at most `limitBytes`, cut between paragraphs, else lines, else sentences, else characters; never inside a link
 * or a bold word. A code block longer than a piece is closed at its end and opened again in the next.
 */
export function split(text: string, limitBytes: number): readonly string[] {
  const pieces: string[] = [];
  let rest = wellFormed(text).trimEnd();
  while (bytesOf(rest) > limitBytes) {
    const { piece, remainder } = nextPiece(rest, limitBytes);
    if (piece !== '') pieces.push(piece);
    rest = remainder;
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

function nextPiece(text: string, limitBytes: number): { piece: string; remainder: string } {
  const plain = pieceUpTo(text, borderBefore(text, limitBytes));
  const fence = openFence(plain.piece);
  if (fence === undefined) return { ...plain, remainder: tableHead(plain, limitBytes) + plain.remainder };
  // Inside a code block: before it, where that leaves a fair piece; else through it, closed and opened again.
  if (bytesOf(text.slice(0, fence.start)) * 3 >= limitBytes) return pieceUpTo(text, fence.start);
  const closing = `\n${fence.mark}`;
  const opening = `${fence.line}\n`;
  const inside = borderBefore(text, limitBytes - bytesOf(closing));
  // A fence line so long that it would fill every next piece again is not worth opening again.
  if (inside <= fence.start + opening.length || bytesOf(opening) * 3 > limitBytes) return plain;
  const through = pieceUpTo(text, inside);
  return { piece: through.piece + closing, remainder: opening + through.remainder };
}

function pieceUpTo(text: string, end: number): { piece: string; remainder: string } {
  return { piece: text.slice(0, end).trimEnd(), remainder: text.slice(end).replace(/^\n+/, '') };
}

/** Head and rule of the table that goes on after the cut, to be said again: '' where none does, or where it has no room. */
function tableHead({ piece, remainder }: { piece: string; remainder: string }, limitBytes: number): string {
  const lines = piece.split('\n');
  const rule = lines.findLastIndex((line) => TABLE_RULE.test(line) && line.includes('|'));
  const goesOn = rule > 0 && lines.slice(rule - 1).every(isRow) && lines.length > rule + 1;
  const [row = ''] = remainder.split('\n', 1);
  if (!goesOn || !isRow(row)) return '';
  const head = `${lines.slice(rule - 1, rule + 1).join('\n')}\n`;
  return bytesOf(head) * 3 <= limitBytes && bytesOf(head + row) <= limitBytes ? head : '';
}

function isRow(line: string): boolean {
  return line.trimStart().startsWith('|');
}

/** The code block that is still open at the end of `text`. */
function openFence(text: string): { start: number; mark: string; line: string } | undefined {
  let open: { start: number; mark: string; line: string } | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const [, mark, info] = FENCE.exec(line) ?? [];
    if (mark !== undefined) {
      if (open === undefined) open = { start, mark, line };
      else if (mark.startsWith(open.mark) && info?.trim() === '') open = undefined;
    }
    start += line.length + 1;
  }
  return open;
}

/** Half a character pair has no UTF-8: it would reach the member as U+FFFD. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.replaceAll(/\p{Surrogate}/gu, '');
}
