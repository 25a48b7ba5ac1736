import { findNumbers } from '../../core/zh/numbers.ts';
import type { Rules } from './knowledge.ts';
import type { Clause, PolicyTable } from './schema.ts';
import { expectedIn } from './search/expects.ts';
import { singledOut } from './search/intervals.ts';
import { analyse, type Query } from './search/query.ts';
import { fold, termsOf, type Term } from './search/terms.ts';

/** A row of a table that the question singles out, with its header. */
export interface RowFound {
  readonly clauseId: string;
  /** Header and row, word for word from the clause. */
  readonly quote: string;
  readonly row: string;
  /** Share of the question's words that title, caption, header and row say. */
  readonly coverage: number;
}

const LONGEST_WORDS = 12;
/** What two signs weigh that stand in one row of four. */
const SINGLED_OUT = 4;
/** The winner must be ahead of the next row by so much, else the question meant more than one. */
const AHEAD = 1.15;
/** A figure of the question lies within the range that the row names. */
const WITHIN_RANGE = 8;
/** Documents whose tables are looked through: those of the best results. */
const DOCUMENTS = 3;
/** A cell is there or says 不供应: a table answers that without a verb. */
const ASKS_WHETHER = /有没有|有\S{1,10}[吗嘛么没]|哪\S{0,4}有/u;
/** The first cell is what a row is called. */
const OF_THE_KEY = 1.5;
const BOUND = /(?:超过|不满|不足|满)\d+|\d+\S{0,2}以[上下内]/gu;

/**
 * A question that names a row ("二氧化碳灭火器几年报废") is a look-up, which running text about the same things outweighs in a
 * search. So the tables near what was found are looked through for a row that the question's words single out among its
 * neighbours, and that holds the kind of thing asked for.
 */
export function rowAsked(
  rules: Rules,
  question: string,
  found: readonly string[],
  admits: (clauseId: string) => boolean,
): RowFound | undefined {
  const query = analyse(question);
  // A figure alone ("那二十年的呢") fits many a table.
  if (query.words.length < 2) return undefined;
  const near = new Set(found.slice(0, DOCUMENTS).flatMap((id) => rules.clauses.get(id)?.documentId ?? []));
  const tables = tablesOf(rules);
  const candidates = new Set([...near].flatMap((documentId) => tables.get(documentId) ?? []));
  for (const id of found)
    for (const clause of tables.get(rules.clauses.get(id)?.documentId ?? '') ?? []) if (clause.id === id) candidates.add(clause);
  const asked = spellings(question);
  const expected = expectedIn(query.question);
  let best: RowFound | undefined;
  for (const clause of candidates) {
    if (clause.table === null || !admits(clause.id)) continue;
    const row = rowSingledOut(clause, asked, question);
    if (row === undefined) continue;
    const header = clause.table.header.join(' | ');
    const about = `${clause.table.caption}\n${header}\n${row}\n${withUnits(clause.table, row)}`;
    const isKind = ASKS_WHETHER.test(query.question) || expected === undefined || expected.answers.test(about);
    if (!isKind && expected?.names?.test(about) !== true) continue;
    const coverage = coverageOf(query, `${rules.documents.get(clause.documentId)?.title ?? ''} ${clause.chapter}\n${about}`);
    if (best === undefined || coverage > best.coverage) best = { clauseId: clause.id, quote: `${header}\n${row}`, row, coverage };
  }
  return best;
}

const known = new WeakMap<Rules, ReadonlyMap<string, readonly Clause[]>>();

/** The clauses with tables, by document: looked up once for as long as these rules hold. */
function tablesOf(rules: Rules): ReadonlyMap<string, readonly Clause[]> {
  const before = known.get(rules);
  if (before !== undefined) return before;
  const tables = Map.groupBy(
    [...rules.clauses.values()].filter(({ table }) => table !== null),
    ({ documentId }) => documentId,
  );
  known.set(rules, tables);
  return tables;
}

/** Share of the question's words, by weight, that a text says in these or equal words. */
export function coverageOf({ words }: Query, text: string): number {
  const present = new Set<Term>(termsOf(text));
  const says = (terms: readonly Term[]): boolean => terms.length > 0 && terms.every((term) => present.has(term));
  let said = 0;
  let all = 0;
  for (const word of words) {
    all += word.weight;
    if (says(word.terms) || word.alternatives.some(says)) said += word.weight;
  }
  return all === 0 ? 0 : said / all;
}

function rowSingledOut({ table, text }: Clause, asked: readonly string[], question: string): string | undefined {
  const rows = (table?.rows ?? []).map((cells) => cells.join(' | '));
  if (rows.length < 2 || !rows.every((row) => text.includes(row))) return undefined;
  const folded = rows.map((row) => fold(row));
  // 超过15 is named by the row that says so, not by the one whose range ends there.
  const named = asked.some((words) => (words.match(BOUND) ?? []).some((bound) => folded.some((row) => row.includes(bound))));
  const inRange = new Set(named ? [] : singledOut(rows, question));
  const scored = rows
    .map((row, at) => ({
      row,
      score: Math.max(...asked.map((words) => scoreOf(words, at, folded))) + (inRange.size === 1 && inRange.has(row) ? WITHIN_RANGE : 0),
    }))
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (first === undefined || first.score < SINGLED_OUT || first.score < (second?.score ?? 0) * AHEAD) return undefined;
  return first.row;
}

/** 220 under 容量（人） is 220人. */
function withUnits({ header }: PolicyTable, row: string): string {
  return row
    .split(' | ')
    .map((cell, at) => `${cell}${/[（(]([^（()）]+)[）)]/u.exec(header[at] ?? '')?.[1] ?? ''}`)
    .join(' ');
}

/** What of the question stands in this row, longest stretches first; the fewer rows have a stretch, the more it weighs. */
function scoreOf(words: string, at: number, rows: readonly string[]): number {
  const row = rows[at] ?? '';
  let score = 0;
  for (let from = 0; from < words.length;) {
    let length = Math.min(LONGEST_WORDS, words.length - from);
    while (length >= 2 && !row.includes(words.slice(from, from + length))) length -= 1;
    if (length >= 2) {
      const stretch = words.slice(from, from + length);
      const having = rows.filter((other) => other.includes(stretch)).length;
      const weight = row.split(' | ')[0]?.includes(stretch) === true ? OF_THE_KEY : 1;
      if (having < rows.length) score += weight * length * Math.log2(1 + rows.length / having);
    }
    from += Math.max(1, length < 2 ? 1 : length);
  }
  return score;
}

/** As written, and with its numbers as figures: 超过十五天 is 超过15天 in a table, but 一级 stays 一级. */
/** 2015年来的, 第五条: a year and a number of an article are no figures that a row could be about. */
const NO_FIGURE = /(?:19|20)\d{2}年|第[一二三四五六七八九十百零〇\d]{1,6}[条章款]/gu;

function spellings(question: string): readonly string[] {
  const plain = fold(question)
    .replaceAll(/[\s，。？?！!、]/gu, '')
    .replaceAll(NO_FIGURE, '');
  let figures = '';
  let done = 0;
  for (const { value, start, end } of findNumbers(plain)) {
    // 一份, 一次: how it is counted, not which one.
    if (value <= 1) continue;
    figures += `${plain.slice(done, start)}${value}`;
    done = end;
  }
  figures += plain.slice(done);
  return figures === plain ? [plain] : [plain, figures];
}
