import { buildShard, frequencyIn, withdraw, type DocumentPassages, type Passage, type Shard } from './shard.ts';
import type { Term } from './terms.ts';

/** Passages of a first building are put into shards of so many; it bounds what a later change can cost. */
const LARGEST = 8_192;
/** Shards up to this size are joined when there are several: an update costs what changed, and there are never many shards. */
const JOINED = 1_024;
/** A shard of which so much was withdrawn is written anew. */
const MOSTLY_GONE = 0.5;

/** A passage's place: its shard and its number there. */
export interface Place {
  readonly shard: Shard;
  readonly index: number;
}

/** All passages that can be found, in shards. Documents come and go as wholes. */
export interface CorpusIndex {
  readonly shards: readonly Shard[];
  readonly size: number;
  readonly documents: number;
  /** Mean terms of a passage and of a document. */
  readonly meanLength: number;
  readonly meanDocLength: number;
  frequency(term: Term): number;
  docFrequency(term: Term): number;
  placeOf(id: string): Place | undefined;
  /** Puts documents in, each in the place of one of the same name. */
  put(documents: readonly DocumentPassages[]): void;
  remove(docs: readonly string[]): void;
}

export function openIndex(documents: readonly DocumentPassages[]): CorpusIndex {
  let shards: Shard[] = [];
  const where = new Map<string, { shard: Shard; doc: number }>();
  let totals = { size: 0, documents: 0, length: 0 };
  const places = new WeakMap<Shard, ReadonlyMap<string, number>>();

  const count = (): void => {
    totals = { size: 0, documents: 0, length: 0 };
    for (const shard of shards) {
      totals.size += shard.living;
      for (let doc = 0; doc < shard.docs.length; doc += 1) {
        if (shard.docAlive[doc] === 0) continue;
        totals.documents += 1;
        totals.length += shard.docLengths[doc] ?? 0;
      }
    }
  };
  const add = (all: readonly DocumentPassages[]): void => {
    for (const batch of batches(all)) {
      const shard = buildShard(batch);
      shards.push(shard);
      for (const [doc, name] of shard.docs.entries()) where.set(name, { shard, doc });
    }
  };
  const drop = (doc: string): void => {
    const at = where.get(doc);
    if (at === undefined) return;
    withdraw(at.shard, at.doc);
    where.delete(doc);
  };
  /** Small shards and mostly empty ones are written anew as one. */
  const tidy = (): void => {
    const small = shards.filter(({ living, passages }) => living <= JOINED || living < passages.length * (1 - MOSTLY_GONE));
    if (small.length > 8 || small.some(({ living, passages }) => living < passages.length * (1 - MOSTLY_GONE))) {
      shards = shards.filter((shard) => !small.includes(shard));
      add(small.flatMap(livingDocuments));
    }
    count();
  };
  add(documents);
  count();
  return {
    get shards() {
      return shards;
    },
    get size() {
      return totals.size;
    },
    get documents() {
      return totals.documents;
    },
    get meanLength() {
      return totals.length / Math.max(1, totals.size) || 1;
    },
    get meanDocLength() {
      return totals.length / Math.max(1, totals.documents) || 1;
    },
    frequency: (term) => shards.reduce((sum, shard) => sum + frequencyIn(shard, term), 0),
    docFrequency: (term) =>
      shards.reduce((sum, shard) => {
        const place = shard.terms.find(term);
        return sum + (place < 0 ? 0 : (shard.docFrequency[place] ?? 0));
      }, 0),
    placeOf: (id) => {
      for (const shard of shards) {
        let known = places.get(shard);
        if (known === undefined) {
          known = new Map(shard.passages.map((passage, index) => [passage.id, index]));
          places.set(shard, known);
        }
        const index = known.get(id);
        if (index !== undefined && shard.alive[index] === 1) return { shard, index };
      }
      return undefined;
    },
    put: (all) => {
      for (const { doc } of all) drop(doc);
      add(all);
      tidy();
    },
    remove: (docs) => {
      for (const doc of docs) drop(doc);
      tidy();
    },
  };
}

/** Passages in any order → documents, in the order they first come. */
export function byDocument(passages: readonly Passage[]): readonly DocumentPassages[] {
  const documents = new Map<string, Passage[]>();
  for (const passage of passages) {
    const doc = passage.doc ?? passage.title;
    const known = documents.get(doc);
    if (known === undefined) documents.set(doc, [passage]);
    else known.push(passage);
  }
  return [...documents].map(([doc, all]) => ({ doc, passages: all }));
}

function* batches(documents: readonly DocumentPassages[]): Generator<readonly DocumentPassages[]> {
  let batch: DocumentPassages[] = [];
  let size = 0;
  for (const document of documents) {
    if (size > 0 && size + document.passages.length > LARGEST) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(document);
    size += document.passages.length;
  }
  if (batch.length > 0) yield batch;
}

function livingDocuments(shard: Shard): readonly DocumentPassages[] {
  const documents = shard.docs.map((doc): { doc: string; passages: Passage[] } => ({ doc, passages: [] }));
  for (const [index, passage] of shard.passages.entries())
    if (shard.alive[index] === 1) documents[shard.docOf[index] ?? 0]?.passages.push(passage);
  return documents.filter((_, doc) => shard.docAlive[doc] === 1);
}
