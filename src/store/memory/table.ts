import { UniqueViolation, type AnyCollection, type Collection, type Document } from '../store.ts';
import { keyOf, PAST, scalar, textKey } from './keys.ts';
import { frozen, isPlainObject, plainCopy } from './plain.ts';
import { planQuery, type Plan, type Question } from './plan.ts';
import { sortedEntries } from './sorted-entries.ts';
import { Tree } from './tree.ts';
import type { Edit } from './tree-nodes.ts';

/** The entries of one index or unique key: values, then the id → the document itself, so that walking one looks nothing up. */
interface Keys<T> {
  readonly fields: readonly string[];
  readonly unique: boolean;
  entries: Tree<T>;
}

/** A query of any collection; the door has checked its types. */
interface Search extends Question {
  readonly descending?: boolean;
  readonly limit?: number;
}

/**
 * One collection's documents with their indexes. A {@link fork} is changed by one transaction and then never again;
 * forking copies no documents.
 */
export class Table<T extends Document = Document> {
  readonly collection: AnyCollection;
  // Not the schema itself: its type would tie the table to T in both directions.
  readonly #parse: (document: unknown) => T;
  readonly #edit: Edit;
  readonly #keys: readonly Keys<T>[];
  #documents: Tree<T>;

  private constructor(
    collection: AnyCollection,
    parse: (document: unknown) => T,
    edit: Edit,
    documents: Tree<T>,
    keys: readonly Keys<T>[],
  ) {
    this.collection = collection;
    this.#parse = parse;
    this.#edit = edit;
    this.#documents = documents;
    this.#keys = keys;
  }

  static empty(collection: AnyCollection, edit: Edit = {}): Table {
    const keys = [
      ...collection.indexes.map((fields) => ({ fields, unique: false, entries: new Tree<Document>() })),
      ...collection.unique.map((fields) => ({ fields, unique: true, entries: new Tree<Document>() })),
    ];
    return new Table(collection, (document) => collection.schema.parse(document), edit, new Tree<Document>(), keys);
  }

  /** From documents as {@link checked} gave them, in the order of their ids. Throws {@link UniqueViolation}, naming the document. */
  static filled(collection: AnyCollection, documents: readonly Document[]): Table {
    const table = Table.empty(collection);
    table.#documents = Tree.from(
      documents.map(({ id }) => textKey(id)),
      documents,
    );
    const idKeys = documents.map(({ id }) => keyOf(id));
    for (const keys of table.#keys) {
      const { keys: sorted, values } = sortedEntries(
        documents,
        idKeys,
        (document) => table.#keyIn(keys, document),
        (document) => {
          if (keys.unique && table.#binds(keys, document)) throw new UniqueViolation(collection.name, keys.fields.join(','), document.id);
        },
      );
      keys.entries = Tree.from(sorted, values);
    }
    return table;
  }

  fork(edit: Edit): Table<T> {
    return new Table(
      this.collection,
      this.#parse,
      edit,
      this.#documents,
      this.#keys.map((keys) => ({ ...keys })),
    );
  }

  get size(): number {
    return this.#documents.size;
  }

  /** Another object after every change, also within one transaction; the same one for all who see the same documents. */
  get revision(): object {
    return this.#documents;
  }

  get(id: string): T | undefined {
    return this.#documents.get(textKey(id));
  }

