import type { AnyCollection, Document } from '../store.ts';
import { compareScalars, compareTexts, keyOf, scalar, type Scalar } from './keys.ts';

/** How one index sees documents: by its fields, then by id. */
export interface IndexOrder {
  /** What stands in the fields, as one string; the id is not in it. */
  valueKey(document: Document): string;
  /** The whole key of the document's entry. */
  entryKey(document: Document): string;
  /** Without the ids: 0 where two documents have the same value. */
  compareValues(a: Document, b: Document): number;
  /** The same, for who only wants to know whether the entry stays where it is. */
  sameValues(a: Document, b: Document): boolean;
  compare(a: Document, b: Document): number;
}

export function indexOrder(collection: string, fields: readonly string[]): IndexOrder {
  const valueKey = (document: Document): string => {
    let key = '';
    for (const field of fields) key += keyOf(valueIn(collection, document, field));
    return key;
  };
  const compareValues = (a: Document, b: Document): number => {
    for (const field of fields) {
      const found = compareScalars(valueIn(collection, a, field), valueIn(collection, b, field));
      if (found !== 0) return found;
    }
    return 0;
  };
  return {
    valueKey,
    entryKey: (document) => valueKey(document) + keyOf(document.id),
    compareValues,
    sameValues: (a, b) => {
      for (const field of fields) if (valueIn(collection, a, field) !== valueIn(collection, b, field)) return false;
      return true;
    },
    compare: (a, b) => compareValues(a, b) || compareIds(a, b),
  };
}

export function compareIds(a: Document, b: Document): number {
  return compareTexts(a.id, b.id);
}

export function valueIn(collection: string, document: Document, field: string): Scalar {
  const value = isFields(document) ? document[field] : undefined;
  // Looked at several times in each commit: the place is put in words only for what may be an error.
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return scalar(value, `${collection}.${field}`);
}

function isFields(document: object): document is Readonly<Record<string, unknown>> {
  return !Array.isArray(document);
}

/** Fields of which an index or unique key tells the order. */
export function indexedFields({ indexes, unique }: AnyCollection): readonly string[] {
  return [...new Set([...indexes, ...unique].flat())];
}
