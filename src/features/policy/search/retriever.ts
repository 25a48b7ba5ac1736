import { candidatesFor, lookUp, rarity, type Candidate } from './candidates.ts';
import { byDocument, openIndex, type CorpusIndex } from './corpus-index.ts';
import { bestStretch } from './extract.ts';
import { featuresOf } from './features.ts';
import { ask } from './match.ts';
import { analyse, type Query } from './query.ts';
import { shippedRanker, type Ranker } from './ranker.ts';
import type { DocumentPassages, Passage } from './shard.ts';
import type { Synonym } from './synonyms.ts';
import { withTyposMended } from './typos.ts';

export type { DocumentPassages, Passage } from './shard.ts';
export type { Synonym } from './synonyms.ts';

export interface Found {
  readonly id: string;
  /** How likely it is the one, next to the others: half the score, half as likely. */
  readonly score: number;
}

/** The door to finding and quoting: pure and synchronous, in memory. */
export interface Retriever {
  /**
   * The `k` best passages, best first, and the measured chance (0..1) that the first one answers: of a hundred questions with .7, about
   * seventy were answered by it. `admits` narrows what may be found (documents in force, one's own branch) before the best are taken.
   */
  search(
    question: string,
    k: number,
    admits?: (id: string) => boolean,
  ): { readonly results: readonly Found[]; readonly confidence: number };
  /** The words of the passage that answer best: a stretch of it, word for word; a table's row comes with its header. */
  extract(question: string, id: string): { readonly text: string };
  /** Puts documents in, each in the place of one of the same name. Counts from the next question on and costs what is put in. */
  put(documents: readonly DocumentPassages[]): void;
  remove(docs: readonly string[]): void;
  /**
   * The enterprise's own synonyms, all of them: they take the place of those set before, beside the shipped list, and count from
   * the next question on. Whoever remembers what was found must forget it.
   */
  setSynonyms(pairs: readonly Synonym[]): void;
}

/** So many of the first search are looked at closely; the answer is hardly ever behind them. */
export const CONSIDERED = 30;

/** "那二十年的呢" names no matter: whatever it finds answers by chance. */
const MATTER = 0.5;
const FIGURE_ALONE = 0.25;

export function build(passages: readonly Passage[], ranker: Ranker = shippedRanker()): Retriever {
  return retrieverOver(byDocument(passages), ranker);
}

export function retrieverOver(documents: readonly DocumentPassages[], ranker: Ranker = shippedRanker()): Retriever {
  const index = openIndex(documents);
  let synonyms: readonly Synonym[] = [];
  const read = (question: string): Query => withTyposMended(analyse(question, synonyms), index);
  return {
    search: (question, k, admits) => {
      const query = read(question);
      const { candidates, rows } = lookClosely(query, index, Math.max(k, CONSIDERED), admits);
      if (candidates.length === 0) return { results: [], confidence: 0 };
      const scores = ranker.rank(rows);
      const order = candidates
        .map((candidate, place) => ({ candidate, score: scores[place] ?? 0, place }))
        .toSorted((a, b) => b.score - a.score || a.place - b.place);
      const best = order[0]?.score ?? 0;
      return {
        results: order.slice(0, k).map(({ candidate, score }) => ({ id: idOf(candidate), score: Math.exp(score - best) })),
        confidence: ranker.chance(rows) * (query.words.some(({ weight }) => weight > MATTER) ? 1 : FIGURE_ALONE),
      };
    },
    extract: (question, id) => {
      const place = index.placeOf(id);
      const passage = place?.shard.passages[place.index];
      if (passage === undefined) return { text: '' };
      const worth = (term: number): number => rarity(index.size, index.frequency(term));
      return { text: bestStretch(read(question), passage.text, worth, passage.title) };
    },
    put: (all) => index.put(all),
    remove: (docs) => index.remove(docs),
    setSynonyms: (pairs) => {
      synonyms = pairs;
    },
  };
}

/** The best of the first search with their features; the training looks through the same eyes. */
export function lookClosely(
  query: Query,
  index: CorpusIndex,
  most: number,
  admits?: (id: string) => boolean,
): { readonly candidates: readonly Candidate[]; readonly rows: Float32Array } {
  const terms = lookUp(query, index);
  const candidates = candidatesFor(terms, index, most, admits);
  return { candidates, rows: featuresOf(ask(query, terms), candidates, index) };
}

function idOf({ shard, index }: Candidate): string {
  return shard.passages[index]?.id ?? '';
}
