import { z } from 'zod';
import { UniqueViolation, type AnyCollection } from '../store.ts';
import { Table } from '../memory/table.ts';
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
    const table = Table.empty(collection);
    for (const [id, document] of contents.get(collection.name) ?? []) load(table, id, document);
    contents.delete(collection.name);
    return table;
  });
  return new Tables(catalog, tables);
}

function orphan(name: string): AnyCollection {
  return { name, schema: z.looseObject({ id: z.string() }), indexes: [], unique: [] };
}

function load(table: Table, id: string, document: unknown): void {
  try {
    table.load(document);
  } catch (error) {
    throw new StoreRefused('unfit', `${table.collection.name}, document ${id}: ${reason(error)}`, { cause: error });
  }
}

/** Which field, never what stands in it. */
function reason(error: unknown): string {
  if (error instanceof UniqueViolation) return `its ${error.key} belongs to another document too`;
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.')} is not what this version expects (${issue.code})`).join('; ');
  return 'it cannot be read';
}
