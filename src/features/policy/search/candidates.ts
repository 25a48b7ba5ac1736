import type { CorpusIndex } from './corpus-index.ts';
import type { Query } from './query.ts';
import type { Shard } from './shard.ts';
import type { Term } from './terms.ts';

/** What the first search knows of a passage. */
export interface Candidate {
  readonly shard: Shard;
  readonly index: number;
  /** Of its own words, of its title's, of its whole document's, and all together. */
  readonly text: number;
  readonly title: number;
  readonly doc: number;
  readonly score: number;
  /** The better of the passages before and behind it in its document, by their own words. */
  readonly neighbour: number;
}

/** A term that is looked up, with what it is worth in this corpus. */
export interface LookedUp {
  readonly term: Term;
  readonly weight: number;
  readonly idf: number;
  readonly docIdf: number;
  readonly isOwn: boolean;
}

// A term said once says nearly all it can (low K1), long passages are hardly punished (low B): measured, see bench/retrieval.md.
const K1 = 0.5;
const B = 0.35;
const DOC_K1 = 3;
const DOC_B = 0.3;
/** A term of the title counts for each passage under it like one said once, so that a passage which repeats the title gains nothing. */
const TITLE_TIMES = 1;
const IN_TITLE = (TITLE_TIMES * (K1 + 1)) / (TITLE_TIMES + K1);
/** What a term elsewhere in the document is worth to every passage, by its rarity among documents. */
const DOC_SHARE = 0.2;
/** What it is worth to a passage that does not say it itself, by its rarity among passages. */
const ELSEWHERE = 0.3;

export function lookUp(query: Query, index: CorpusIndex): readonly LookedUp[] {
  const all: LookedUp[] = [];
  const add = (isOwn: boolean) => (weight: number, term: Term) => {
    const [frequency, docFrequency] = [index.frequency(term), index.docFrequency(term)];
    all.push({ term, weight, isOwn, idf: rarity(index.size, frequency), docIdf: rarity(index.documents, docFrequency) });
  };
  query.weights.forEach(add(true));
  query.beside.forEach(add(false));
  return all;
}

export function rarity(units: number, frequency: number): number {
  return Math.log(1 + Math.max(0, units - frequency + 0.5) / (frequency + 0.5));
}

/** The `most` best passages by term weights alone, best first. */
export function candidatesFor(
  terms: readonly LookedUp[],
  index: CorpusIndex,
  most: number,
  admits?: (id: string) => boolean,
): readonly Candidate[] {
  const best: Candidate[] = [];
  for (const shard of index.shards) {
    const { texts, titles, docs } = scoresIn(shard, terms, index);
    for (let i = 0; i < texts.length; i += 1) {
      const text = texts[i] ?? 0;
      const title = titles[shard.titleOf[i] ?? 0] ?? 0;
      const doc = docs[shard.docOf[i] ?? 0] ?? 0;
      if (text + title + doc <= 0 || shard.alive[i] === 0) continue;
      const score = (text + title + doc) * (shard.priors[i] ?? 1);
      if (best.length === most && score <= (best.at(-1)?.score ?? 0)) continue;
      if (admits !== undefined && !admits(shard.passages[i]?.id ?? '')) continue;
      insert(best, { shard, index: i, text, title, doc, score, neighbour: neighbourOf(shard, texts, i) }, most);
    }
  }
  return best;
}

function neighbourOf({ docOf }: Shard, texts: Float32Array, index: number): number {
  const before = index > 0 && docOf[index - 1] === docOf[index] ? (texts[index - 1] ?? 0) : 0;
  const behind = docOf[index + 1] === docOf[index] ? (texts[index + 1] ?? 0) : 0;
  return Math.max(before, behind);
}

function insert(best: Candidate[], candidate: Candidate, most: number): void {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((best[middle]?.score ?? 0) >= candidate.score) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, candidate);
  if (best.length > most) best.pop();
}

interface Scores {
  readonly texts: Float32Array;
  readonly titles: Float32Array;
  readonly docs: Float32Array;
  /** For the term at hand: whether it stands in a title. */
  readonly inTitle: Uint8Array;
}

const kept = new WeakMap<Shard, Scores>();

/** The arrays belong to the shard and are used again by the next question. */
function emptyScores(shard: Shard): Scores {
  const known = kept.get(shard);
  if (known !== undefined) {
    known.texts.fill(0);
    known.titles.fill(0);
    known.docs.fill(0);
    return known;
  }
  const made = {
    texts: new Float32Array(shard.passages.length),
    titles: new Float32Array(shard.titleCount),
    docs: new Float32Array(shard.docs.length),
    inTitle: new Uint8Array(shard.titleCount),
  };
  kept.set(shard, made);
  return made;
}

/**
 * BM25 over text and title as one field, smoothed by the whole document: a passage is credited with what its title and its neighbours
 * say, and `texts` holds only what its own words bring beyond that.
 */
function scoresIn(shard: Shard, terms: readonly LookedUp[], index: CorpusIndex): Scores {
  const scores = emptyScores(shard);
  const { texts, titles, docs, inTitle } = scores;
  const { docOf, titleOf, lengths, docLengths } = shard;
  const perDocLength = (DOC_K1 * DOC_B) / index.meanDocLength;
  for (const { term, weight, idf, docIdf } of terms) {
    const place = shard.terms.find(term);
    if (place < 0 || weight === 0) continue;
    const worth = weight * idf;
    const titleEntries = shard.titles.entries;
    const titleFrom = shard.titles.starts[place] ?? 0;
    const titleEnd = shard.titles.starts[place + 1] ?? titleFrom;
    for (let i = titleFrom; i < titleEnd; i += 1) {
      const title = (titleEntries[i] ?? 0) >>> 8;
      inTitle[title] = 1;
      titles[title] = (titles[title] ?? 0) + worth * IN_TITLE;
    }
    const { entries, starts } = shard.texts;
    const from = starts[place] ?? 0;
    const end = starts[place + 1] ?? from;
    for (let i = from; i < end;) {
      const doc = docOf[(entries[i] ?? 0) >>> 8] ?? 0;
      let times = 0;
      let next = i;
      while (next < end && docOf[(entries[next] ?? 0) >>> 8] === doc) {
        times += (entries[next] ?? 0) & 0xff;
        next += 1;
      }
      const full = times / (times + DOC_K1 * (1 - DOC_B) + perDocLength * (docLengths[doc] ?? 0));
      const away = ELSEWHERE * worth * full;
      docs[doc] = (docs[doc] ?? 0) + away + DOC_SHARE * weight * docIdf * full * (DOC_K1 + 1);
      for (; i < next; i += 1) {
        const entry = entries[i] ?? 0;
        const unit = entry >>> 8;
        const titled = inTitle[titleOf[unit] ?? 0] === 1;
        const said = (entry & 0xff) / (1 - B + (B * (lengths[unit] ?? 0)) / index.meanLength) + (titled ? TITLE_TIMES : 0);
        texts[unit] = (texts[unit] ?? 0) + worth * ((said * (K1 + 1)) / (said + K1) - (titled ? IN_TITLE : 0)) - away;
      }
    }
    for (let i = titleFrom; i < titleEnd; i += 1) inTitle[(titleEntries[i] ?? 0) >>> 8] = 0;
  }
  return scores;
}
