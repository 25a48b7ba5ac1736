import type { Flavour } from './inline.ts';
import { isTableRow, readTable, type Table } from './table.ts';

/** What fills whole lines. Texts inside are still to be read with `parseInline`. */
export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly (readonly Block[])[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'thinking'; readonly blocks: readonly Block[] }
  | { readonly type: 'rule' }
  | Table;

const HEADING = /^(#{1,6})\s+(.*)$/;
const RULE = /^ {0,3}([-*_])( *\1){2,} *$/;
const FENCE = /^ {0,3}```/;
const ITEM = /^( *)([-*+]|\d{1,9}[.)、])\s+(.*)$/;

/** Webhook markdown of the first version has only headings and quotes; the rest of its lines stand as written. */
export function parseBlocks(markdown: string, flavour: Flavour): readonly Block[] {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const rich = flavour !== 'robot';

  function endParagraph(): void {
    if (paragraph.length > 0) blocks.push({ type: 'paragraph', text: paragraph.join('\n') });
    paragraph = [];
  }
  function push(block: Block): void {
    endParagraph();
    blocks.push(block);
  }

  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') endParagraph();
    else if (heading !== null) push({ type: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' });
    else if (line.startsWith('>')) {
      const end = endOf(lines, i, (other) => other.startsWith('>'));
      push({
        type: 'quote',
        blocks: parseBlocks(
          lines
            .slice(i, end)
            .map((one) => one.replace(/^> ?/, ''))
            .join('\n'),
          flavour,
        ),
      });
      i = end - 1;
    } else if (rich && line.startsWith('<think>')) {
      const end = endOf(lines, i, (_, index) => index === i || !(lines[index - 1] ?? '').includes('</think>'));
      const inside = lines.slice(i, end).join('\n').replace('<think>', '').replace('</think>', '');
      push({ type: 'thinking', blocks: parseBlocks(inside, flavour) });
      i = end - 1;
    } else if (rich && FENCE.test(line)) {
      const end = endOf(lines, i + 1, (other) => !FENCE.test(other));
      push({ type: 'code', text: lines.slice(i + 1, end).join('\n') });
      i = end;
    } else if (rich && RULE.test(line)) push({ type: 'rule' });
    else if (rich && isTableRow(line) && isTableRow(lines[i + 1] ?? '')) {
      const end = endOf(lines, i, isTableRow);
      const table = readTable(lines.slice(i, end));
      if (table === undefined) paragraph.push(...lines.slice(i, end));
      else push(table);
      i = end - 1;
    } else if (rich && ITEM.test(line)) {
      const end = endOf(lines, i, (other) => ITEM.test(other) || /^ {2,}\S/.test(other));
      push(readList(lines.slice(i, end), flavour));
      i = end - 1;
    } else paragraph.push(line);
  }
  endParagraph();
  return blocks;
}

/** Index of the first line at or after `start` that does not belong any more. */
function endOf(lines: readonly string[], start: number, belongs: (line: string, index: number) => boolean): number {
  let end = start;
  while (end < lines.length && belongs(lines[end] ?? '', end)) end += 1;
  return end;
}

/** Items at the first one's indent; what is indented deeper is inside the item before it. */
function readList(lines: readonly string[], flavour: Flavour): Block {
  const [, firstIndent = '', firstMark = ''] = ITEM.exec(lines[0] ?? '') ?? [];
  const items: string[][] = [];
  for (const line of lines) {
    const [, indent = '', , text = ''] = ITEM.exec(line) ?? [];
    const isItem = ITEM.test(line) && indent.length <= firstIndent.length;
    const inner = items.at(-1);
    if (isItem || inner === undefined) items.push([isItem ? text : line]);
    else inner.push(line.slice(Math.min(firstIndent.length + 2, line.search(/\S/))));
  }
  const ordered = /^\d/.test(firstMark);
  const start = ordered ? Number.parseInt(firstMark, 10) : 1;
  return { type: 'list', ordered, start, items: items.map((item) => parseBlocks(item.join('\n'), flavour)) };
}
