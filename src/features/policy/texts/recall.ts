import { neutraliseLine } from '../../../core/plain.ts';
import type { LocalDate } from '../../../core/clock.ts';
import { first, written } from './citation.ts';

const MOST_NAMED = 3;
/** Of old and new words. */
const MOST_WORDS = 90;

/** One clause that somebody was quoted, as it was and as it is. */
export interface Recalled {
  readonly title: string;
  readonly label: string;
  /** The day of the quotation. */
  readonly quotedOn: LocalDate;
  readonly gone: readonly string[];
  readonly fresh: readonly string[];
  /** `notForYou`: it holds for others now. */
  readonly state: 'changed' | 'removed' | 'withdrawn' | 'notForYou';
  /** Set when the new words hold only from a later day. */
  readonly from: LocalDate | null;
}

function words(pieces: readonly string[]): string {
  return first(pieces.map((piece) => neutraliseLine(piece.replaceAll(' | ', '，'))).join(''), MOST_WORDS);
}

function recalled({ title, label, quotedOn, gone, fresh, state, from }: Recalled): string {
  const name = `《${first(neutraliseLine(title), 24)}》${neutraliseLine(label)}（您 ${quotedOn} 问过）`;
  switch (state) {
    case 'changed':
      return [
        `${name}${from === null ? '' : `，${written(from)}起`}`,
        ...(gone.length === 0 ? [] : [`原来：${words(gone)}`]),
        fresh.length === 0 ? '现在：这句删去了。' : `现在：${words(fresh)}`,
      ].join('\n');
    case 'removed':
      return `${name}：这一条删去了，不再有效${from === null ? '' : `（${written(from)}起）`}。`;
    case 'withdrawn':
      return `${name}：整份规定已撤下，不再有效。`;
    case 'notForYou':
      return `${name}：有改动，新规定不再适用于您。`;
  }
}

export const recallTexts = {
  notice: (clauses: readonly Recalled[]): string =>
    [
      '📌 您问过的规定改了，请以新的为准：',
      ...clauses.slice(0, MOST_NAMED).map(recalled),
      ...(clauses.length > MOST_NAMED ? [`还有 ${clauses.length - MOST_NAMED} 条您问过的也改了，再问一次就能看到新的。`] : []),
    ].join('\n'),
} as const;
