import type { PolicyTable } from '../schema.ts';
import type { Block } from './blocks.ts';
import type { ParsedClause } from './parse-policy.ts';

/** A longer one is cut between its paragraphs (款); every part keeps the label. */
export const LONGEST_CLAUSE = 420;

const VOLUME = /^第\S{1,6}[编篇]/u;

type Part = Omit<ParsedClause, 'order'>;

interface Open {
  readonly label: string;
  readonly chapter: string;
  /** Paragraphs of plain text end with themselves; all else goes on until the next number or heading. */
  readonly goesOn: boolean;
  /** Paragraphs with their list items, and tables, in order. */
  readonly pieces: { text: string; table: PolicyTable | null }[];
}

/** Blocks → what can be quoted. */
export function clausesOf(blocks: readonly Block[]): readonly Part[] {
  const parts: Part[] = [];
  /** 编, above the chapters. */
  let volume = '';
  let chapter = '';
  let section = '';
  let heading = '';
  let annex: { name: string; text: string } | undefined;
  let open: Open | undefined;
  let unnamed = 0;
  let questions = 0;
  const path = (): string => [volume, chapter, section].filter((name) => name !== '').join(' ');
  const close = (): void => {
    if (open !== undefined) parts.push(...cut(open));
    open = undefined;
  };
  const begin = (label: string, within: string, text: string): void => {
    close();
    open = { label, chapter: within, goesOn: true, pieces: text === '' ? [] : [{ text, table: null }] };
  };
  const ensureOpen = (): Open => {
    if (open !== undefined) return open;
    const named = heading === '' ? annex?.text : heading;
    if (named === undefined) unnamed += 1;
    open = { label: named ?? `第${unnamed}段`, chapter: path(), goesOn: named !== undefined, pieces: [] };
    return open;
  };
  for (const block of blocks) {
    switch (block.kind) {
      case 'title':
        break;
      case 'chapter':
        close();
        if (VOLUME.test(block.text)) [volume, chapter, section, heading] = [block.text, '', '', ''];
        else [chapter, section, heading] = [annex === undefined ? block.text : `${annex.text} ${block.text}`, '', ''];
        break;
      case 'annex':
        close();
        annex = block;
        [volume, chapter, section, heading] = ['', block.text, '', ''];
        break;
      case 'section':
        close();
        [section, heading] = [block.text, ''];
        break;
      case 'heading':
        close();
        if (block.level === 1) [section, heading] = [block.text, block.text];
        else heading = block.text;
        break;
      case 'article':
        // Every annex counts its own articles from one.
        begin(annex === undefined ? block.label : `${annex.name}${block.label}`, path(), block.text);
        break;
      case 'question':
        questions += 1;
        begin(`第${questions}问`, path(), block.text);
        break;
      case 'point':
        if (block.level === 1 && !isArticle(open)) {
          begin(block.label, chapter, block.text);
          [section, heading] = [block.label, block.label];
        } else if (isListItem(open)) append(ensureOpen(), block.text, true, false);
        else begin(block.label, path(), block.text);
        break;
      case 'paragraph': {
        if (open?.goesOn === false) close();
        const alone = !ensureOpen().goesOn;
        append(ensureOpen(), block.text, block.item, alone);
        if (alone) close();
        break;
      }
      case 'table': {
        const table = block.table.caption === '' && annex !== undefined ? { ...block.table, caption: annex.text } : block.table;
        ensureOpen().pieces.push({ text: lines(block.table), table });
        break;
      }
    }
  }
  close();
  return parts;
}

function isArticle(open: Open | undefined): boolean {
  return open?.label.endsWith('条') === true || open?.label.endsWith('问') === true;
}

/** （一） under an article, or after a sentence that announces it, is part of that; else it stands for itself. */
function isListItem(open: Open | undefined): boolean {
  if (isArticle(open)) return true;
  const [first] = open?.pieces ?? [];
  if (first === undefined || open?.goesOn !== true) return false;
  const announced = open.pieces.some(({ text }) => /[：:]$/u.test(text.split('\n')[0] ?? ''));
  return announced && !/^[（(]/u.test(open.label);
}

/** List items belong to the paragraph that announces them, unless every paragraph stands alone. */
function append(open: Open, text: string, item: boolean, alone: boolean): void {
  const last = open.pieces.at(-1);
  if (item && !alone && last !== undefined && last.table === null) last.text += `\n${text}`;
  else open.pieces.push({ text, table: null });
}

function lines(table: PolicyTable): string {
  const rows = [table.header, ...table.rows].map((row) => row.join(' | '));
  return [table.caption, ...rows, table.note].filter((line) => line !== '').join('\n');
}

function cut(open: Open): Part[] {
  const parts: Part[] = [];
  let texts: string[] = [];
  let table: PolicyTable | null = null;
  const flush = (): void => {
    if (texts.length > 0) parts.push({ label: open.label, chapter: open.chapter, text: texts.join('\n'), table });
    [texts, table] = [[], null];
  };
  for (const piece of open.pieces.flatMap(shorter)) {
    const size = texts.reduce((sum, text) => sum + text.length, 0);
    // A table stays with the sentence before it, however long: apart from it nobody knows what it is for.
    if ((piece.table === null && size > 0 && size + piece.text.length > LONGEST_CLAUSE) || (piece.table !== null && table !== null))
      flush();
    texts.push(piece.text);
    table = piece.table ?? table;
  }
  flush();
  return parts;
}

/** A list of many items under one sentence may be cut between two of them. */
function shorter(piece: { text: string; table: PolicyTable | null }): readonly { text: string; table: PolicyTable | null }[] {
  if (piece.table !== null || piece.text.length <= 3 * LONGEST_CLAUSE) return [piece];
  return piece.text.split('\n').map((text) => ({ text, table: null }));
}
