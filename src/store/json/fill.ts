import { z } from 'zod';
import { UniqueViolation, type AnyCollection, type Document } from '../store.ts';
import { sortedStrings, type Filling } from '../memory/filling.ts';
import { textKey } from '../memory/keys.ts';
import { checked, Table } from '../memory/table.ts';
import { indexedFields } from '../memory/index-order.ts';
import { Catalog, Tables } from '../memory/tables.ts';
import { foundIn, isEmpty, leftOf, type Contents } from './contents.ts';
import { StoreRefused } from './errors.ts';

/**
 * Checks every document with its collection's schema and builds the indexes. Empties `contents` on the way.
 * Collections that no feature asks for any more are kept as they are: a feature that comes back finds its data.
 * Throws {@link StoreRefused} `unfit` when a document does not fit the schema or the unique keys of this version.
 */
export function fill(collections: readonly AnyCollection[], contents: Contents): Tables {
  const known = new Set(collections.map(({ name }) => name));
  const orphans = [...contents].filter(([name, found]) => !known.has(name) && !isEmpty(found)).map(([name]) => name);
  const catalog = new Catalog([...collections, ...orphans.map(orphan)]);
  const tables = catalog.collections.map((collection) => {
    const found = foundIn(contents, collection.name);
    contents.delete(collection.name);
    const { settled, orders } = leftOf(found);
    const moved = checkAll(collection, settled);
    const fresh = [...found.since.values()].flatMap((document) => document ?? []);
    checkAll(collection, fresh);
    if (!isInOrder(settled)) return filled(collection, { settled: inOrder([...settled, ...fresh]) });
    return filled(collection, { settled, fresh: inOrder(fresh), ...(moved ? {} : { orders }) });
  });
  return new Tables(catalog, tables);
}

/**
 * In place, so that what came from disk is let go of document by document. Answers whether an indexed field is not what
 * it was when it was written: a schema may fill in what earlier versions left out.
 */
function checkAll(collection: AnyCollection, documents: Document[]): boolean {
  const fields = indexedFields(collection);
  let moved = false;
  for (const [place, document] of documents.entries()) {
    try {
      const kept = checked(collection, document);
      moved ||= fields.some((field) => Reflect.get(kept, field) !== Reflect.get(document, field));
      documents[place] = kept;
    } catch (error) {
      throw unfit(collection, document.id, error);
    }
  }
  return moved;
}

/** By id; of two with the same one the later counts. */
function inOrder(documents: readonly Document[]): readonly Document[] {
  if (isInOrder(documents)) return documents;
  const byKey = new Map(documents.map((document) => [textKey(document.id), document]));
  return sortedStrings([...byKey.keys()]).flatMap((key) => byKey.get(key) ?? []);
}

function isInOrder(documents: readonly Document[]): boolean {
  let last: string | undefined;
  for (const { id } of documents) {
    const key = textKey(id);
    if (last !== undefined && key <= last) return false;
    last = key;
  }
  return true;
}

function filled(collection: AnyCollection, filling: Filling): Table {
  try {
    return Table.filled(collection, filling);
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
