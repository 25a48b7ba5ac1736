import type { ClauseChange } from '../../../core/events.ts';
import type { Clause } from '../schema.ts';

/** Shares at least so much with a clause of another number to be the same clause, reworded. */
const ALIKE = 0.5;
/** Under its own number a clause may be reworded more. */
const ALIKE_BY_NUMBER = 0.25;
/** Beyond so many pairs only equal numbers are compared: a text with that little in common is another text. */
const MOST_PAIRS = 160_000;

/** Where a clause of the new version comes from. */
export interface Lineage {
  readonly changes: readonly ClauseChange[];
  /** Id of a new clause → id that it has had since it first stood there. */
  readonly origins: ReadonlyMap<string, string>;
}

interface Known {
  readonly clause: Clause;
  readonly number: string;
  readonly words: string;
}

interface Pair {
  readonly old: Known;
  readonly next: Known;
  readonly likeness: number;
}

/**
 * Two versions of a document, clause by clause: what stands there word for word is the same, wherever it moved; the rest is
 * matched by number, then by likeness. White space never counts: the same text comes out of Word, a page or a PDF differently.
 */
export function changesBetween(before: readonly Clause[], after: readonly Clause[]): Lineage {
  const olds = new Set(before.map(known));
  const news = new Set(after.map(known));
  const changes: ClauseChange[] = [];
  const origins = new Map<string, string>();
  const pair = (old: Known, next: Known): void => {
    olds.delete(old);
    news.delete(next);
    origins.set(next.clause.id, originOf(old.clause));
  };
  const note = (kind: ClauseChange['kind'], old: Known | undefined, next: Known | undefined): void => {
    const shown = next ?? old;
    if (shown === undefined) return;
    changes.push({
      kind,
      clauseNo: shown.clause.label,
      origin: originOf((old ?? shown).clause),
      oldClauseId: old?.clause.id ?? null,
      newClauseId: next?.clause.id ?? null,
    });
  };

  const lines = { old: linesByNumber(olds), next: linesByNumber(news) };
  for (const { old, next } of [...sameWords(olds, news, true), ...sameWords(olds, news, false)]) {
    if (!olds.has(old) || !news.has(next)) continue;
    pair(old, next);
    if (old.number !== next.number) note('renumbered', old, next);
  }
  for (const { old, next } of alike(olds, news)) {
    if (!olds.has(old) || !news.has(next)) continue;
    pair(old, next);
    // A long clause is cut in parts; when the cut moves, nothing was said differently.
    const onlyCut = old.number === next.number && within(old, lines.next.get(next.number)) && within(next, lines.old.get(old.number));
    if (!onlyCut) note('changed', old, next);
  }
  for (const old of olds) if (!within(old, lines.next.get(old.number))) note('removed', old, undefined);
  for (const next of news) if (!within(next, lines.old.get(next.number))) note('added', undefined, next);
  const order = new Map([...before, ...after].map((clause) => [clause.id, clause.order]));
  return {
    origins,
    changes: changes.toSorted((a, b) => place(order, a) - place(order, b)),
  };
}

export function originOf(clause: Pick<Clause, 'id' | 'origin'>): string {
  return clause.origin ?? clause.id;
}

function known(clause: Clause): Known {
  // 第X条 runs through the whole document; other headings only through their chapter.
  const number = clause.label.endsWith('条') && !clause.chapter.includes('附件') ? clause.label : `${clause.chapter}|${clause.label}`;
  return { clause, number: plain(number), words: plain(clause.text) };
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/gu, '');
}

function sameWords(olds: ReadonlySet<Known>, news: ReadonlySet<Known>, sameNumber: boolean): readonly Omit<Pair, 'likeness'>[] {
  const keyOf = (one: Known): string => (sameNumber ? `${one.number}\n${one.words}` : one.words);
  const byWords = Map.groupBy(olds, keyOf);
  return [...news].flatMap((next) => {
    const old = byWords.get(keyOf(next))?.shift();
    return old === undefined ? [] : [{ old, next }];
  });
}

/** Pairs that may be one clause reworded, the surest first. */
function alike(olds: ReadonlySet<Known>, news: ReadonlySet<Known>): readonly Pair[] {
  const all = olds.size * news.size <= MOST_PAIRS;
  const pairsOf = new Map([...olds, ...news].map((one) => [one, charactersOf(one.words)]));
  return [...news]
    .flatMap((next) =>
      [...olds].flatMap((old): Pair[] => {
        const sameNumber = old.number === next.number;
        if (!all && !sameNumber) return [];
        const likeness = dice(pairsOf.get(old), pairsOf.get(next));
        if (likeness < (sameNumber ? ALIKE_BY_NUMBER : ALIKE)) return [];
        return [{ old, next, likeness: likeness + (sameNumber ? 1 : 0) }];
      }),
    )
    .toSorted((a, b) => b.likeness - a.likeness);
}

function charactersOf(words: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let i = 0; i + 1 < words.length; i += 1) found.add(words.slice(i, i + 2));
  return found;
}

function dice(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): number {
  if (one === undefined || other === undefined || one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}

function linesByNumber(clauses: ReadonlySet<Known>): ReadonlyMap<string, ReadonlySet<string>> {
  const lines = new Map<string, Set<string>>();
  for (const { number, clause } of clauses) {
    const own = lines.get(number) ?? new Set<string>();
    for (const line of clause.text.split('\n')) own.add(plain(line));
    lines.set(number, own);
  }
  return lines;
}

function within(one: Known, lines: ReadonlySet<string> | undefined): boolean {
  return lines !== undefined && one.clause.text.split('\n').every((line) => lines.has(plain(line)));
}

function place(order: ReadonlyMap<string, number>, change: ClauseChange): number {
  const at = order.get(change.newClauseId ?? change.oldClauseId ?? '') ?? 0;
  // What is gone stood before what stands there now.
  return change.kind === 'removed' ? at - 0.5 : at;
}
