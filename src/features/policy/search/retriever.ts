import { bestStretch, type Stretch } from './extract.ts';
import { confidenceOf, coverageOf } from './confidence.ts';
import { countTerms, type Passage } from './postings.ts';
import { analyse, type Query } from './query.ts';
import type { Synonym } from './synonyms.ts';
import type { Term } from './terms.ts';
import { withTyposMended } from './typos.ts';

export type { Passage } from './postings.ts';
export type { Synonym } from './synonyms.ts';

export interface Found {
  readonly id: string;
  readonly score: number;
}

/** The door to finding and quoting: pure and synchronous, built once over a set of passages. */
export interface Retriever {
  /**
   * The `k` best passages, best first, and how sure it is (0..1) that the first one answers. `admits` narrows what may be
   * found (documents in force, one's own branch) before the best are taken.
   */
  search(
    question: string,
    k: number,
    admits?: (id: string) => boolean,
  ): { readonly results: readonly Found[]; readonly confidence: number };
  /** The words of the passage that answer best: a stretch of it, word for word; a table's row comes with its header. */
  extract(question: string, id: string): { readonly text: string };
  /**
   * The enterprise's own synonyms, all of them: they take the place of those set before, beside the shipped list, and count from
   * the next question on. Whoever remembers what was found must forget it.
   */
  setSynonyms(pairs: readonly Synonym[]): void;
}

const K1 = 1.2;
const B_TEXT = 0.4;
const TITLE_WEIGHT = 1.6;
/** A list longer than this is searched fully only by its best; the rest cannot win. */
const CONSIDERED = 50;
/** Of those, so many are read sentence by sentence. */
const READ = 24;
/** Those beyond are behind; they must not pass the ones that were read and found wanting. */
const NOT_READ = { value: 0, holds: false };
/** What a passage keeps that does not hold the kind of thing asked for. */
const MISSES = 0.8;
const COVERAGE_SHARE = 0.6;
const STRETCH_SHARE = 0.35;

interface Asked {
  readonly question: string;
  readonly synonyms: readonly Synonym[];
  readonly query: Query;
  readonly stretches: Map<number, Stretch>;
}

interface Ranked {
  readonly index: number;
  readonly score: number;
}

function isBetter(one: Ranked, other: Ranked): boolean {
  return one.score > other.score || (one.score === other.score && one.index < other.index);
}

/** Where it belongs in a list that is best first. */
function placeOf(one: Ranked, list: readonly Ranked[]): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = list[middle];
    if (there !== undefined && isBetter(there, one)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function build(passages: readonly Passage[]): Retriever {
  const postings = countTerms(passages);
  const indexOf = new Map(passages.map((passage, index) => [passage.id, index]));
  const idf = (frequency: number): number => Math.log(1 + (passages.length - frequency + 0.5) / (frequency + 0.5));
  const scores = new Float64Array(passages.length);
  let synonyms: readonly Synonym[] = [];

  /** The `most` best, best first. */
  const rank = (query: Query, most: number, admits?: (id: string) => boolean): readonly Ranked[] => {
    const touched: number[] = [];
    for (const [term, weight] of [...query.weights, ...query.beside]) {
      const list = postings.of(term);
      if (list === undefined) continue;
      const worth = weight * idf(list.length / 3);
      for (let i = 0; i < list.length; i += 3) {
        const index = list[i] ?? 0;
        const length = 1 - B_TEXT + B_TEXT * Math.min(3, postings.lengths[index] ?? 1);
        const frequency = TITLE_WEIGHT * Math.min(1, list[i + 1] ?? 0) + (list[i + 2] ?? 0) / length;
        if (scores[index] === 0) touched.push(index);
        scores[index] = (scores[index] ?? 0) + (worth * frequency * (K1 + 1)) / (frequency + K1);
      }
    }
    // Thousands share a word with the question and some dozens are read: whether one may be shown is asked only of those.
    const best: Ranked[] = [];
    for (const index of touched) {
      const one = { index, score: scores[index] ?? 0 };
      scores[index] = 0;
      const last = best.length < most ? undefined : best.at(-1);
      if (last !== undefined && isBetter(last, one)) continue;
      if (admits?.(passages[index]?.id ?? '') === false) continue;
      best.splice(placeOf(one, best), 0, one);
      if (best.length > most) best.pop();
    }
    return best;
  };

  const worth = (term: Term): number => idf(postings.frequency(term));
  /** What was searched is quoted next: the last question, and each passage for it, is read once. */
  let last: Asked | undefined;
  const asked = (question: string): Asked => {
    if (last?.question !== question || last.synonyms !== synonyms)
      last = { question, synonyms, query: withTyposMended(analyse(question, synonyms), postings), stretches: new Map() };
    return last;
  };
  const stretchOf = ({ query, stretches }: Asked, index: number): Stretch => {
    const known = stretches.get(index);
    if (known !== undefined) return known;
    const stretch = bestStretch(query, passages[index]?.text ?? '', worth, passages[index]?.title);
    stretches.set(index, stretch);
    return stretch;
  };

  const find: Retriever['search'] = (question, k, admits) => {
    const about = asked(question);
    const { query } = about;
    const first = rank(query, Math.max(k, CONSIDERED), admits);
    const covered = first
      .map(({ index, score }) => ({ index, score: score * (1 + COVERAGE_SHARE * coverageOf(query, postings, idf, index)) }))
      .toSorted((a, b) => b.score - a.score || a.index - b.index);
    const best = covered
      .map(({ index, score }, place) => {
        const { value, holds } = place < READ ? stretchOf(about, index) : NOT_READ;
        return { index, score: score * (1 + STRETCH_SHARE * value) * (holds ? 1 : MISSES) };
      })
      .toSorted((a, b) => b.score - a.score || a.index - b.index);
    return {
      results: best.slice(0, k).map(({ index, score }) => ({ id: passages[index]?.id ?? '', score })),
      confidence: confidenceOf(query, postings, idf, covered),
    };
  };

  return {
    search: find,
    extract: (question, id) => {
      const index = indexOf.get(id);
      return { text: index === undefined ? '' : stretchOf(asked(question), index).text };
    },
    setSynonyms: (pairs) => {
      synonyms = pairs;
    },
  };
}
