import { z } from 'zod';
import { UniqueViolation, type AnyCollection, type Document } from '../store.ts';
import { textKey } from '../memory/keys.ts';
import { sortedStrings } from '../memory/sorted-entries.ts';
import { checked, Table } from '../memory/table.ts';
import { Catalog, Tables } from '../memory/tables.ts';
import { StoreRefused } from './errors.ts';
import type { Contents } from './recover.ts';

/**
 * Checks every document with its collection's schema and builds the indexes. Empties `contents` on the way.
 * Collections that no feature asks for any more are kept as they are: a feature that comes back finds its data.
 * Throws {@link StoreRefused} `unfit` when a document does not fit the schema or the unique keys of this version.
 */
export function fill(collections: readonly AnyCollection[], contents: Contents): Tables {
  const known = new Set(collections.map(({ name }) => name));
  const orphans = [...contents.keys()].filter((name) => !known.has(name) && contents.get(name)?.size !== 0);
  const catalog = new Catalog([...collections, ...orphans.map(orphan)]);
  const tables = catalog.collections.map((collection) => {
    const documents = inOrder(checkedAll(collection, contents.get(collection.name) ?? new Map()));
    contents.delete(collection.name);
    return filled(collection, documents);
  });
  return new Tables(catalog, tables);
}

/** In place, so that what came from disk is let go of document by document. */
function checkedAll(collection: AnyCollection, documents: Map<string, Document>): ReadonlyMap<string, Document> {
  for (const [id, document] of documents) {
    try {
      documents.set(id, checked(collection, document));
    } catch (error) {
      throw unfit(collection, id, error);
    }
  }
  return documents;
}

/** By id. A snapshot has them so already; what journals added stands behind it. */
function inOrder(documents: ReadonlyMap<string, Document>): readonly Document[] {
  let last = '';
  let sorted = true;
  for (const id of documents.keys()) {
    const key = textKey(id);
    sorted &&= key >= last;
    last = key;
  }
  if (sorted) return [...documents.values()];
  const byKey = new Map([...documents].map(([id, document]) => [textKey(id), document]));
  return sortedStrings([...byKey.keys()]).flatMap((key) => byKey.get(key) ?? []);
}

function filled(collection: AnyCollection, documents: readonly Document[]): Table {
  try {
    return Table.filled(collection, documents);
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    throw unfit(collection, error.documentId ?? '', error);
  }
}

function orphan(name: string): AnyCollection {
  return { name, schema: z.looseObject({ id: z.string() }), indexes: [], unique: [] };
}

function unfit(collection: AnyCollection, id: string, error: unknown): StoreRefused {
  return new StoreRefused('unfit', `${collection.name}, document ${id}: ${reason(error)}`, { cause: error });
}

/** Which field, never what stands in it. */
function reason(error: unknown): string {
  if (error instanceof UniqueViolation) return `its ${error.key} belongs to another document too`;
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.')} is not what this version expects (${issue.code})`).join('; ');
  return 'it cannot be read';
}
