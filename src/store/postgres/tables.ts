import type { AnyCollection, Collection, Document } from '../store.ts';
import { PostgresTable } from './table.ts';

/** The tables of all collections the store was opened with. */
export class Tables {
  readonly all: readonly PostgresTable[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(collections: readonly AnyCollection[]) {
    this.all = collections.map((collection) => new PostgresTable(collection, (document) => collection.schema.parse(document)));
    this.#places = new Map(collections.map(({ name }, place) => [name, place]));
    if (this.#places.size < collections.length) throw new Error('two collections have the same name');
  }

  of<T extends Document>(collection: Collection<T>): PostgresTable<T> {
    const table = this.all[this.#places.get(collection.name) ?? -1];
    if (table === undefined || !isTableOf(table, collection)) {
      throw new Error(`collection ${collection.name} was not given to the store when it was opened`);
    }
    return table;
  }

  /** For restoring, where names come from a file: the table checks each document by its own schema. */
  named(name: string): PostgresTable {
    const table = this.all[this.#places.get(name) ?? -1];
    if (table === undefined) throw new Error(`collection ${name} was not given to the store when it was opened`);
    return table;
  }
}

/** A table made from this very collection's schema: that is what makes its documents `T`. */
function isTableOf<T extends Document>(table: PostgresTable, of: Collection<T>): table is PostgresTable<T> {
  return table.collection === of;
}
