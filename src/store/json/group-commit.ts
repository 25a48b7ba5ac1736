import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Changes, Tables } from '../memory/tables.ts';
import type { Ended } from '../memory/transaction.ts';
import type { Edit } from '../memory/tree-nodes.ts';
import { StoreUnavailable } from '../store.ts';
import { DiskFailed, DiskFull } from './errors.ts';
import type { Journal } from './journal.ts';
import { lineOf } from './line.ts';

/** Microtasks from a commit to the end of its turn, and a few to spare. */
const LOOKS = 8;

/** A state, and when it is known to be kept: `settled` rejects with StoreUnavailable when it never will be. */
export interface Version {
  readonly tables: Tables;
  readonly sequence: number;
  readonly settled: Promise<void>;
}

interface Batch {
  /** The JSON of each commit's changes, without the envelope. */
  readonly changes: string[];
  /**
   * One for all commits of the batch: what the first of them copied the others change in place. Nobody sees that, because
   * readers have `durable`, which is never older nor younger than a whole batch, and transactions come one after the other.
   */
  readonly edit: Edit;
  last: Version;
  readonly settle: () => void;
  readonly lose: (reason: StoreUnavailable) => void;
  readonly settled: Promise<void>;
}

export interface Listener {
  /** Between two batches: the one moment when nothing is being written. */
  afterBatch(durable: Version): Promise<void>;
  /** Whether the next start will find what is written; undefined where that was seen just now. */
  lookAtPlace(): Promise<boolean> | undefined;
  onFull(error: DiskFull): void;
  onRoom(): void;
  onFailed(error: DiskFailed): void;
}

/**
 * Makes commits durable, many with one sync: while one batch is on its way to the disk, the next gathers.
 * Transactions build on `head`, which may still be lost; readers see `durable`, which cannot.
 */
export class GroupCommit {
  journal: Journal;
  readonly #listener: Listener;
  readonly #isQuiet: () => boolean;
  readonly #monotonicMs: () => number;
  /** The writing goes on after the transaction that set it off, and must not pass for a part of it. */
  readonly #outside = AsyncLocalStorage.snapshot();
  #head: Version;
  #durable: Version;
  #gathering: Batch | undefined;
  #flushing: Promise<void> | undefined;
  #quiet: (() => void) | undefined;
  #failed: DiskFailed | undefined;
  #batches = 0;
  #writingSinceMs: number | undefined;
  #refusedBytes = 0;

  /** `isQuiet`: no transaction is under way, so that waiting would not make the batch any larger. */
  constructor(
    journal: Journal,
    start: { readonly tables: Tables; readonly sequence: number },
    isQuiet: () => boolean,
    monotonicMs: () => number,
    listener: Listener,
  ) {
    this.#monotonicMs = monotonicMs;
    this.journal = journal;
    this.#listener = listener;
    this.#isQuiet = isQuiet;
    this.#durable = { ...start, settled: Promise.resolve() };
    this.#head = this.#durable;
  }

  get head(): Version {
    return this.#head;
  }

  get durable(): Version {
    return this.#durable;
  }

  get batches(): number {
    return this.#batches;
  }

  /** For how long the disk has owed its answer to the batch under way; 0 where none is. */
  get waitsMs(): number {
    return this.#writingSinceMs === undefined ? 0 : this.#monotonicMs() - this.#writingSinceMs;
  }