  /** Gives back what is kept: checked, plain, frozen. */
  put(document: unknown): T {
    const kept = frozen(this.#parse(plainCopy(document)));
    this.#keep(kept);
    return kept;
  }

  remove(id: string): boolean {
    const old = this.get(id);
    if (old === undefined) return false;
    for (const keys of this.#keys) keys.entries = keys.entries.without(this.#keyIn(keys, old) + keyOf(id), this.#edit);
    this.#documents = this.#documents.without(textKey(id), this.#edit);
    return true;
  }

  find(query: Search): T[] {
    const plan = planQuery(this.collection, query);
    const limit = limitOf(query);
    const found: T[] = [];
    if (limit === 0) return found;
    this.#treeOf(plan.fields).walk(plan.range, plan.inOrder && query.descending === true, (document) => {
      if (plan.bounds === null || this.#within(plan, document)) found.push(document);
      return !plan.inOrder || found.length < limit;
    });
    if (plan.inOrder) return found;
    const sorted = found
      .map((document) => ({ document, key: keyOf(this.#value(document, plan.orderBy)) + keyOf(document.id) }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ document }) => document);
    return (query.descending === true ? sorted.toReversed() : sorted).slice(0, limit);
  }

  count(query: Search): number {
    const plan = planQuery(this.collection, query);
    const limit = limitOf(query);
    if (plan.bounds !== null) return this.find(query).length;
    const tree = this.#treeOf(plan.fields);
    const before = plan.range.before === undefined ? tree.size : tree.rank(plan.range.before);
    return Math.min(limit, Math.max(0, before - tree.rank(plan.range.from)));
  }

  /** Up to `most` documents by id, those after `afterId`; to pass through all of them in pieces. */
  slice(afterId: string | undefined, most: number): T[] {
    const piece: T[] = [];
    this.#documents.walk({ from: afterId === undefined ? '' : `${textKey(afterId)}\0`, before: undefined }, false, (document) => {
      piece.push(document);
      return piece.length < most;
    });
    return piece;
  }

  /** Throws {@link UniqueViolation} before anything is changed. */
  #keep(document: T): void {
    const id = keyOf(document.id);
    const old = this.get(document.id);
    const before = old === undefined ? [] : this.#keys.map((keys) => this.#keyIn(keys, old));
    const after = this.#keys.map((keys) => this.#keyIn(keys, document));
    this.#keys.forEach((keys, i) => {
      if (keys.unique && before[i] !== after[i]) this.#refuseTaken(keys, document, after[i] ?? '');
    });
    this.#keys.forEach((keys, i) => {
      const [from, to] = [before[i], after[i] ?? ''];
      if (from !== undefined && from !== to) keys.entries = keys.entries.without(from + id, this.#edit);
      keys.entries = keys.entries.with(to + id, document, this.#edit);
    });
    this.#documents = this.#documents.with(textKey(document.id), document, this.#edit);
  }

  /** For a key that moves: nobody may hold it, since the document itself does not. */
  #refuseTaken(keys: Keys<T>, document: T, key: string): void {
    if (!this.#binds(keys, document)) return;
    if (keys.entries.first({ from: key, before: key + PAST }) !== undefined)
      throw new UniqueViolation(this.collection.name, keys.fields.join(','));
  }

  #treeOf(fields: readonly string[] | null): Tree<T> {
    return this.#keys.find((keys) => keys.fields === fields)?.entries ?? this.#documents;
  }

  /** A unique key does not bind where one of its fields is null. */
  #binds(keys: Keys<T>, document: T): boolean {
    return keys.fields.every((field) => this.#value(document, field) !== null);
  }

  #within({ bounds, orderBy }: Plan, document: T): boolean {
    const key = keyOf(this.#value(document, orderBy));
    return bounds === null || (key >= bounds.from && (bounds.before === undefined || key < bounds.before));
  }

  #keyIn(keys: Keys<T>, document: T): string {
    let key = '';
    for (const field of keys.fields) key += keyOf(this.#value(document, field));
    return key;
  }

  #value(document: T, field: string): string | number | boolean | null {
    const fields: unknown = document;
    return scalar(isPlainObject(fields) ? fields[field] : undefined, `${this.collection.name}.${field}`);
  }
}

function limitOf({ limit }: { readonly limit?: number }): number {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  if (!Number.isInteger(limit) || limit < 0) throw new RangeError('a limit is a whole number, 0 or more');
  return limit;
}

/** What a collection keeps of a document that comes fresh from disk and is plain already. Throws a ZodError. */
export function checked(collection: AnyCollection, document: unknown): Document {
  return frozen(collection.schema.parse(document));
}

/** A table filled through this very collection's schema: that is what makes its documents `T`. */
export function isTableOf<T extends Document>(table: Table, of: Collection<T>): table is Table<T> {
  return table.collection === of;
}
