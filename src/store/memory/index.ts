import { StoreUnavailable, type AnyCollection, type Reader, type Store, type Writer } from '../store.ts';
import { Catalog, Tables } from './tables.ts';
import { readerOf, Transaction } from './transaction.ts';
import { Turns } from './turns.ts';

/**
 * The JSON engine's tables without a disk: for tests, and for commands that only look. What is written lasts as long as
 * the process. `contents`: what is in it from the start; documents of collections that nobody asks for are left out.
 */
export async function openMemoryStore(
  collections: readonly AnyCollection[],
  contents: Iterable<{ readonly collection: string; readonly document: unknown }> = [],
): Promise<Store> {
  const tx = new Transaction(Tables.empty(new Catalog(collections)));
  const known = new Set(collections.map(({ name }) => name));
  for (const { collection, document } of contents) if (known.has(collection)) tx.restore(collection, document);
  return new MemoryStore(tx.end().appliedTo({}));
}

class MemoryStore implements Store {
  readonly #turns = new Turns();
  #tables: Tables;
  #closed = false;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async read<R>(work: (tx: Reader) => Promise<R>): Promise<R> {
    this.#refuseClosed();
    return work(readerOf(this.#tables));
  }

  async write<R>(work: (tx: Writer) => Promise<R>): Promise<R> {
    this.#refuseClosed();
    return this.#turns.run(async () => {
      const tx = new Transaction(this.#tables);
      try {
        const result = await work(tx);
        this.#tables = tx.end().appliedTo({});
        return result;
      } finally {
        tx.end();
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    // Whoever asked before has had a turn when this one comes.
    await this.#turns.run(async () => {});
  }

  #refuseClosed(): void {
    if (this.#closed) throw new StoreUnavailable('it is closed');
  }
}