  /** Throws {@link StoreUnavailable} when the state that the changes were built on has been lost meanwhile. */
  submit(base: Version, { changes, appliedTo }: Ended): Version {
    if (base !== this.#head) throw new StoreUnavailable('what this transaction had read could not be kept');
    const json = changesJson(changes);
    const batch = (this.#gathering ??= this.#emptyBatch());
    batch.changes.push(json);
    batch.last = { tables: appliedTo(batch.edit), sequence: base.sequence + 1, settled: batch.settled };
    this.#head = batch.last;
    this.#flushing ??= this.#outside(() => this.#flush());
    return batch.last;
  }

  /** No transaction is under way any more. */
  quiet(): void {
    this.#quiet?.();
  }

  /** While the disk is full: whether a batch like the one refused would find room. A batch under way tells that itself. */
  probe(): void {
    if (this.#failed !== undefined) return;
    this.#flushing ??= this.#outside(async () => {
      try {
        await this.journal.tryRoom(this.#refusedBytes);
        this.#listener.onRoom();
      } catch (error) {
        if (!(error instanceof DiskFull)) this.fail(error instanceof DiskFailed ? error : new DiskFailed('looking for room', error));
      }
      await this.#flush();
    });
  }

  /** Between two batches, when nothing is being written; commits gather meanwhile. */
  async between(work: (durable: Version) => Promise<void>): Promise<void> {
    // Not by way of another promise: in the gap somebody else could begin to write.
    while (this.#flushing !== undefined) await this.#flushing;
    this.#flushing = this.#outside(async () => {
      await work(this.#durable);
      await this.#flush();
    });
    await this.#flushing;
  }

  async drained(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
  }

  async #flush(): Promise<void> {
    while (this.#gathering !== undefined) {
      await this.#ripe();
      const batch = this.#gathering;
      this.#gathering = undefined;
      await this.#write(batch);
      if (this.#failed === undefined) await this.#listener.afterBatch(this.#durable);
    }
    this.#flushing = undefined;
  }

  /**
   * Everyone whose turn comes without waiting for the world joins the batch: after a sync all its writers go on at once,
   * and without this the first of them would take the next sync for itself.
   */
  async #ripe(): Promise<void> {
    // A lone writer's turn is over within a few microtasks: nothing to wait for, and nothing to pay for waiting.
    for (let looks = 0; looks < LOOKS; looks += 1) {
      await Promise.resolve();
      if (this.#isQuiet()) return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#quiet = resolve;
    await Promise.race([promise, nextTurn()]);
    this.#quiet = undefined;
  }

  async #write(batch: Batch): Promise<void> {
    this.#writingSinceMs = this.#monotonicMs();
    try {
      if (this.#failed !== undefined) throw this.#failed;
      const synced = this.#durable.sequence;
      const lines = batch.changes.map((json, i) => this.#line(json, synced + 1 + i, synced));
      this.#refusedBytes = lines.reduce((sum, line) => sum + line.length, 0);
      await this.journal.append(lines);
      // A folder that somebody moves or removes takes commits as if nothing were, and none of them would be found again.
      const look = this.#listener.lookAtPlace();
      if (look !== undefined && !(await look)) throw new DiskFailed('looking for the data folder', new Error('it was moved or removed'));
      this.#durable = batch.last;
      this.#batches += 1;
      this.#listener.onRoom();
      batch.settle();
    } catch (error) {
      this.#lose(batch, error);
    } finally {
      this.#writingSinceMs = undefined;
    }
  }

  #line(changes: string, sequence: number, synced: number): Buffer {
    return lineOf(`{"sequence":${sequence},"generation":${this.journal.generation},"synced":${synced}${changes}}`);
  }

  /** With the batch goes whatever was built on it. */
  #lose(batch: Batch, error: unknown): void {
    this.#head = this.#durable;
    const followers = this.#gathering;
    this.#gathering = undefined;
    const full = error instanceof DiskFull;
    const reason = new StoreUnavailable(full ? 'the disk is full' : 'the disk failed', { cause: error });
    batch.lose(reason);
    followers?.lose(reason);
    if (full) this.#listener.onFull(error);
    else this.fail(error instanceof DiskFailed ? error : new DiskFailed('committing', error));
  }

  /** From now on nothing is written any more. */
  fail(error: DiskFailed): void {
    if (this.#failed !== undefined) return;
    this.#failed = error;
    this.#listener.onFailed(error);
  }

  #emptyBatch(): Batch {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    return { changes: [], edit: {}, last: this.#head, settle: resolve, lose: reject, settled: promise };
  }
}

function changesJson(changes: Changes): string {
  let put = '';
  let gone = '';
  for (const { collection, documents } of changes) {
    let kept = '';
    let ids = '';
    for (const [id, document] of documents) {
      if (document === null) ids += `,${JSON.stringify(id)}`;
      else kept += `,${JSON.stringify(document)}`;
    }
    const name = JSON.stringify(collection);
    if (kept !== '') put += `,${name}:[${kept.slice(1)}]`;
    if (ids !== '') gone += `,${name}:[${ids.slice(1)}]`;
  }
  return `${put === '' ? '' : `,"put":{${put.slice(1)}}`}${gone === '' ? '' : `,"delete":{${gone.slice(1)}}`}`;
}
