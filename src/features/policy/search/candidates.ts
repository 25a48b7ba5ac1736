import type { CorpusIndex } from './corpus-index.ts';
import type { Query } from './query.ts';
import type { Shard } from './shard.ts';
import type { Term } from './terms.ts';

/** What the first search knows of a passage. */
export interface Candidate {
  readonly shard: Shard;
  readonly index: number;
  /** What its title says; what title, own words and the whole document say together. */
  readonly title: number;
  readonly score: number;
}

/** A term that is looked up, with what it is worth in this corpus. */
export interface LookedUp {
  readonly term: Term;
  readonly weight: number;
  readonly idf: number;
  readonly docIdf: number;
  readonly isOwn: boolean;
}

// A term said once says nearly all it can (low K1), long passages are hardly punished (low B): measured, see decision 20.
const K1 = 0.5;
const B = 0.35;
const DOC_K1 = 3;
const DOC_B = 0.4;
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
  let least = 0;
  for (const shard of index.shards) {
    const { texts, titles, docs } = scoresIn(shard, terms, index);
    const { titleOf, docOf, priors, alive, passages } = shard;
    for (let i = 0; i < texts.length; i += 1) {
      const title = titles[titleOf[i] ?? 0] ?? 0;
      const score = ((texts[i] ?? 0) + title + (docs[docOf[i] ?? 0] ?? 0)) * (priors[i] ?? 1);
      if (score <= least || alive[i] === 0) continue;
      if (admits !== undefined && !admits(passages[i]?.id ?? '')) continue;
      insert(best, { shard, index: i, title, score }, most);
      if (best.length === most) least = best.at(-1)?.score ?? 0;
    }
  }
  return best;
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
  /** How far the length of a passage and of a document dampens what is said in it, beside these means. */
  readonly dampings: Float32Array;
  readonly docDampings: Float32Array;
  meanLength: number;
  meanDocLength: number;
}

const kept = new WeakMap<Shard, Scores>();

/** The arrays belong to the shard and are used again by the next question; lengths are weighed anew when the means have moved. */
function emptyScores(shard: Shard, index: CorpusIndex): Scores {
  const scores = kept.get(shard) ?? {
    texts: new Float32Array(shard.passages.length),
    titles: new Float32Array(shard.titleCount),
    docs: new Float32Array(shard.docs.length),
    inTitle: new Uint8Array(shard.titleCount),
    dampings: new Float32Array(shard.passages.length),
    docDampings: new Float32Array(shard.docs.length),
    meanLength: 0,
    meanDocLength: 0,
  };
  kept.set(shard, scores);
  scores.texts.fill(0);
  scores.titles.fill(0);
  scores.docs.fill(0);
  const { meanLength, meanDocLength } = index;
  if (scores.meanLength !== meanLength || scores.meanDocLength !== meanDocLength) {
    for (let i = 0; i < shard.lengths.length; i += 1) scores.dampings[i] = 1 / (1 - B + (B / meanLength) * (shard.lengths[i] ?? 0));
    for (let i = 0; i < shard.docLengths.length; i += 1)
      scores.docDampings[i] = DOC_K1 * (1 - DOC_B + (DOC_B / meanDocLength) * (shard.docLengths[i] ?? 0));
    Object.assign(scores, { meanLength, meanDocLength });
  }
  return scores;
}

/**
 * BM25 over text and title as one field, smoothed by the whole document: a passage is credited with what its title and its neighbours
 * say, and `texts` holds only what its own words bring beyond that.
 */
function scoresIn(shard: Shard, terms: readonly LookedUp[], index: CorpusIndex): Scores {
  const scores = emptyScores(shard, index);
  const { texts, titles, docs, inTitle, dampings, docDampings } = scores;
  const { docOf, titleOf } = shard;
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
      const full = times / (times + (docDampings[doc] ?? 0));
      const away = ELSEWHERE * worth * full;
      docs[doc] = (docs[doc] ?? 0) + away + DOC_SHARE * weight * docIdf * full * (DOC_K1 + 1);
      for (; i < next; i += 1) {
        const entry = entries[i] ?? 0;
        const unit = entry >>> 8;
        const titled = inTitle[titleOf[unit] ?? 0] === 1;
        const said = (entry & 0xff) * (dampings[unit] ?? 0) + (titled ? TITLE_TIMES : 0);
        texts[unit] = (texts[unit] ?? 0) + worth * ((said * (K1 + 1)) / (said + K1) - (titled ? IN_TITLE : 0)) - away;
      }
    }
    for (let i = titleFrom; i < titleEnd; i += 1) inTitle[(titleEntries[i] ?? 0) >>> 8] = 0;
  }
  return scores;
}
