import { UniqueViolation, type Collection, type Document, type Query, type Reader, type Writer } from '../store.ts';
import { Draft, type Changes, type Tables } from './tables.ts';
import type { Edit } from './tree-nodes.ts';

/** What a transaction that is over has done. */
export interface Ended {
  readonly changes: Changes;
  /**
   * The state that it leaves behind. Under the token of a batch it may change what other transactions of that batch have
   * made, so nobody may be looking at a state of that batch, and nothing may have been committed since this one began.
   */
  readonly appliedTo: (edit: Edit) => Tables;
}

/** Reads one state, however long it takes and whatever is committed meanwhile. */
export function readerOf(tables: Tables): Reader {
  return {
    get: async (of, id) => tables.of(of).get(id),
    find: async (of, query = {}) => tables.of(of).find(query),
    count: async (of, query = {}) => tables.of(of).count(query),
    revisionOf: async (of) => tables.of(of).revision,
  };
}

/** Reads its own writes; nobody else sees them before what {@link end} tells is published. */
export class Transaction implements Writer {
  readonly #draft: Draft;
  #over = false;

  constructor(base: Tables) {
    this.#draft = new Draft(base);
  }

  async get<T extends Document>(of: Collection<T>, id: string): Promise<T | undefined> {
    return this.#open().of(of).get(id);
  }

  async find<T extends Document>(of: Collection<T>, query: Query<T> = {}): Promise<readonly T[]> {
    return this.#open().of(of).find(query);
  }

  async count<T extends Document>(of: Collection<T>, query: Query<T> = {}): Promise<number> {
    return this.#open().of(of).count(query);
  }

  async revisionOf<T extends Document>(of: Collection<T>): Promise<object> {
    return this.#open().of(of).revision;
  }

  async insert<T extends Document>(into: Collection<T>, document: T): Promise<void> {
    if (this.#open().of(into).get(document.id) !== undefined) throw new UniqueViolation(into.name, 'id');
    await this.put(into, document);
  }

  async put<T extends Document>(into: Collection<T>, document: T): Promise<void> {
    this.#open().changing(into).put(document);
  }

  /** Puts a document of a collection that is known by name only; checked by that collection's schema. */
  restore(name: string, document: unknown): void {
    this.#open().changingNamed(name).put(document);
  }

  async delete<T extends Document>(from: Collection<T>, id: string): Promise<void> {
    if (this.#open().of(from).get(id) !== undefined) this.#draft.changing(from).remove(id);
  }

  /** Ends the transaction: a writer kept and used later is a bug and throws. */
  end(): Ended {
    this.#over = true;
    return { changes: this.#draft.changes(), appliedTo: (edit) => this.#draft.appliedTo(edit) };
  }

  #open(): Draft {
    if (this.#over) throw new Error('the transaction is over');
    return this.#draft;
  }
}
