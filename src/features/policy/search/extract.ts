import { expectedIn } from './expects.ts';
import type { Query } from './query.ts';
import { singledOut } from './intervals.ts';
import { asksYesOrNo } from './asks.ts';
import { termsOf, type Term } from './terms.ts';

/** Longest quotation of running text, in characters. */
const LONGEST = 280;
const MOST_ROWS = 3;
/** A table of more rows is looked up row by row, not shown whole. */
export const LONGEST_TABLE = 8;
/** What the title says already does not single a sentence out. */
const TITLED = 0.15;
/** Two neighbours are quoted, since the answer often stands beside what was asked; one alone where it says so much of the question. */
const ENOUGH = 0.9;
/** Yes or no stands where the matter does: one alone that says so much of what both say. */
const ENOUGH_FOR_YES = 0.8;
/** For a table that is made to hold what is asked. */
const TABLE_BONUS = 0.5;
const EXPECTED_BONUS = 0.1;
const FORBIDS = /禁止|不得|严禁|不准|不允许|不许|不能/u;
/** A ban that says so much of what the chosen sentence says is about the same. */
const SAME_MATTER = 0.7;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly table: Table | undefined;
}

interface Table {
  readonly header: string;
  /** Caption and header: what every row of the table is about. */
  readonly about: string;
}

/** The best one or two sentences, or the best rows of a table with their header. What `title` says holds for every stretch. */
export function bestStretch(query: Query, text: string, worth: (term: Term) => number, title = ''): string {
  const pieces = piecesOf(text);
  const titleTerms = termsIn(title);
  const expected = expectedIn(query.question);
  const all = [...query.weights, ...query.beside].map(([term, weight]) => ({
    term,
    worth: weight * worth(term) * (titleTerms.has(term) ? TITLED : 1),
  }));
  let possible = 0;
  for (const { term, worth: one } of all) if (query.weights.has(term)) possible += one;
  const coverage = (present: ReadonlySet<Term>): number => {
    let sum = 0;
    for (const one of all) if (present.has(one.term)) sum += one.worth;
    return sum / (possible || 1);
  };
  const value = (present: ReadonlySet<Term>, words: string, table?: Table): number => {
    const isAnswer = expected?.answers.test(words) === true;
    return (
      coverage(present) +
      (isAnswer ? EXPECTED_BONUS : 0) +
      (isAnswer && table !== undefined && expected?.names?.test(table.about) === true ? TABLE_BONUS : 0)
    );
  };
  const valued = pieces.map((piece) => {
    const words = text.slice(piece.start, piece.end);
    const said = piece.table === undefined ? words : `${piece.table.about}\n${words}`;
    const present = termsIn(said);
    return { piece, words, present, value: value(present, said, piece.table) };
  });
  /** What one says together with the next; undefined where the two are not to be quoted as one. */
  const withNext = (from: number): number | undefined => {
    const [first, last] = [valued[from], valued[from + 1]];
    if (first === undefined || last === undefined) return undefined;
    if (first.piece.table !== undefined || last.piece.table !== undefined || last.piece.end - first.piece.start > LONGEST) return undefined;
    const present = new Set([...first.present, ...last.present]);
    return value(present, text.slice(first.piece.start, last.piece.end));
  };
  /** Whoever reads what is allowed in one case takes it for allowed: the sentence that forbids the same goes before it. */
  const withTheBan = ({ from, to }: { readonly from: number; readonly to: number }): { readonly from: number; readonly to: number } => {
    const chosen = valued.slice(from, to + 1);
    if (chosen.some(({ piece, words }) => piece.table !== undefined || FORBIDS.test(words))) return { from, to };
    const least = SAME_MATTER * Math.max(...chosen.map(({ present }) => coverage(present)));
    const ban = valued.findIndex(
      ({ piece, words, present }) => piece.table === undefined && FORBIDS.test(words) && coverage(present) >= least,
    );
    if (ban < 0) return { from, to };
    const [begin, end] = [Math.min(ban, from), Math.max(ban, to)];
    const whole = valued.slice(begin, end + 1);
    const length = (whole.at(-1)?.piece.end ?? 0) - (whole[0]?.piece.start ?? 0);
    return length <= LONGEST && whole.every(({ piece }) => piece.table === undefined) ? { from: begin, to: end } : { from: ban, to: ban };
  };
  let best = { from: 0, to: 0, value: -1 };
  for (const [from, alone] of valued.entries()) {
    const pair = withNext(from);
    const reached = pair ?? alone.value;
    if (reached > best.value) best = { from, to: pair === undefined ? from : from + 1, value: reached };
  }
  // As short as it can be: the one of the two that says enough alone.
  const [alone = best.from] = [best.from, best.to].toSorted((a, b) => (valued[b]?.value ?? 0) - (valued[a]?.value ?? 0));
  const says = coverage(valued[alone]?.present ?? new Set());
  const enough = asksYesOrNo(query.question) ? ENOUGH_FOR_YES * best.value : ENOUGH;
  if (best.from !== best.to && says >= enough) best = { ...best, from: alone, to: alone };
  if (asksYesOrNo(query.question)) best = { ...best, ...withTheBan(best) };
  const first = valued[best.from];
  const last = valued[best.to];
  if (first === undefined || last === undefined) return text.slice(0, LONGEST);
  const table = first.piece.table;
  if (table === undefined) return text.slice(first.piece.start, last.piece.end).trim();
  return [table.header, ...rowsOf(table, valued, first.value, query)].join('\n');
}

/** The rows that fit equally well; a figure in the question singles out the row whose range holds it. */
function rowsOf(
  table: Table,
  valued: readonly { piece: Piece; words: string; value: number }[],
  best: number,
  query: Query,
): readonly string[] {
  const rows = valued.filter(({ piece }) => piece.table === table);
  const byFigure = singledOut(
    rows.map(({ words }) => words),
    query.question,
  );
  if (byFigure.length > 0) return byFigure.slice(0, MOST_ROWS);
  const fitting = rows.filter(({ value }) => value >= best * 0.97).map(({ words }) => words);
  // A question that means the whole table gets the whole table, when it is short enough for a phone.
  return fitting.length === rows.length && rows.length <= LONGEST_TABLE ? fitting : fitting.slice(0, MOST_ROWS);
}

function termsIn(stretch: string): Set<Term> {
  return new Set(termsOf(stretch));
}

/** Sentences and table rows with their places in the text. A table's caption and header are no pieces: they go with its rows. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const lines = text.split('\n');
  let at = 0;
  let table: Table | undefined;
  for (const [index, line] of lines.entries()) {
    const end = at + line.length;
    const beginsTable = !isRow(line) && isRow(lines[index + 1]) && line.length < 50 && !/[。；：]$/u.test(line);
    if (isRow(line) && table === undefined) {
      const before = lines[index - 1] ?? '';
      table = { header: line, about: index > 0 && before.length < 50 ? `${before}\n${line}` : line };
    } else if (isRow(line)) {
      pieces.push({ start: at, end, table });
    } else {
      table = undefined;
      if (!beginsTable)
        for (const sentence of line.matchAll(/[^。！？!?]+[。！？!?]*[”’）)」』]*/gu)) {
          if (sentence[0].trim() !== '')
            pieces.push({ start: at + sentence.index, end: at + sentence.index + sentence[0].length, table: undefined });
        }
    }
    at = end + 1;
  }
  return pieces;
}

function isRow(line: string | undefined): boolean {
  return line?.includes(' | ') === true;
}
