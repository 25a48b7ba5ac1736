import { StoreUnavailable, type Document, type Reader, type Store, type Writer } from '../store.ts';
import type { Tables } from '../memory/tables.ts';
import { readerOf, Transaction } from '../memory/transaction.ts';
import { Turns } from '../memory/turns.ts';
import { GroupCommit, type Version } from './group-commit.ts';
import { Generations } from './generations.ts';
import type { Journal } from './journal.ts';
import type { Lock } from './lock.ts';
import { PATIENCE, type JsonStoreOptions, type Patience } from './options.ts';
import { WorkLimit } from './work-limit.ts';

/** More than these would only be waited for after their askers have given up. */
const WAITING_AT_MOST = 10_000;

const DUMPED_AT_ONCE = 500;
const PLACE_MS = 1_000;
/** WeCom's own patience. */
const SLOW_MS = 5_000;

export interface StoreHealth {
  /** `slow`: the disk has not answered for so long that members are not answered either. */
  readonly state: 'ok' | 'slow' | 'readOnly' | 'failed';
  readonly reason?: string;
}

export interface StoreStats {
  readonly commits: number;
  /** Writes with a sync; commits by batches tells how well commits share them. */
  readonly batches: number;
  readonly snapshots: number;
  readonly generation: number;
  readonly journalBytes: number;
  /** Of the last snapshot that this process wrote; 0 before its first. */
  readonly snapshotBytes: number;
  readonly waiting: number;
  readonly documents: Readonly<Record<string, number>>;
}

export interface Dumped {
  readonly collection: string;
  readonly document: Document;
}

interface Start {
  readonly tables: Tables;
  readonly sequence: number;
  readonly lastSnapshot: number;
  readonly olderBytes: number;
}

type Outcome<R> = { readonly ok: true; readonly result: R } | { readonly ok: false; readonly error: unknown };

/** The JSON engine: everything in memory, every commit a line in the journal. See README.md beside this file. */
export class JsonStore implements Store {
  readonly #options: JsonStoreOptions;
  readonly #lock: Lock;
  readonly #turns: Turns;
  readonly #commits: GroupCommit;
  readonly #generations: Generations;
  readonly #firstSequence: number;
  readonly #patience: Patience;
  readonly #workLimit: WorkLimit;
  #placeSeenMs = Number.NEGATIVE_INFINITY;
  #roomTimer: NodeJS.Timeout | undefined;
  #health: StoreHealth = { state: 'ok' };
  #waiting = 0;
  #closing: Promise<void> | undefined;

