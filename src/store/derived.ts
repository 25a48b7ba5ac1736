import type { Collection, Document, Reader } from './store.ts';

/**
 * What is drawn out of a whole collection (a roster by name, say): made anew only when the collection has changed. The engine
 * says whether it has, so nothing here can be out of date, whoever wrote; an engine that cannot tell is read every time.
 * `make` must be pure.
 */
export function derived<T extends Document, R>(of: Collection<T>, make: (all: readonly T[]) => R): (tx: Reader) => Promise<R> {
  let last: { readonly revision: object | string; readonly made: R } | undefined;
  return async (tx) => {
    const revision = await tx.revisionOf?.(of);
    if (revision !== undefined && last?.revision === revision) return last.made;
    const made = make(await tx.find(of));
    if (revision !== undefined) last = { revision, made };
    return made;
  };
}
