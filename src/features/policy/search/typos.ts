import type { Postings } from './postings.ts';
import type { ContentWord, Query } from './query.ts';
import { pairOf, type Term } from './terms.ts';

/**
 * Mends one wrong character in the middle of three (年修假 → 年休假: both pairs unknown to the index, so the character that
 * makes two known pairs is tried) or at an end (思想汇抱 → 思想汇报: a pair unknown after two known ones).
 */
export function withTyposMended(query: Query, postings: Postings): Query {
  const characters = [...query.words.map((word) => word.text).join('')].filter((character) => /\p{Script=Han}/u.test(character));
  const mended: { at: string; terms: readonly Term[] }[] = [];
  for (let i = 0; i + 2 < characters.length; i += 1) {
    const [a, b, c] = [characters[i], characters[i + 1], characters[i + 2]].map((character) => character?.charCodeAt(0) ?? 0);
    if (a === undefined || b === undefined || c === undefined) continue;
    if (postings.frequency(pairOf(b, c)) > 0) continue;
    if (postings.frequency(pairOf(a, b)) > 0) {
      const known = i > 0 && postings.frequency(pairOf(characters[i - 1]?.charCodeAt(0) ?? 0, a)) > 0;
      const end = known ? bridge(b, undefined, postings) : undefined;
      if (end !== undefined) mended.push({ at: String.fromCharCode(b, c), terms: [pairOf(a, b), pairOf(b, end)] });
      continue;
    }
    const right = bridge(a, c, postings);
    if (right !== undefined) mended.push({ at: String.fromCharCode(a, b), terms: [pairOf(a, right), pairOf(right, c)] });
  }
  if (mended.length === 0) return query;
  const beside = new Map(query.beside);
  for (const { terms } of mended) for (const term of terms) if (!query.weights.has(term)) beside.set(term, 0.4);
  const words = query.words.map((word): ContentWord => {
    const help = mended.filter(({ at }) => [...at].some((character) => word.text.includes(character)));
    return help.length === 0 ? word : { ...word, mended: help.map(({ terms }) => terms) };
  });
  return { ...query, words, beside };
}

/** The character that most often follows `first` (and stands before `last`), if any does. */
function bridge(first: number, last: number | undefined, postings: Postings): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const term of postings.pairsFrom(first)) {
    const middle = term % 0x1_0000;
    const shared = Math.min(postings.frequency(term), last === undefined ? Infinity : postings.frequency(pairOf(middle, last)));
    if (shared > most) {
      most = shared;
      best = middle;
    }
  }
  return best;
}
