import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Turns } from '../memory/turns.ts';
import { StoreUnavailable, type Reader, type Store, type Writer } from '../store.ts';
import { attempt, type Attempt, type Way } from './attempt.ts';
import type { Connections } from './connections.ts';
import { codeOf, failureOf, isCrowded } from './errors.ts';
import { outcomeOf } from './outcome.ts';
import type { Session } from './session.ts';
import type { Tables } from './tables.ts';
import { PostgresReader, PostgresWriter, type OnPut } from './transaction.ts';
import type { DatabaseHealth, Watch } from './watch.ts';

const WRITE = 'BEGIN ISOLATION LEVEL SERIALIZABLE';
/** A reader changes nothing, so one snapshot is all it needs, and it collides with nobody. */
const READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
/** Over all processes, those who collided again and again go one after another. */
const COLLISION_LOCK = 7_264_001_002;
/** So often the same work may collide before the asker is told to come again. */
const COLLISIONS = 30;
/** Nothing is freed before the oldest transaction ends; with the tries it is longer than a stopped process may hold one open. */
const CROWDED_MS = 300;
/** From this try on the queue is one over all processes. */
const ALONE_FROM = 2;
const LOSSES = 2;
/** So many writes in a row that could not be kept, the last of them so lately, and nothing is well. */
const REFUSED_AT_LEAST = 3;
const REFUSING_MS = 15_000;
const RESTORED_AT_ONCE = 200;

export interface PostgresStats {
  readonly commits: number;
  readonly collisions: number;
}

/** The PostgreSQL engine: one table per collection, serializable transactions, run again when they collide. */
export class PostgresStore implements Store {
  readonly #connections: Connections;
  readonly #tables: Tables;
  readonly #watch: Watch;
  readonly #onPut: OnPut;
  readonly #chance: () => number;
  readonly #monotonicMs: () => number;
  readonly #inWrite = new AsyncLocalStorage<true>();
  readonly #collided = new Turns();
  readonly #underWay = new Set<Promise<unknown>>();
  #commits = 0;
  #collisions = 0;
  #refused = 0;
  #refusedAtMs = 0;
  #closing: Promise<void> | undefined;

  constructor(parts: {
    connections: Connections;
    tables: Tables;
    watch: Watch;
    onPut: OnPut;
    chance: () => number;
    monotonicMs: () => number;
  }) {
    this.#connections = parts.connections;
    this.#tables = parts.tables;
    this.#watch = parts.watch;
    this.#onPut = parts.onPut;
    this.#chance = parts.chance;
    this.#monotonicMs = parts.monotonicMs;
  }

  read<R>(work: (tx: Reader) => Promise<R>): Promise<R> {
    return this.#counted(() => this.#read(work));
  }

