import { SURE } from '../rules/choice.ts';
import { candidatesFor, lookUp, rarity, type Candidate } from './candidates.ts';
import { byDocument, openIndex, type CorpusIndex } from './corpus-index.ts';
import { bestStretch } from './extract.ts';
import { CONSIDERED, FEATURES, featuresOf, WIDTH } from './features.ts';
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
  /** How near it comes to the best, which has 1: the order and the ratio mean something. */
  readonly score: number;
}

interface Sureness {
  readonly confidence: number;
  /** Fewer than half of the content words (of three and more) stand in the first result, which is a bad sign that no chance shows. */
  readonly isHalfUnsaid?: boolean;
}

export interface Search extends Sureness {
  readonly results: readonly Found[];
  /** What would be said if this result stood first: somebody else may know better which one answers. */
  ifFirst(id: string): Sureness;
}

/** The door to finding and quoting: pure and synchronous, in memory. */
export interface Retriever {
  /**
   * The `k` best passages, best first, and the measured chance (0..1) that the first one answers: of a hundred questions with .7, about
   * seventy were answered by it. `admits` narrows what may be found (documents in force, one's own branch) before the best are taken.
   */
  search(question: string, k: number, admits?: (id: string) => boolean): Search;
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

const UNKNOWN: Sureness = { confidence: 0 };
const NOTHING: Search = { results: [], confidence: 0, ifFirst: () => UNKNOWN };

const WHOLE = FEATURES.indexOf('whole');

/** Odds fall fast; a score that is shown and compared falls so many times slower. */
const GENTLER = 8;

/** "那二十年的呢" names no matter: whatever it finds answers by chance. */
const MATTER = 0.5;
const FIGURE_ALONE = 0.25;
/** Of fewer content words, half is no measure. */
const SEVERAL = 3;
/** A right character in the place of a wrong one makes surer than that. */
const SURER = 0.1;
/** Questions whose reading is kept: more than are answered at the same time. */
const REMEMBERED = 64;

/** A question as it stands there, and as it was understood when it was searched for last. */
interface Reading {
  readonly typed: Query;
  meant: Query;
}

export function build(passages: readonly Passage[], ranker: Ranker = shippedRanker()): Retriever {
  return retrieverOver(byDocument(passages), ranker);
}

export function retrieverOver(documents: readonly DocumentPassages[], ranker: Ranker = shippedRanker()): Retriever {
  const index = openIndex(documents);
  let synonyms: readonly Synonym[] = [];
  // An answer searches once and then quotes from several passages: the question is read once for all of them, as it was understood.
  const readings = new Map<string, Reading>();
  const read = (question: string): Reading => {
    const known = readings.get(question);
    if (known !== undefined) return known;
    const typed = analyse(question, synonyms);
    const reading = { typed, meant: typed };
    readings.set(question, reading);
    for (const oldest of readings.keys()) if (readings.size > REMEMBERED) readings.delete(oldest);
    return reading;
  };
  const look = (query: Query, k: number, admits?: (id: string) => boolean): Search => {
    const { candidates, rows } = lookClosely(query, index, Math.max(k, CONSIDERED), admits);
    if (candidates.length === 0) return NOTHING;
    const scores = ranker.rank(rows);
    const order = candidates
      .map((candidate, place) => ({ candidate, score: scores[place] ?? 0, place }))
      .toSorted((a, b) => b.score - a.score || a.place - b.place);
    const first = order[0] ?? { score: 0, place: 0 };
    const surenessOf = (place: number): Sureness => ({
      confidence: ranker.chance(rows, place) * (query.words.some(({ weight }) => weight > MATTER) ? 1 : FIGURE_ALONE),
      isHalfUnsaid: query.words.length >= SEVERAL && (rows[place * WIDTH + WHOLE] ?? 0) < 0.5,
    });
    const shown = order.slice(0, k);
    const results = shown.map(({ candidate, score }) => ({ id: idOf(candidate), score: Math.exp((score - first.score) / GENTLER) }));
    // No candidate is held on to: what was found is remembered, shards come and go.
    const places = shown.map(({ place }) => place);
    return {
      results,
      ...surenessOf(first.place),
      ifFirst: (id) => {
        const place = places[results.findIndex((one) => one.id === id)];
        return place === undefined ? UNKNOWN : surenessOf(place);
      },
    };
  };
  return {
    search: (question, k, admits) => {
      const reading = read(question);
      const found = look(reading.typed, k, admits);
      reading.meant = reading.typed;
      // Where nothing would be said, a wrong character may be at fault. What is found as it was typed is not mended.
      if (found.confidence >= SURE) return found;
      const mended = withTyposMended(reading.typed, index);
      if (mended === reading.typed) return found;
      const other = look(mended, k, admits);
      if (other.confidence <= found.confidence + SURER) return found;
      reading.meant = mended;
      return other;
    },
    extract: (question, id) => {
      const place = index.placeOf(id);
      const passage = place?.shard.passages[place.index];
      if (passage === undefined) return { text: '' };
      const worth = (term: number): number => rarity(index.size, index.frequency(term));
      return { text: bestStretch(read(question).meant, passage.text, worth, passage.title) };
    },
    put: (all) => {
      readings.clear();
      index.put(all);
    },
    remove: (docs) => {
      readings.clear();
      index.remove(docs);
    },
    setSynonyms: (pairs) => {
      readings.clear();
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
