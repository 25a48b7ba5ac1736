import type { Document } from '../store.ts';

/** One map of a million entries stands still for 50 ms when it grows; none of these does. */
const SHARDS = 64;

/** Where each document stands among all of a collection, by id. */
export class Places {
  readonly #shards = Array.from({ length: SHARDS }, () => new Map<Document, number>());
  #next = 0;

  /** The next one by id. */
  add(document: Document): void {
    this.#shardOf(document).set(document, this.#next);
    this.#next += 1;
  }

  /** Throws for one that was never added. */
  of(document: Document): number {
    const place = this.#shardOf(document).get(document);
    if (place === undefined) throw new Error('an index holds a document that its collection does not');
    return place;
  }

  #shardOf({ id }: Document): Map<Document, number> {
    const { length } = id;
    const mixed = 31 * id.charCodeAt(length - 1) + 17 * id.charCodeAt(length >>> 1) + id.charCodeAt(0);
    const shard = this.#shards[mixed % SHARDS] ?? this.#shards[0];
    if (shard === undefined) throw new Error('there is always one');
    return shard;
  }
}