  async write<R>(work: (tx: Writer) => Promise<R>): Promise<R> {
    try {
      const result = await this.#counted(() => this.#write(work));
      this.#refused = 0;
      return result;
    } catch (error) {
      if (error instanceof StoreUnavailable) {
        this.#refused += 1;
        this.#refusedAtMs = this.#monotonicMs();
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  /** The database may answer and yet keep nothing: read-only, full, locked. Who writes finds out; a while later it may be tried again. */
  health(): DatabaseHealth {
    const isRefusing = this.#refused >= REFUSED_AT_LEAST && this.#monotonicMs() - this.#refusedAtMs < REFUSING_MS;
    if (this.#watch.health.state === 'ok' && isRefusing)
      return { state: 'away', reason: 'the database answers, but nothing can be written' };
    return this.#watch.health;
  }

  /** By how much the database's clock is ahead of this machine's: with several machines only one clock can be right. */
  get aheadMs(): number {
    return this.#watch.aheadMs;
  }

  stats(): PostgresStats {
    return { commits: this.#commits, collisions: this.#collisions };
  }

  /** All documents in one transaction, so a file that does not fit changes nothing. */
  restore(documents: Iterable<{ readonly collection: string; readonly document: unknown }>): Promise<number> {
    return this.#counted(() =>
      this.#repeated(async (session) => {
        const writer = new PostgresWriter(session, this.#tables, this.#onPut);
        let count = 0;
        let sent: Promise<void>[] = [];
        for (const { collection, document } of documents) {
          // One after another over the wire, without waiting for each.
          sent.push(writer.restore(collection, document));
          count += 1;
          if (count % RESTORED_AT_ONCE === 0) {
            await Promise.all(sent);
            sent = [];
          }
        }
        await Promise.all(sent);
        return count;
      }),
    );
  }

  async #read<R>(work: (tx: Reader) => Promise<R>): Promise<R> {
    for (let losses = 0; ; losses += 1) {
      const outcome = await this.#attempt({ begin: READ }, async (session) => {
        const reader = new PostgresReader(session, this.#tables);
        return work(reader).finally(() => reader.end());
      });
      switch (outcome.kind) {
        case 'done':
        case 'unknown':
          return outcome.result;
        case 'threw':
          throw outcome.error;
        case 'conflict':
        case 'lost':
          if (losses >= LOSSES) throw unavailable(outcome.error);
      }
    }
  }

  async #write<R>(work: (tx: Writer) => Promise<R>): Promise<R> {
    if (this.#inWrite.getStore() === true) throw new Error('a write inside a write would wait for itself: use the writer at hand');
    return this.#inWrite.run(true, () =>
      this.#repeated((session) => {
        const writer = new PostgresWriter(session, this.#tables, this.#onPut);
        return work(writer).finally(() => writer.end());
      }),
    );
  }

  async #repeated<R>(work: (session: Session) => Promise<R>): Promise<R> {
    let collisions = 0;
    let losses = 0;
    for (;;) {
      const outcome = await this.#turn(collisions, work);
      switch (outcome.kind) {
        case 'done':
          this.#commits += 1;
          return outcome.result;
        case 'threw':
          throw outcome.error;
        case 'unknown': {
          const became = await outcomeOf(this.#connections, outcome.written);
          if (became === 'committed') return outcome.result;
          losses += 1;
          if (became === 'unknown' || losses > LOSSES) throw unavailable(outcome.error);
          break;
        }
        case 'lost':
          losses += 1;
          if (losses > LOSSES) throw unavailable(outcome.error);
          break;
        case 'conflict':
          this.#collisions += 1;
          collisions += 1;
          if (collisions > COLLISIONS) throw unavailable(outcome.error);
          await pause(this.#chance() * (isCrowded(outcome.error) ? CROWDED_MS : Math.min(collisions, 10)));
      }
    }
  }

  /** The first try runs beside all others. Who collided queues up, so that those who want the same do not collide again. */
  #turn<R>(collisions: number, work: (session: Session) => Promise<R>): Promise<Attempt<R>> {
    if (collisions === 0) return this.#attempt({ begin: WRITE }, work);
    return this.#collided.run(() => this.#attempt({ begin: WRITE, ...(collisions < ALONE_FROM ? {} : { lock: COLLISION_LOCK }) }, work));
  }

  async #attempt<R>(way: Way, work: (session: Session) => Promise<R>): Promise<Attempt<R>> {
    const client = await this.#connections.take().catch((error: unknown) => Promise.reject(unavailable(error)));
    return attempt(client, way, work);
  }

  async #counted<R>(run: () => Promise<R>): Promise<R> {
    this.#refuseClosed();
    if (this.#connections.overrun) throw new StoreUnavailable('too many are waiting for the database already');
    const running = run();
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await this.#watch.stop();
    await this.#connections.close();
  }

  #refuseClosed(): void {
    if (this.#closing !== undefined) throw new StoreUnavailable('it is closed');
  }
}

function unavailable(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error;
  switch (failureOf(error)) {
    case 'conflict':
      return new StoreUnavailable('too many want the same at once', { cause: error });
    case 'away':
      return new StoreUnavailable(`the database does not answer (${codeOf(error) || 'no answer'})`, { cause: error });
    case 'bug':
      return error instanceof Error ? error : new Error('the database failed', { cause: error });
  }
}
