import { useMemo, type ReactNode } from 'react';
import { parseBlocks, type Block } from './blocks.ts';
import { InlineText } from './InlineText.tsx';
import type { Flavour } from './inline.ts';
import type { Table } from './table.ts';
import './markdown.css';

export interface MarkdownProps {
  text: string;
  flavour: Flavour;
  /** Name for a userid in `<@userid>`. */
  nameOf: (userId: string) => string;
}

/** Markdown as React elements: nothing in it can become HTML. */
export function Markdown({ text, flavour, nameOf }: MarkdownProps) {
  const blocks = useMemo(() => parseBlocks(text, flavour), [text, flavour]);
  const words = (line: string): ReactNode => <InlineText text={line} flavour={flavour} nameOf={nameOf} />;
  return <div className="markdown">{drawAll(blocks, words)}</div>;
}

function drawAll(blocks: readonly Block[], words: (line: string) => ReactNode): ReactNode {
  return blocks.map((block, index) => <BlockView key={index} block={block} words={words} />);
}

function BlockView({ block, words }: { block: Block; words: (line: string) => ReactNode }) {
  switch (block.type) {
    case 'heading':
      return <p className={`md-heading md-heading-${Math.min(block.level, 4)}`}>{words(block.text)}</p>;
    case 'paragraph':
      return <p className="md-paragraph">{words(block.text)}</p>;
    case 'quote':
      return <blockquote>{drawAll(block.blocks, words)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{drawAll(item, words)}</li>);
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'code':
      return <pre>{block.text}</pre>;
    case 'thinking':
      return (
        <details className="md-thinking">
          <summary>思考过程</summary>
          {drawAll(block.blocks, words)}
        </details>
      );
    case 'rule':
      return <hr />;
    case 'table':
      return <TableView table={block} words={words} />;
  }
}

/** A table may be wider than a phone: it scrolls inside its bubble, by finger and by keyboard. */
function TableView({ table, words }: { table: Table; words: (line: string) => ReactNode }) {
  return (
    <div className="md-table" tabIndex={0} role="region" aria-label="表格">
      <table>
        <thead>
          <tr>
            {table.head.map((cell, column) => (
              <th key={column} style={{ textAlign: table.align[column] ?? 'left' }}>
                {words(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={{ textAlign: table.align[column] ?? 'left' }}>
                  {words(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
