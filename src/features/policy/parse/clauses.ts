import type { Clause, PolicyTable } from '../schema.ts';
import type { Block } from './blocks.ts';

/** A longer one is cut between its paragraphs (款); every part keeps the label. */
export const LONGEST_CLAUSE = 420;

type Part = Pick<Clause, 'label' | 'chapter' | 'text' | 'table'>;

interface Open {
  readonly label: string;
  readonly chapter: string;
  /** Paragraphs with their list items, and tables, in order. */
  readonly pieces: { text: string; table: PolicyTable | null }[];
}

/** Blocks → what can be quoted. */
export function clausesOf(blocks: readonly Block[]): readonly Part[] {
  const parts: Part[] = [];
  let chapter = '';
  let section = '';
  let heading = '';
  let open: Open | undefined;
  let unnamed = 0;
  const path = (): string => [chapter, section].filter((name) => name !== '').join(' ');
  const close = (): void => {
    if (open !== undefined) parts.push(...cut(open));
    open = undefined;
  };
  const ensureOpen = (): Open => {
    if (open === undefined) {
      unnamed += 1;
      open = { label: heading === '' ? `第${unnamed}段` : heading, chapter: path(), pieces: [] };
    }
    return open;
  };
  for (const block of blocks) {
    switch (block.kind) {
      case 'title':
        break;
      case 'chapter':
        close();
        [chapter, section, heading] = [block.text, '', ''];
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
        close();
        open = { label: block.label, chapter: path(), pieces: block.text === '' ? [] : [{ text: block.text, table: null }] };
        break;
      case 'paragraph':
        append(ensureOpen(), block.text, block.item, heading === '' && !isArticle(open));
        if (heading === '' && !isArticle(open)) close();
        break;
      case 'table':
        ensureOpen().pieces.push({ text: lines(block.table), table: block.table });
        break;
    }
  }
  close();
  return parts;
}

function isArticle(open: Open | undefined): boolean {
  return open?.label.endsWith('条') === true;
}

/** List items belong to the paragraph that announces them, unless every paragraph stands alone. */
function append(open: Open, text: string, item: boolean, alone: boolean): void {
  const last = open.pieces.at(-1);
  if (item && !alone && last !== undefined && last.table === null) last.text += `\n${text}`;
  else open.pieces.push({ text, table: null });
}

function lines(table: PolicyTable): string {
  const rows = [table.header, ...table.rows].map((row) => row.join(' | '));
  return [...(table.caption === '' ? [] : [table.caption]), ...rows].join('\n');
}

function cut(open: Open): Part[] {
  const parts: Part[] = [];
  let texts: string[] = [];
  let table: PolicyTable | null = null;
  const flush = (): void => {
    if (texts.length > 0) parts.push({ label: open.label, chapter: open.chapter, text: texts.join('\n'), table });
    [texts, table] = [[], null];
  };
  for (const piece of open.pieces) {
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
