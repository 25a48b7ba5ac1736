import type { AnyCollection, Collection, Document } from '../store.ts';
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

/** The tables of one transaction: those it changes are forked, the others are the state it began with. */
export class Draft {
  readonly #base: Tables;
  readonly #all: Table[];
  readonly #edit: Edit = {};
  readonly #forked = new Set<number>();

  constructor(base: Tables) {
    this.#base = base;
    this.#all = [...base.all];
  }

  of<T extends Document>(collection: Collection<T>): Table<T> {
    return narrowed(this.#all[this.#base.catalog.placeOf(collection.name) ?? -1], collection);
  }

  forked<T extends Document>(collection: Collection<T>): Table<T> {
    this.forkedNamed(collection.name);
    return this.of(collection);
  }

  /** For restoring, where names come from a file: the table checks each document by its own schema. */
  forkedNamed(name: string): Table {
    const place = this.#base.catalog.placeOf(name) ?? -1;
    const table = this.#all[place];
    if (table === undefined) throw new Error(`collection ${name} was not given to the store when it was opened`);
    if (this.#forked.has(place)) return table;
    const fork = table.fork(this.#edit);
    this.#forked.add(place);
    this.#all[place] = fork;
    return fork;
  }

  finished(): Tables {
    return this.#forked.size === 0 ? this.#base : new Tables(this.#base.catalog, this.#all);
  }
}

function narrowed<T extends Document>(table: Table | undefined, collection: Collection<T>): Table<T> {
  if (table === undefined || !isTableOf(table, collection)) {
    throw new Error(`collection ${collection.name} was not given to the store when it was opened`);
  }
  return table;
}
