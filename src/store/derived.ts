import type { Collection, Document, Reader } from './store.ts';

/**
 * What is drawn out of a whole collection (a roster by name, say): made anew only when the collection has changed. The engine
 * says whether it has, so nothing here can be out of date, whoever wrote; an engine that cannot tell is read every time.
 * `make` must be pure.
 */
export function derived<T extends Document, R>(of: Collection<T>, make: (all: readonly T[]) => R): (tx: Reader) => Promise<R> {
  const drawn = derivedFor(of, async (tx) => make(await tx.find(of)));
  return (tx) => drawn(tx, '');
}

/** More than the groups of any enterprise that are talked in between two changes. */
const MOST_KEYS = 4_096;

/**
 * As {@link derived}, of a part of the collection: what `draw` finds there for a key (a day, a group). `draw` reads nothing
 * but that collection, and nothing but the key decides what it reads.
 */
export function derivedFor<T extends Document, R>(
  of: Collection<T>,
  draw: (tx: Reader, key: string) => Promise<R>,
): (tx: Reader, key: string) => Promise<R> {
  let last: { readonly revision: object | string; readonly drawn: Map<string, { readonly made: R }> } | undefined;
  return async (tx, key) => {
    const revision = await tx.revisionOf?.(of);
    if (revision === undefined) return draw(tx, key);
    if (last?.revision !== revision) last = { revision, drawn: new Map() };
    const { drawn } = last;
    const known = drawn.get(key);
    if (known !== undefined) return known.made;
    const made = await draw(tx, key);
    if (drawn.size < MOST_KEYS) drawn.set(key, { made });
    return made;
  };
}
