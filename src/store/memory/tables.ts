import type { AnyCollection, Collection, Document } from '../store.ts';
import { ChangedTable } from './changed-table.ts';
import { isTableOf, Table } from './table.ts';
import type { Edit } from './tree-nodes.ts';

/** Which collections a store knows, each with its place in a {@link Tables}. */
export class Catalog {
  readonly collections: readonly AnyCollection[];
  readonly #places = new Map<string, number>();

  constructor(collections: readonly AnyCollection[]) {
    this.collections = collections;
    collections.forEach(({ name }, place) => {
      if (this.#places.has(name)) throw new Error(`two collections are named ${name}`);
      this.#places.set(name, place);
    });
  }

  placeOf(name: string): number | undefined {
    return this.#places.get(name);
  }
}

/** What a transaction did: the last word on each document, `null` where it is gone. */
export type Changes = readonly { readonly collection: string; readonly documents: ReadonlyMap<string, Document | null> }[];

/** One state of everything kept. Never changed once a transaction has ended. */
export class Tables {
  readonly catalog: Catalog;
  readonly all: readonly Table[];

  constructor(catalog: Catalog, all: readonly Table[]) {
    this.catalog = catalog;
    this.all = all;
  }

  static empty(catalog: Catalog): Tables {
    return new Tables(
      catalog,
      catalog.collections.map((collection) => Table.empty(collection)),
    );
  }

  of<T extends Document>(collection: Collection<T>): Table<T> {
    return narrowed(this.all[this.catalog.placeOf(collection.name) ?? -1], collection);
  }
}

/** The tables of one transaction: those it changes, and the others as they were when it began. */
export class Draft {
  readonly #base: Tables;
  /** In the order in which they were first changed; a transaction changes few. */
  readonly #changed = new Map<string, ChangedTable>();

  constructor(base: Tables) {
    this.#base = base;
  }

  of<T extends Document>(collection: Collection<T>): Table<T> | ChangedTable<T> {
    const changed = this.#changed.get(collection.name);
    return changed !== undefined && changed.isOf(collection) ? changed : this.#base.of(collection);
  }

  changing<T extends Document>(collection: Collection<T>): ChangedTable<T> {
    const changed = this.changingNamed(collection.name);
    if (!changed.isOf(collection)) throw unknown(collection.name);
    return changed;
  }

  /** For restoring, where names come from a file: the table checks each document by its own schema. */
  changingNamed(name: string): ChangedTable {
    const known = this.#changed.get(name);
    if (known !== undefined) return known;
    const table = this.#base.all[this.#base.catalog.placeOf(name) ?? -1];
    if (table === undefined) throw unknown(name);
    const changed = new ChangedTable(table);
    this.#changed.set(name, changed);
    return changed;
  }

  changes(): Changes {
    const changes: { collection: string; documents: ReadonlyMap<string, Document | null> }[] = [];
    for (const [collection, { changes: documents }] of this.#changed) changes.push({ collection, documents });
    return changes;
  }

  /** The state with all changes in it, made under this token. */
  appliedTo(edit: Edit): Tables {
    const all = [...this.#base.all];
    for (const [name, changed] of this.#changed) all[this.#base.catalog.placeOf(name) ?? -1] = changed.appliedTo(edit);
    return this.#changed.size === 0 ? this.#base : new Tables(this.#base.catalog, all);
  }
}

function narrowed<T extends Document>(table: Table | undefined, collection: Collection<T>): Table<T> {
  if (table === undefined || !isTableOf(table, collection)) throw unknown(collection.name);
  return table;
}

function unknown(name: string): Error {
  return new Error(`collection ${name} was not given to the store when it was opened`);
}
