import type { Document } from '../store.ts';
import { compareTexts } from '../memory/keys.ts';
import type { Commit } from './line.ts';

/** A collection as it lies on disk. */
export interface Found {
  /** What the snapshot holds, as it stands there: in the order of the ids. */
  settled: Document[];
  /** For each index that the snapshot tells of, its order: places in `settled`. */
  orders: Map<string, number[]>;
  /** The last word of the journals since; null where a settled document is gone. */
  readonly since: Map<string, Document | null>;
}

/** Everything that was committed, by collection. */
export type Contents = Map<string, Found>;

export function foundIn(contents: Contents, collection: string): Found {
  const known = contents.get(collection);
  if (known !== undefined) return known;
  const fresh: Found = { settled: [], orders: new Map(), since: new Map() };
  contents.set(collection, fresh);
  return fresh;
}

/** The next part of a snapshot. */
export function settle(
  contents: Contents,
  collection: string,
  documents: readonly Document[],
  orders: Readonly<Record<string, readonly number[]>> = {},
): void {
  const found = foundIn(contents, collection);
  for (const document of documents) found.settled.push(document);
  for (const [index, places] of Object.entries(orders)) {
    const order = found.orders.get(index) ?? [];
    for (const place of places) order.push(place);
    found.orders.set(index, order);
  }
}

export function apply(contents: Contents, commit: Commit): void {
  for (const [collection, documents] of Object.entries(commit.put ?? {})) {
    const { since } = foundIn(contents, collection);
    for (const document of documents) since.set(document.id, document);
  }
  for (const [collection, ids] of Object.entries(commit.delete ?? {})) {
    const { since, settled } = foundIn(contents, collection);
    for (const id of ids) {
      // What came and went since the snapshot leaves nothing behind.
      if (isIn(settled, id)) since.set(id, null);
      else since.delete(id);
    }
  }
}

/** The last word on every document. */
export function* documentsOf({ settled, since }: Found): Iterable<Document> {
  for (const document of settled) if (!since.has(document.id)) yield document;
  for (const document of since.values()) if (document !== null) yield document;
}

export function isEmpty(found: Found): boolean {
  for (const _ of documentsOf(found)) return false;
  return true;
}

/** What is left of the snapshot, its orders with it. */
export function leftOf({ settled, orders, since }: Found): Pick<Found, 'settled' | 'orders'> {
  if (since.size === 0) return { settled, orders };
  const left: Document[] = [];
  const places = settled.map((document) => (since.has(document.id) ? undefined : left.push(document) - 1));
  const moved = [...orders].map(([index, order]) => [index, order.flatMap((place) => places[place] ?? [])] as const);
  return { settled: left, orders: new Map(moved) };
}

function isIn(settled: readonly Document[], id: string): boolean {
  let low = 0;
  let high = settled.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = compareTexts(settled[middle]?.id ?? '', id);
    if (found === 0) return true;
    if (found < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}
