import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import { NUMERAL, type Block } from './blocks.ts';
import type { ParsedDocument, Warning } from './parse-policy.ts';

const ARTICLE = new RegExp(`^第(${NUMERAL})条`, 'u');
const MOST_TOLD = 5;

/** What a careful reader would ask about: numbers that jump or come twice, tables without rows, days that cannot be. */
export function oddities(document: ParsedDocument, blocks: readonly Block[]): readonly Warning[] {
  const found: Warning[] = [...numbering(blocks)];
  const empty = blocks.filter((block) => block.kind === 'table' && block.table.rows.length === 0).length;
  if (empty > 0) found.push({ code: 'emptyTable', count: empty });
  const { inForceFrom, inForceUntil, issuedOn } = document;
  if (inForceFrom !== null && inForceUntil !== null && inForceUntil < inForceFrom) found.push({ code: 'endsBeforeItBegins' });
  if (inForceFrom !== null && issuedOn !== null && inForceFrom < issuedOn) found.push({ code: 'holdsBeforeItWasIssued' });
  return found;
}

/** The articles of the document, and of each annex, count from one without a gap. */
function numbering(blocks: readonly Block[]): readonly Warning[] {
  const missing: string[] = [];
  const twice = new Set<string>();
  let where = '';
  let last = 0;
  for (const block of blocks) {
    if (block.kind === 'annex') [where, last] = [block.name, 0];
    if (block.kind !== 'article') continue;
    const number = parseChineseNumber(ARTICLE.exec(block.label)?.[1] ?? '');
    // 第三条之一 stands between two numbers.
    if (number === undefined || block.label.includes('之')) continue;
    if (number <= last) twice.add(`${where}${block.label}`);
    for (let gap = last + 1; gap < number && missing.length < MOST_TOLD; gap += 1) missing.push(`${where}第${gap}条`);
    last = Math.max(number, last);
  }
  return [
    ...(missing.length > 0 ? [{ code: 'missingNumbers' as const, labels: missing }] : []),
    ...(twice.size > 0 ? [{ code: 'repeatedNumbers' as const, labels: [...twice].slice(0, MOST_TOLD) }] : []),
  ];
}
