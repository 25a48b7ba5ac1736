import { UniqueViolation, type AnyCollection, type Collection, type Document } from '../store.ts';
import { byId, indexName, inIndexOrder, merged, type Filling } from './filling.ts';
import { compareIds, indexOrder, valueIn, type IndexOrder } from './index-order.ts';
import { keyOf, PAST, textKey, type Scalar } from './keys.ts';
import { Places } from './places.ts';
import { frozen, plainCopy } from './plain.ts';
import { limitOf, planQuery, type Plan, type Question } from './plan.ts';
import { isIn, Tree } from './tree.ts';
import type { Edit } from './tree-nodes.ts';

/** The entries of one index or unique key: values, then the id → the document itself, so that walking one looks nothing up. */
interface Keys<T> {
  readonly fields: readonly string[];
  readonly unique: boolean;
  readonly order: IndexOrder;
  entries: Tree<T>;
}

/** A part of all documents by id, and as large a part of every index: places among all documents, in the index's order. */
export interface Piece {
  readonly documents: Document[];
  readonly orders: Record<string, number[]>;
}

/** First all documents are numbered, then they are handed out; both as many at a time as asked for. */
export interface Pieces {
  /** Answers whether there may be more. */
  number(most: number): boolean;
  /** null when it is over. */
  next(most: number): Piece | null;
}

/** A query of any collection; the door has checked its types. */
export interface Search extends Question {
  readonly descending?: boolean;
  readonly limit?: number;
}

