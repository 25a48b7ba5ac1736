import { UniqueViolation, type Collection, type Document, type Query, type Reader, type Writer } from '../store.ts';
import { Draft, type Tables } from './tables.ts';

/** What a transaction did: the last word on each document, `null` where it is gone. */
export type Changes = ReadonlyMap<string, ReadonlyMap<string, Document | null>>;

/** Reads one state, however long it takes and whatever is committed meanwhile. */
export function readerOf(tables: Tables): Reader {
  return {
    get: async (of, id) => tables.of(of).get(id),
    find: async (of, query = {}) => tables.of(of).find(query),
    count: async (of, query = {}) => tables.of(of).count(query),
    revisionOf: async (of) => tables.of(of).revision,
  };
}

/** Reads its own writes; nobody else sees them before {@link finished} is published. */
export class Transaction implements Writer {
  readonly #draft: Draft;
  readonly #changes = new Map<string, Map<string, Document | null>>();
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
    const kept = this.#open().forked(into).put(document);
    this.#note(into.name, kept.id, kept);
  }

  /** Puts a document of a collection that is known by name only; checked by that collection's schema. */
  restore(name: string, document: unknown): void {
    const kept = this.#open().forkedNamed(name).put(document);
    this.#note(name, kept.id, kept);
  }

  async delete<T extends Document>(from: Collection<T>, id: string): Promise<void> {
    if (this.#open().of(from).get(id) === undefined) return;
    this.#draft.forked(from).remove(id);
    this.#note(from.name, id, null);
  }

  /** Ends the transaction: a writer kept and used later is a bug and throws. */
  end(): { readonly tables: Tables; readonly changes: Changes } {
    this.#over = true;
    return { tables: this.#draft.finished(), changes: this.#changes };
  }

  #open(): Draft {
    if (this.#over) throw new Error('the transaction is over');
    return this.#draft;
  }

  #note(collection: string, id: string, last: Document | null): void {
    const noted = this.#changes.get(collection);
    if (noted === undefined) this.#changes.set(collection, new Map([[id, last]]));
    else noted.set(id, last);
  }
}
