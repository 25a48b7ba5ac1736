import { isDeepStrictEqual } from 'node:util';
import { jsonCopy } from '../../core/json.ts';
import type { AnyCollection, Writer } from '../../store/store.ts';
import type { AuditEntry } from './schema.ts';

export interface Watched {
  readonly tx: Writer;
  /** Rows of audited collections that were changed through `tx`, each once, as it ended. */
  changed(): AuditEntry['changed'];
}

/** Notes which rows are changed, in collections whose definition says so. */
export function watched(tx: Writer): Watched {
  const changes = new Map<string, AuditEntry['changed'][number]>();
  const note = (of: Pick<AnyCollection, 'name' | 'audited'>, id: string, act: 'put' | 'deleted'): void => {
    if (of.audited === true) changes.set(`${of.name}/${id}`, { collection: of.name, id, act });
  };
  return {
    tx: {
      get: (of, id) => tx.get(of, id),
      find: (of, query) => tx.find(of, query),
      count: (of, query) => tx.count(of, query),
      revisionOf: (of) => tx.revisionOf?.(of) ?? Promise.resolve(undefined),
      insert: async (into, document) => {
        await tx.insert(into, document);
        note(into, document.id, 'put');
      },
      put: async (into, document) => {
        // An import puts everybody again, and changes hardly anybody.
        const before = into.audited ? await tx.get(into, document.id) : undefined;
        await tx.put(into, document);
        if (before === undefined || !isDeepStrictEqual(before, jsonCopy(document))) note(into, document.id, 'put');
      },
      delete: async (from, id) => {
        await tx.delete(from, id);
        note(from, id, 'deleted');
      },
    },
    // What is gone first: of a long list only the beginning is kept.
    changed: () => [...changes.values()].toSorted((a, b) => Number(b.act === 'deleted') - Number(a.act === 'deleted')),
  };
}
