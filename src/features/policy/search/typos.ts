import type { CorpusIndex } from './corpus-index.ts';
import type { ContentWord, Query } from './query.ts';
import type { Shard } from './shard.ts';
import { isHan, pairOf, type Term } from './terms.ts';

/** Further ones are a question about something else, not mistyped. */
const MOST = 3;
const MENDED = 0.4;

/**
 * Mends one wrong character in the middle of three (年修假 → 年休假: both pairs unknown to the index, so the character that
 * makes two known pairs is tried) or at an end (思想汇抱 → 思想汇报: a pair unknown after two known ones).
 */
export function withTyposMended(query: Query, index: CorpusIndex): Query {
  const characters = [...query.words.map((word) => word.text).join('')].map((one) => one.charCodeAt(0)).filter(isHan);
  const mended: { at: string; terms: readonly Term[] }[] = [];
  for (let i = 0; i + 2 < characters.length && mended.length < MOST; i += 1) {
    const [a = 0, b = 0, c = 0] = characters.slice(i, i + 3);
    if (index.frequency(pairOf(b, c)) > 0) continue;
    if (index.frequency(pairOf(a, b)) > 0) {
      const known = i > 0 && index.frequency(pairOf(characters[i - 1] ?? 0, a)) > 0;
      const end = known ? bridge(b, undefined, index) : undefined;
      if (end !== undefined) mended.push({ at: String.fromCharCode(b, c), terms: [pairOf(a, b), pairOf(b, end)] });
      continue;
    }
    const right = bridge(a, c, index);
    if (right !== undefined) mended.push({ at: String.fromCharCode(a, b), terms: [pairOf(a, right), pairOf(right, c)] });
  }
  if (mended.length === 0) return query;
  const beside = new Map(query.beside);
  for (const { terms } of mended) for (const term of terms) if (!query.weights.has(term)) beside.set(term, MENDED);
  const words = query.words.map((word): ContentWord => {
    const help = mended.filter(({ at }) => [...at].some((character) => word.text.includes(character)));
    return help.length === 0 ? word : { ...word, alternatives: [...word.alternatives, ...help.map(({ terms }) => terms)] };
  });
  return { ...query, words, beside };
}

/** The character that most often follows `first` (and stands before `last`), if any does. */
function bridge(first: number, last: number | undefined, index: CorpusIndex): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const shard of index.shards) {
    for (const middle of charactersOf(shard)) {
      const shared = Math.min(
        index.frequency(pairOf(first, middle)),
        last === undefined ? Number.POSITIVE_INFINITY : index.frequency(pairOf(middle, last)),
      );
      if (shared > most) {
        most = shared;
        best = middle;
      }
    }
  }
  return best;
}

const known = new WeakMap<Shard, Uint16Array>();

function charactersOf(shard: Shard): Uint16Array {
  let all = known.get(shard);
  if (all === undefined) {
    all = Uint16Array.from(
      Array.from({ length: shard.terms.size }, (_, place) => shard.terms.at(place)).filter((term) => term <= 0xffff && isHan(term)),
    );
    known.set(shard, all);
  }
  return all;
}
