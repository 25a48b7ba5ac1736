import { expectedIn } from './expects.ts';
import type { Query } from './query.ts';
import { singledOut } from './intervals.ts';
import { eachTerm, fold, type Term } from './terms.ts';

/** Longest quotation of running text, in characters: about four lines on a phone. */
const LONGEST = 160;
const MOST_ROWS = 3;
/** A table of more rows is looked up row by row, not shown whole. */
export const LONGEST_TABLE = 8;
/** What only the title says counts for every stretch, but less than what the stretch itself says. */
const TITLE_SHARE = 0.7;
/** For a table that is made to hold what is asked. */
const TABLE_BONUS = 0.5;
const EXPECTED_BONUS = 0.2;
/** The first sentence of a clause says what the clause is about; those behind it are its exceptions and details. */
const LEAD = 1.08;

export interface Stretch {
  /** Word for word from the text; lines of a table are its header and the rows that matter. */
  readonly text: string;
  /** Share of the question that it says, by rarity; over 1 when it also says what kind of thing is asked. */
  readonly value: number;
  /** Whether it holds what the question asks for (a time, a figure, money); true where nothing in particular is asked. */
  readonly holds: boolean;
}

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

/** The best one to three sentences, or the best rows of a table with their header. What `title` says holds for every stretch. */
export function bestStretch(query: Query, text: string, worth: (term: Term) => number, title = ''): Stretch {
  const pieces = piecesOf(text);
  const titleTerms = termsIn(title);
  const expected = expectedIn(query.question);
  const all = [...query.weights, ...query.beside].map(([term, weight]) => ({ term, worth: weight * worth(term) }));
  let possible = 0;
  for (const [term, weight] of query.weights) possible += weight * worth(term);
  const value = (present: ReadonlySet<Term>, words: string, table?: Table): number => {
    let sum = 0;
    for (const one of all) if (present.has(one.term)) sum += one.worth;
    const isAnswer = expected?.answers.test(words) === true;
    return (
      sum / (possible || 1) +
      (isAnswer ? EXPECTED_BONUS : 0) +
      (isAnswer && table !== undefined && expected?.names?.test(table.about) === true ? TABLE_BONUS : 0)
    );
  };
  const valued = pieces.map((piece) => {
    const words = text.slice(piece.start, piece.end);
    const present = termsIn(piece.table === undefined ? words : `${piece.table.about}\n${words}`);
    return {
      piece,
      words,
      present,
      value: value(present, piece.table === undefined ? words : `${piece.table.about}\n${words}`, piece.table),
    };
  });
  let best = { from: 0, to: 0, value: -1 };
  for (const [from, first] of valued.entries()) {
    const present = new Set<Term>();
    for (let to = from; to < Math.min(from + 3, valued.length); to += 1) {
      const last = valued[to];
      if (
        last === undefined ||
        (to > from && (last.piece.table !== undefined || first.piece.table !== undefined || last.piece.end - first.piece.start > LONGEST))
      )
        break;
      for (const term of last.present) present.add(term);
      // Every further sentence must bring something new: a quotation is as short as it can be.
      const reached = (to === from ? last.value : value(present, text.slice(first.piece.start, last.piece.end))) * (1 - 0.06 * (to - from));
      if (reached > best.value) best = { from, to, value: reached };
    }
  }
  const first = valued[best.from];
  const last = valued[best.to];
  if (first === undefined || last === undefined) return { text: text.slice(0, LONGEST), value: 0, holds: false };
  const table = first.piece.table;
  const words = text.slice(first.piece.start, last.piece.end);
  const read = table === undefined ? words : `${table.about}\n${words}`;
  const holds = expected?.answers.test(read) ?? true;
  const present = new Set(valued.slice(best.from, best.to + 1).flatMap(({ present: terms }) => [...terms]));
  let given = 0;
  for (const one of all) if (!present.has(one.term) && titleTerms.has(one.term)) given += one.worth;
  const reached = (value(present, read, table) + (TITLE_SHARE * given) / (possible || 1)) * (first.piece.start === 0 ? LEAD : 1);
  if (table === undefined) return { text: words.trim(), value: reached, holds };
  return { text: [table.header, ...rowsOf(table, valued, best.value, query)].join('\n'), value: reached, holds };
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
  const present = new Set<Term>();
  eachTerm(fold(stretch), (term) => present.add(term));
  return present;
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
        for (const sentence of line.matchAll(/[^。！？；!?;]+[。！？；!?;]*[”’）)]?/gu)) {
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