  constructor(options: JsonStoreOptions, lock: Lock, journal: Journal, start: Start) {
    this.#options = options;
    this.#lock = lock;
    this.#patience = options.patience ?? PATIENCE;
    this.#workLimit = new WorkLimit(this.#patience.workMs);
    this.#firstSequence = start.sequence;
    this.#generations = new Generations(options, { ...start, snapshotAfterBytes: options.snapshotAfterBytes }, (error) =>
      this.#commits.fail(error),
    );
    this.#turns = new Turns(() => this.#commits.quiet());
    this.#commits = new GroupCommit(
      journal,
      start,
      () => this.#turns.idle,
      () => options.clock.monotonicMs(),
      {
        afterBatch: (durable) => this.#afterBatch(durable),
        lookAtPlace: () => this.#lookAtPlace(),
        onFull: (error) => this.#becomeReadOnly(error),
        onRoom: () => this.#becomeWritable(),
        onFailed: (error) => this.#fail(error),
      },
    );
  }

  async read<R>(work: (tx: Reader) => Promise<R>): Promise<R> {
    this.#refuseWhenDown();
    return work(readerOf(this.#commits.durable.tables));
  }

  write<R>(work: (tx: Writer) => Promise<R>): Promise<R> {
    return this.#write(work);
  }

  async #write<R>(work: (tx: Transaction) => Promise<R>): Promise<R> {
    this.#refuseWhenDown();
    if (this.#waiting >= WAITING_AT_MOST) throw new StoreUnavailable(`${WAITING_AT_MOST} writes are waiting already`);
    this.#waiting += 1;
    try {
      const { outcome, seen } = await this.#turns.run(() => this.#transact(work));
      // Also a refusal, or an answer without a change, tells what was read: it waits until that is durable.
      await seen.settled;
      if (!outcome.ok) throw outcome.error;
      return outcome.result;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Takes a snapshot of what the journal holds, so that the next start is short. */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  /** Takes a snapshot now and waits until it is in place; writers go on. On a full disk it is put off, as any other. */
  async snapshot(): Promise<void> {
    this.#refuseWhenDown();
    await this.#takeSnapshot();
  }

  async #takeSnapshot(): Promise<void> {
    await this.#generations.finished();
    await this.#commits.between(async (durable) => {
      this.#commits.journal = await this.#generations.begin(this.#commits.journal, durable);
    });
    await this.#generations.finished();
  }

  health(): StoreHealth {
    const { waitsMs } = this.#commits;
    if (this.#health.state === 'ok' && waitsMs >= SLOW_MS)
      return { state: 'slow', reason: `the disk has not answered for ${Math.floor(waitsMs / 1000)} s` };
    return this.#health;
  }

  stats(): StoreStats {
    const { durable, journal, batches } = this.#commits;
    return {
      commits: durable.sequence,
      batches,
      snapshots: this.#generations.taken,
      generation: journal.generation,
      journalBytes: journal.bytes,
      snapshotBytes: this.#generations.snapshotBytes,
      waiting: this.#waiting,
      documents: Object.fromEntries(durable.tables.all.map((table) => [table.collection.name, table.size])),
    };
  }

  /** Every document of one consistent state, also of collections that nobody uses any more. Writers are not held up. */
  async *dump(): AsyncIterable<Dumped> {
    this.#refuseWhenDown();
    for (const table of this.#commits.durable.tables.all) {
      const collection = table.collection.name;
      for (let piece = table.slice(undefined, DUMPED_AT_ONCE); piece.length > 0; piece = table.slice(piece.at(-1)?.id, DUMPED_AT_ONCE)) {
        for (const document of piece) yield { collection, document };
      }
    }
  }

  /** The counterpart of {@link dump}: all documents in one transaction, so a file that does not fit changes nothing. */
  restore(documents: Iterable<{ readonly collection: string; readonly document: unknown }>): Promise<number> {
    return this.#write(async (tx) => {
      let count = 0;
      for (const { collection, document } of documents) {
        tx.restore(collection, document);
        count += 1;
      }
      return count;
    });
  }

  async #transact<R>(work: (tx: Transaction) => Promise<R>): Promise<{ readonly outcome: Outcome<R>; readonly seen: Version }> {
    this.#refuseWhenFailed();
    const base = this.#commits.head;
    const tx = new Transaction(base.tables);
    let result: R;
    try {
      result = await this.#workLimit.run(() => work(tx));
    } catch (error) {
      tx.end();
      return { outcome: { ok: false, error }, seen: base };
    } finally {
      this.#workLimit.rest();
    }
    const ended = tx.end();
    const seen = ended.changes.length === 0 ? base : this.#commits.submit(base, ended);
    return { outcome: { ok: true, result }, seen };
  }

  async #afterBatch(durable: Version): Promise<void> {
    this.#commits.journal = await this.#generations.turnOver(this.#commits.journal, durable);
  }

  async #close(): Promise<void> {
    // Whoever asked before has had a turn when this one comes.
    await this.#turns.run(async () => {});
    this.#workLimit.stop();
    this.#stopAsking();
    await this.#commits.drained();
    await this.#generations.finished();
    const { durable } = this.#commits;
    if (this.#health.state === 'ok' && durable.sequence > this.#firstSequence) await this.#takeSnapshot();
    await this.#generations.dropLaidOut();
    try {
      await this.#commits.journal.close();
    } finally {
      await this.#lock.release();
    }
  }

  /** Once a second at most: a look costs two questions to the system. */
  #lookAtPlace(): Promise<boolean> | undefined {
    const now = this.#options.clock.monotonicMs();
    if (now - this.#placeSeenMs < PLACE_MS) return undefined;
    this.#placeSeenMs = now;
    return this.#commits.journal.isInPlace();
  }

  #becomeReadOnly(error: Error): void {
    if (this.#health.state !== 'ok') return;
    this.#health = { state: 'readOnly', reason: error.message };
    this.#options.log.error('the disk is full: nothing is accepted until there is room', {});
    this.#roomTimer ??= setInterval(() => this.#commits.probe(), this.#patience.roomMs).unref();
  }

  /** The first write that succeeds ends it, or the disk itself when it is asked: nobody has to be refused to find out. */
  #becomeWritable(): void {
    if (this.#health.state !== 'readOnly') return;
    this.#stopAsking();
    this.#health = { state: 'ok' };
    this.#options.log.info('there is room on the disk again', {});
  }

  #stopAsking(): void {
    clearInterval(this.#roomTimer);
    this.#roomTimer = undefined;
  }

  #fail(error: Error): void {
    this.#stopAsking();
    this.#health = { state: 'failed', reason: error.message };
    this.#options.log.error('the store has failed and refuses everything: start the process again', {
      reason: error.message,
      cause: String(error.cause),
    });
    this.#options.onFatal(error);
  }

  #refuseWhenDown(): void {
    if (this.#closing !== undefined) throw new StoreUnavailable('it is closed');
    this.#refuseWhenFailed();
  }

  #refuseWhenFailed(): void {
    if (this.#health.state === 'failed') throw new StoreUnavailable(this.#health.reason ?? 'it has failed');
  }
}
