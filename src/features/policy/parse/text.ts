import { FileRefused, type Cell, type Finding, type Piece } from './piece.ts';

/** Beyond such a share of unreadable signs it is no text. */
const MOST_STRANGE = 0.01;
/** Controls that no text has, and the sign for what could not be decoded. */
const STRANGE = new RegExp(String.raw`[\u0000-\u0008\u000B\u000E-\u001F\uFFFD]`, 'gu');

/** The words in the bytes: UTF-16 by its mark, UTF-8, else GB 18030 (what Chinese office programs write). No guessing beyond these. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly findings: readonly Finding[] } {
  const decoded = decode(bytes);
  const strange = decoded.match(STRANGE)?.length ?? 0;
  if (strange > decoded.length * MOST_STRANGE) throw new FileRefused({ code: 'binary' });
  const text = decoded
    .replaceAll('\f', '\n')
    .replaceAll(STRANGE, '')
    .replace(/^\uFEFF/u, '');
  return { text, findings: strange === 0 ? [] : [{ code: 'strangeSigns' }] };
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Markdown or plain text, line by line. Markdown signs are taken off; the words are left as they are. */
export function piecesOfText(text: string): readonly Piece[] {
  const lines = text.split(/\r\n?|\n/u).map((line) => line.replace(/[ \t\u3000]+$/u, ''));
  const pieces: Piece[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '' || /^(?:-{3,}|\*{3,}|_{3,})$/u.test(line)) continue;
    if (isTableLine(line) && isRule(lines[at + 1])) {
      const { rows, end } = tableAt(lines, at);
      pieces.push({ kind: 'grid', rows });
      at = end;
    } else {
      const marks = /^(#{1,6})(?!#)\s*(.*?)\s*#*$/u.exec(line);
      pieces.push({
        kind: 'line',
        text: plainWords(marks?.[2] ?? line),
        ...(marks === null ? {} : { level: marks[1]?.length ?? 2 }),
      });
    }
  }
  return pieces;
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
  return line.indexOf('|', 1) > 0 && /^\|?[^|]*\S[^|]*\|/u.test(line);
}

function isRule(line: string | undefined): boolean {
  return line !== undefined && line.includes('-') && /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/u.test(line.slice(0, 2_000));
}

function tableAt(lines: readonly string[], start: number): { rows: Cell[][]; end: number } {
  const rows = [cells(lines[start] ?? '', true)];
  let end = start + 1;
  while (end + 1 < lines.length && isTableLine((lines[end + 1] ?? '').trim())) {
    end += 1;
    rows.push(cells(lines[end] ?? '', false));
  }
  return { rows, end };
}

function cells(line: string, head: boolean): Cell[] {
  return line
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '')
    .split(/(?<!\\)\|/u)
    .map((cell) => ({
      text: plainWords(
        cell
          .replaceAll('\\|', '|')
          .replaceAll(/<br\s*\/?>/giu, ' ')
          .trim(),
      ),
      across: 1,
      down: 1,
      head,
    }));
}
