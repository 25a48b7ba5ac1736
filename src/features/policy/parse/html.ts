import { Parser } from 'htmlparser2';
import type { Cell, Finding, FoundInFile, Piece } from './piece.ts';

const SKIPPED = new Set(['script', 'style', 'head', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'select', 'button', 'nav']);
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'li',
  'blockquote',
  'pre',
  'dt',
  'dd',
  'hr',
  'center',
  'figure',
  'figcaption',
  'caption',
]);
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all/iu;
const MOST_HIDDEN = 80;

interface OpenTable {
  readonly rows: Cell[][];
  cell: { text: string; across: number; down: number; head: boolean } | null;
}

/** The words of a page that a reader would see, with its tables. Scripts never run: they are not even looked at. */
export function readHtml(html: string): FoundInFile {
  const pieces: Piece[] = [];
  const hidden: string[] = [];
  const tables: OpenTable[] = [];
  const lists: { ordered: boolean; count: number }[] = [];
  let skipping = 0;
  let isHidden = false;
  let pictures = 0;
  let words = '';
  /** The number of a list item, until its first words come. */
  let sign = '';
  let level: number | undefined;

  const flush = (): void => {
    const said = words.replaceAll(/[\s\u00A0]+/gu, ' ').trim();
    words = '';
    if (said === '') return;
    const text = `${sign}${said}`;
    sign = '';
    const cell = tables.at(-1)?.cell;
    if (tables.length > 0) {
      if (cell !== null && cell !== undefined) cell.text += cell.text === '' ? text : ` ${text}`;
    } else pieces.push({ kind: 'line', text, ...(level === undefined ? {} : { level }) });
  };
  const closeCell = (table: OpenTable | undefined): void => {
    flush();
    if (table?.cell == null) return;
    table.rows.at(-1)?.push(table.cell);
    table.cell = null;
  };
  const openTag = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (skipping > 0) return void (skipping += 1);
    const veiled = HIDDEN.test(attributes['style'] ?? '') || 'hidden' in attributes;
    if (SKIPPED.has(name) || veiled || (name === 'a' && /^#(?:foot|end)note/u.test(attributes['href'] ?? ''))) {
      skipping = 1;
      isHidden = veiled;
      return;
    }
    const table = tables.at(-1);
    if (name === 'img') pictures += 1;
    if (name === 'table') {
      flush();
      tables.push({ rows: [], cell: null });
    } else if (name === 'tr' && table !== undefined) {
      closeCell(table);
      table.rows.push([]);
    } else if ((name === 'td' || name === 'th') && table !== undefined) {
      closeCell(table);
      if (table.rows.length === 0) table.rows.push([]);
      table.cell = { text: '', across: span(attributes['colspan']), down: span(attributes['rowspan']), head: name === 'th' };
    } else if (name === 'br' || BLOCKS.has(name)) flush();
    if (name === 'ol' || name === 'ul') lists.push({ ordered: name === 'ol', count: Number(attributes['start'] ?? 1) - 1 || 0 });
    const list = lists.at(-1);
    if (name === 'li' && list !== undefined) {
      list.count += 1;
      sign = list.ordered ? `${list.count}. ` : '';
    }
    if (/^h[1-6]$/u.test(name)) {
      flush();
      level = Number(name.slice(1));
    }
  };
  const closeTag = (name: string): void => {
    if (skipping > 0) {
      skipping -= 1;
      if (skipping === 0) isHidden = false;
      return;
    }
    const table = tables.at(-1);
    if (name === 'table' && table !== undefined) {
      closeCell(table);
      tables.pop();
      const outer = tables.at(-1);
      // A table within a cell is words of that cell: nobody could say which row of it was meant.
      if (outer === undefined) pieces.push({ kind: 'grid', rows: table.rows });
      else
        words += ` ${table.rows
          .flat()
          .map(({ text }) => text)
          .join(' ')} `;
    } else if (name === 'td' || name === 'th') closeCell(table);
    else if (BLOCKS.has(name) || /^h[1-6]$/u.test(name)) flush();
    if (name === 'ol' || name === 'ul') lists.pop();
    if (/^h[1-6]$/u.test(name)) level = undefined;
  };
  const parser = new Parser(
    {
      onopentag: openTag,
      onclosetag: closeTag,
      ontext: (text) => {
        if (skipping === 0) words += text;
        else if (isHidden && text.trim() !== '' && hidden.length < 20) hidden.push(text.trim());
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  flush();
  const findings: Finding[] = [];
  if (hidden.length > 0) findings.push({ code: 'hiddenText', found: hidden.join(' ').slice(0, MOST_HIDDEN) });
  if (pictures > 0) findings.push({ code: 'pictures', count: pictures });
  return { pieces, findings };
}

function span(value: string | undefined): number {
  const count = Number(value ?? 1);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, 1_000) : 1;
}