/**
 * One collection's documents with their indexes. It is changed by who made it, under its token ({@link underEdit}), and then
 * never again; forking copies no documents.
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
    const keysOn = (fields: readonly string[], unique: boolean): Keys<Document> => {
      const order = indexOrder(collection.name, fields);
      return { fields, unique, order, entries: new Tree(order.entryKey) };
    };
    const keys = [...collection.indexes.map((fields) => keysOn(fields, false)), ...collection.unique.map((fields) => keysOn(fields, true))];
    return new Table(collection, (document) => collection.schema.parse(document), edit, new Tree<Document>(idKey), keys);
  }

  /** From documents as {@link checked} gave them. Throws {@link UniqueViolation}, naming the document. */
  static filled(collection: AnyCollection, filling: Filling): Table {
    const table = Table.empty(collection);
    table.#documents = table.#documents.filled(byId(filling));
    for (const keys of table.#keys) {
      const refuse = (document: Document): void => {
        if (table.#binds(keys, document)) throw new UniqueViolation(collection.name, keys.fields.join(','), document.id);
      };
      const documents = inIndexOrder(filling, indexName(keys.fields, keys.unique), keys.order, keys.unique ? refuse : undefined);
      keys.entries = keys.entries.filled(documents);
    }
    return table;
  }

  /** The table to change under this token: this very one where it was made under it, else a fork. */
  underEdit(edit: Edit): Table<T> {
    if (this.#edit === edit) return this;
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

  /** What is kept of a document: checked, plain, frozen. */
  accepted(document: unknown): T {
    return frozen(this.#parse(plainCopy(document)));
  }

  remove(id: string): boolean {
    const old = this.get(id);
    if (old === undefined) return false;
    for (const keys of this.#keys) keys.entries = keys.entries.without(keys.order.entryKey(old), this.#edit);
    this.#documents = this.#documents.without(textKey(id), this.#edit);
    return true;
  }

  /** `changes`: what is to stand in this table instead of what does, by id. */
  find(query: Search, changes: ReadonlyMap<string, T | null> = NO_CHANGES): T[] {
    const plan = planQuery(this.collection, query);
    const limit = limitOf(query) ?? Number.POSITIVE_INFINITY;
    const found: T[] = [];
    if (limit === 0) return found;
    this.#treeOf(plan.fields).walk(plan.range, plan.inOrder && query.descending === true, (document) => {
      if (this.#within(plan, document) && !changes.has(document.id)) found.push(document);
      return !plan.inOrder || found.length < limit;
    });
    const changed = this.#answering(plan, changes);
    if (plan.inOrder && changed.length === 0) return found;
    if (plan.inOrder) {
      const order = this.#orderOf(plan.fields, query.descending === true);
      return merged(found, changed.toSorted(order), order).slice(0, limit);
    }
    const sorted = [...found, ...changed]
      .map((document) => ({ document, key: keyOf(this.#value(document, plan.orderBy)) + keyOf(document.id) }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ document }) => document);
    return (query.descending === true ? sorted.toReversed() : sorted).slice(0, limit);
  }

  /** As {@link find}, without looking at each. */
  count(query: Search, changes: ReadonlyMap<string, T | null> = NO_CHANGES): number {
    const plan = planQuery(this.collection, query);
    const limit = limitOf(query) ?? Number.POSITIVE_INFINITY;
    if (plan.bounds !== null) return this.find(query, changes).length;
    const tree = this.#treeOf(plan.fields);
    const before = plan.range.before === undefined ? tree.size : tree.rank(plan.range.before);
    let there = Math.max(0, before - tree.rank(plan.range.from));
    for (const id of changes.keys()) {
      const old = this.get(id);
      if (old !== undefined && this.#answers(plan, old)) there -= 1;
    }
    return Math.min(limit, there + this.#answering(plan, changes).length);
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

  /** All documents by id, and every index beside them, in pieces. */
  pieces(): Pieces {
    const places = new Places();
    const cursors = this.#keys.map((keys) => ({ ...keys, after: '' }));
    let numberedId: string | undefined;
    let afterId: string | undefined;
    return {
      number: (most) => {
        const documents = this.slice(numberedId, most);
        for (const document of documents) places.add(document);
        numberedId = documents.at(-1)?.id;
        return documents.length === most;
      },
      next: (most) => {
        const documents = this.slice(afterId, most);
        afterId = documents.at(-1)?.id;
        if (afterId === undefined) return null;
        const orders: Record<string, number[]> = {};
        for (const cursor of cursors) {
          const order: number[] = [];
          let last: T | undefined;
          cursor.entries.walk({ from: cursor.after, before: undefined }, false, (document) => {
            order.push(places.of(document));
            last = document;
            return order.length < documents.length;
          });
          if (last !== undefined) cursor.after = `${cursor.order.entryKey(last)}\0`;
          orders[indexName(cursor.fields, cursor.unique)] = order;
        }
        return { documents, orders };
      },
    };
  }

  /**
   * Throws {@link UniqueViolation} where another document has a unique key that this one would take. `before`: what stands
   * in its place. `changes`: what is to stand in this table instead of what does, by id.
   */
  refuseTaken(document: T, before: T | undefined, changes: ReadonlyMap<string, T | null> = NO_CHANGES): void {
    for (const keys of this.#keys) {
      if (!keys.unique || (before !== undefined && keys.order.sameValues(before, document)) || !this.#binds(keys, document)) continue;
      const key = keys.order.valueKey(document);
      const holder = keys.entries.first({ from: key, before: key + PAST });
      const isTaken = holder !== undefined && !changes.has(holder.id);
      if (isTaken || hasSame(changes, document, keys.order)) throw new UniqueViolation(this.collection.name, keys.fields.join(','));
    }
  }

  /** Puts an accepted document in its place; whoever asks has seen to it that no unique key is taken. */
  place(document: T): void {
    const key = textKey(document.id);
    const id = keyOf(document.id);
    const old = this.#documents.get(key);
    for (const keys of this.#keys) {
      // Most changes leave most indexes where they are; the entry holds the document all the same.
      if (old !== undefined && !keys.order.sameValues(old, document))
        keys.entries = keys.entries.without(keys.order.valueKey(old) + id, this.#edit);
      keys.entries = keys.entries.with(keys.order.valueKey(document) + id, document, this.#edit);
    }
    this.#documents = this.#documents.with(key, document, this.#edit);
  }

  #treeOf(fields: readonly string[] | null): Tree<T> {
    return this.#keysOn(fields)?.entries ?? this.#documents;
  }

  /** Undefined: the documents by id. */
  #keysOn(fields: readonly string[] | null): Keys<T> | undefined {
    return fields === null ? undefined : this.#keys.find((keys) => keys.fields === fields);
  }

  /** A unique key does not bind where one of its fields is null. */
  #binds(keys: Keys<T>, document: T): boolean {
    return keys.fields.every((field) => this.#value(document, field) !== null);
  }

  #orderOf(fields: readonly string[] | null, descending: boolean): (a: Document, b: Document) => number {
    const compare = this.#keysOn(fields)?.order.compare ?? compareIds;
    return descending ? (a, b) => compare(b, a) : compare;
  }

  /** Those of the changed documents that a walk along this plan would meet. */
  #answering(plan: Plan, changes: ReadonlyMap<string, T | null>): T[] {
    const found: T[] = [];
    for (const document of changes.values()) if (document !== null && this.#answers(plan, document)) found.push(document);
    return found;
  }

  #answers(plan: Plan, document: T): boolean {
    const keys = this.#keysOn(plan.fields);
    const key = keys === undefined ? textKey(document.id) : keys.order.entryKey(document);
    return isIn(plan.range, key) && this.#within(plan, document);
  }

  #within({ bounds, orderBy }: Plan, document: T): boolean {
    return bounds === null || isIn(bounds, keyOf(this.#value(document, orderBy)));
  }

  #value(document: T, field: string): Scalar {
    return valueIn(this.collection.name, document, field);
  }
}

const NO_CHANGES: ReadonlyMap<string, null> = new Map();

function hasSame(changes: ReadonlyMap<string, Document | null>, document: Document, order: IndexOrder): boolean {
  for (const [id, changed] of changes) if (id !== document.id && changed !== null && order.sameValues(changed, document)) return true;
  return false;
}

function idKey({ id }: Document): string {
  return textKey(id);
}

/** What a collection keeps of a document that comes fresh from disk and is plain already. Throws a ZodError. */
export function checked(collection: AnyCollection, document: unknown): Document {
  return frozen(collection.schema.parse(document));
}

/** A table filled through this very collection's schema: that is what makes its documents `T`. */
export function isTableOf<T extends Document>(table: Table, of: Collection<T>): table is Table<T> {
  return table.collection === of;
}
