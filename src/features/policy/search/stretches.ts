import type { Expected } from './expects.ts';
import type { Asked, Match } from './match.ts';

/** What the stretches of a passage say: its sentences, and the rows of its tables with what caption and header say. */
export interface Said {
  /** Most of the question that one stretch says. */
  readonly most: number;
  /** The same of those that hold the kind of thing that is asked for. */
  readonly held: number;
  /** Whether a row holds it that also names the matter, in a table that is made for it. */
  readonly isTabled: boolean;
}

/** What the title of a passage says. It holds for every stretch under it. */
export interface Titled {
  readonly present: Uint8Array;
  /** What each term brings to a stretch (one that the title says brings little more), and what the title gives to all of them beside. */
  readonly beyond: Float64Array;
  readonly given: number;
  /** What the title says in all. */
  readonly all: number;
}

export function saidIn(expected: Expected | undefined, text: string, match: Match, { worth, naming }: Asked, titled: Titled): Said {
  const { sums, seen, ends, bestSentence } = match;
  if (expected === undefined && !text.includes(' | ')) return { most: titled.given + bestSentence, held: 0, isTabled: false };
  const folded = text.normalize('NFKC');
  // Where folding changes the length, places no longer fit: the text itself then.
  const read = folded.length === text.length ? folded : text;
  let [most, held, isTabled] = [titled.given, 0, false];
  let before: Stretch = { words: '', numbers: [] };
  let about: Stretch | undefined;
  const fresh = (numbers: readonly number[]): number =>
    numbers.reduce((sum, number) => sum + (titled.present[number] === 1 ? 0 : (worth[number] ?? 0)), titled.all);
  for (const [at, sum] of sums.entries()) {
    const numbers = seen[at] ?? [];
    const words = read.slice(at === 0 ? 0 : (ends[at - 1] ?? 0), ends[at]);
    if (!words.includes(' | ')) {
      about = undefined;
      most = Math.max(most, titled.given + sum);
      if (expected?.answers.test(words) === true) held = Math.max(held, fresh(numbers));
    } else if (about === undefined) {
      about = { words: `${before.words}${words}`, numbers: [...new Set([...before.numbers, ...numbers])] };
    } else {
      const all = [...new Set([...about.numbers, ...numbers])];
      most = Math.max(
        most,
        all.reduce((total, number) => total + (titled.beyond[number] ?? 0), titled.given),
      );
      if (expected?.answers.test(`${about.words}${words}`) === true) {
        held = Math.max(held, fresh(all));
        if (expected.names?.test(about.words) === true && all.some((number) => naming[number] === 1)) isTabled = true;
      }
    }
    before = { words, numbers };
  }
  return { most, held, isTabled };
}

interface Stretch {
  readonly words: string;
  readonly numbers: readonly number[];
}
