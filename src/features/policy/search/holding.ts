import type { Expected } from './expects.ts';
import type { Match } from './match.ts';

/** How much of the question is said where the kind of thing stands that it asks for. */
export interface Holding {
  /** What the sentence or row says that holds such a thing, title aside: the best of them. */
  readonly said: number;
  /** 1 when the sentence or row that says most holds it too. */
  readonly best: number;
  /** 1 when it stands in a table made for it. */
  readonly tabled: number;
}

export const NOTHING_ASKED: Holding = { said: -1, best: -1, tabled: -1 };
export const NOT_HELD: Holding = { said: 0, best: 0, tabled: 0 };
const NEARLY = 0.9;

/** Reads a passage sentence by sentence; a row of a table says what its caption and header say, too. */
export function holdingOf({ answers, names }: Expected, text: string, { sums, ends }: Match): Holding {
  let [said, most, tabled] = [0, 0, 0];
  let about = { words: '', sum: 0, rows: 0 };
  let before = { words: '', sum: 0 };
  for (const [at, sum] of sums.entries()) {
    const words = text.slice(at === 0 ? 0 : (ends[at - 1] ?? 0), ends[at]);
    if (words.includes(' | ')) {
      if (about.rows === 0) about = { words: `${before.words}${words}`, sum: before.sum + sum, rows: 1 };
      else {
        most = Math.max(most, sum + about.sum);
        if (answers.test(`${about.words}${words}`)) {
          said = Math.max(said, sum + about.sum);
          if (names?.test(about.words) === true) tabled = 1;
        }
        about = { ...about, rows: about.rows + 1 };
      }
    } else {
      about = { words: '', sum: 0, rows: 0 };
      most = Math.max(most, sum);
      if (answers.test(words)) said = Math.max(said, sum);
    }
    before = { words, sum };
  }
  return { said, best: said > 0 && said >= NEARLY * most ? 1 : 0, tabled };
}
