import type { Document } from '../store.ts';
import { compareIds, type IndexOrder } from './index-order.ts';
import { item } from './sorted-keys.ts';

/** All documents of a collection at once, as a start finds them. */
export interface Filling {
  /** In the order of their ids. */
  readonly settled: readonly Document[];
  /**
   * For an index, named by {@link indexName}: places in `settled` in its order. Believed as soon as they name each once:
   * to compare a million documents with their neighbours takes as long as all the rest.
   */
  readonly orders?: ReadonlyMap<string, readonly number[]>;
  /** Others than the settled ones, in the order of their ids. */
  readonly fresh?: readonly Document[];
}

/** A unique key by another name than an index on the same fields: only of the former is it known that no two are alike. */
export function indexName(fields: readonly string[], unique: boolean): string {
  return `${unique ? 'unique:' : ''}${fields.join(',')}`;
}

export function byId({ settled, fresh = [] }: Filling): readonly Document[] {
  return merged(settled, fresh, compareIds);
}

/** In the order of one index. `onSame` hears of documents that stand behind another one with the same value. */
export function inIndexOrder(
  { settled, orders, fresh = [] }: Filling,
  name: string,
  order: IndexOrder,
  onSame?: (document: Document) => void,
): readonly Document[] {
  const told = placed(settled, orders?.get(name));
  const all = merged(told ?? sorted(settled, order), sorted(fresh, order), order.compare);
  if (onSame === undefined || (told !== undefined && fresh.length === 0)) return all;
  let last: Document | undefined;
  for (const document of all) {
    if (last !== undefined && order.compareValues(last, document) === 0) onSame(document);
    last = document;
  }
  return all;
}

/** undefined where the places are not those of all documents. */
function placed(documents: readonly Document[], places: readonly number[] = []): readonly Document[] | undefined {
  const seen = new Uint8Array(documents.length);
  const found: Document[] = [];
  for (const place of places) {
    const document = documents[place];
    if (document === undefined || seen[place] === 1) return undefined;
    seen[place] = 1;
    found.push(document);
  }
  return found.length === documents.length ? found : undefined;
}

/**
 * Bare strings sort three times as fast as with a comparing function, so each carries its document's place at its end:
 * values end in a mark of their own, and a place, which is the order of the ids, never decides but between equal ones.
 */
function sorted(documents: readonly Document[], { valueKey }: IndexOrder): readonly Document[] {
  const order = sortedStrings(documents.map((document, place) => valueKey(document) + written(place)));
  return order.map((packed) => item(documents, read(packed)));
}

/** In the order in which trees compare them. */
export function sortedStrings(strings: string[]): readonly string[] {
  // oxlint-disable-next-line unicorn/no-array-sort -- made for this, and a copy of a million strings is not free
  return strings.sort();
}

/** Two lists in one order made one. */
export function merged<T>(some: readonly T[], others: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  if (others.length === 0) return some;
  if (some.length === 0) return others;
  const all: T[] = [];
  let next = 0;
  for (const other of others) {
    for (let one = some[next]; one !== undefined && compare(one, other) < 0; one = some[next]) {
      all.push(one);
      next += 1;
    }
    all.push(other);
  }
  for (; next < some.length; next += 1) all.push(item(some, next));
  return all;
}

/** Four characters of a byte each, so that the string stays one of bytes: 268 million documents. */
function written(place: number): string {
  return String.fromCharCode((place >>> 21) & 0x7f, (place >>> 14) & 0x7f, (place >>> 7) & 0x7f, place & 0x7f);
}

function read(packed: string): number {
  const at = packed.length;
  return (
    (packed.charCodeAt(at - 4) << 21) | (packed.charCodeAt(at - 3) << 14) | (packed.charCodeAt(at - 2) << 7) | packed.charCodeAt(at - 1)
  );
}
