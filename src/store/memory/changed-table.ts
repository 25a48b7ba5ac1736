import type { Collection, Document } from '../store.ts';
import type { Search, Table } from './table.ts';
import type { Edit } from './tree-nodes.ts';

/** As many changes are looked through one by one; a transaction with more of them gets trees of its own. */
const FEW = 16;

/**
 * A table as one transaction sees and changes it. What it changes lies beside the trees until it commits: only a commit knows
 * which nodes its batch has copied already ({@link appliedTo}), and a search looks at a few changes faster than it could
 * make trees with them.
 */
export class ChangedTable<T extends Document = Document> {
  readonly #base: Table<T>;
  readonly #changes = new Map<string, T | null>();
  #own: Table<T> | undefined;
  #revision: object = {};

  constructor(base: Table<T>) {
    this.#base = base;
  }

  /** The last word on each document, `null` where it is gone. */
  get changes(): ReadonlyMap<string, T | null> {
    return this.#changes;
  }

  /** As {@link Table.revision}: another object after every change. */
  get revision(): object {
    return this.#revision;
  }

  get(id: string): T | undefined {
    const changed = this.#changes.get(id);
    return changed === undefined ? this.#base.get(id) : (changed ?? undefined);
  }

  find(query: Search): T[] {
    return this.#own === undefined ? this.#base.find(query, this.#changes) : this.#own.find(query);
  }

  count(query: Search): number {
    return this.#own === undefined ? this.#base.count(query, this.#changes) : this.#own.count(query);
  }

  /** Gives back what is kept: checked, plain, frozen. Throws `UniqueViolation` before anything is changed. */
  put(document: unknown): T {
    const kept = this.#base.accepted(document);
    if (this.#changes.size >= FEW) this.#own ??= this.appliedTo({});
    if (this.#own === undefined) this.#base.refuseTaken(kept, this.get(kept.id), this.#changes);
    else {
      this.#own.refuseTaken(kept, this.#own.get(kept.id));
      this.#own.place(kept);
    }
    this.#note(kept.id, kept);
    return kept;
  }

  remove(id: string): void {
    this.#own?.remove(id);
    this.#note(id, null);
  }

  /** The table with all changes in it. Under a batch's token only what the batch has not yet made its own is copied. */
  appliedTo(edit: Edit): Table<T> {
    if (this.#own !== undefined) return this.#own;
    const table = this.#base.underEdit(edit);
    for (const [id, document] of this.#changes) {
      if (document === null) table.remove(id);
      else table.place(document);
    }
    return table;
  }

  isOf<U extends Document>(collection: Collection<U>): this is ChangedTable<U> {
    return this.#base.collection === collection;
  }

  #note(id: string, last: T | null): void {
    this.#changes.set(id, last);
    this.#revision = {};
  }
}
