import type { Config } from './config.ts';
import { plusMs, type Clock } from './core/clock.ts';
import type { Failpoints } from './core/failpoints.ts';
import type { Log } from './core/log.ts';
import { openJsonStore, type FileLayer, type JsonStore } from './store/json/index.ts';
import type { AnyCollection, Store } from './store/store.ts';

const SNAPSHOT_AFTER_BYTES = 16 * 1024 * 1024;

/** The store that the settings choose, and what goes with the choice. Nothing else in the house knows which it is. */
export interface Engine {
  readonly store: Store;
  /** The time all processes on this store go by. */
  readonly clock: Clock;
  /** Nobody else is at work on it: what was under way when it was opened is nobody's. */
  readonly alone: boolean;
  /** Why nothing can be kept at the moment; null while all is well. */
  problem(): string | null;
  /** For the monitor: bytes, documents, commits, by name. */
  figures(): Readonly<Record<string, number>>;
}

export interface EngineWorld {
  readonly clock: Clock;
  readonly ownTime?: boolean;
  readonly log: Log;
  readonly failpoints: Failpoints;
  readonly files: FileLayer;
  readonly chance: () => number;
  readonly onFatal: (error: Error) => void;
  readonly snapshotAfterBytes?: number;
}

export async function openEngine(config: Config, collections: readonly AnyCollection[], world: EngineWorld): Promise<Engine> {
  const { clock } = world;
  if (config.databaseUrl === null) {
    const store = await openJsonStore({
      snapshotAfterBytes: SNAPSHOT_AFTER_BYTES,
      ...world,
      folder: config.dataDir,
      collections,
    });
    return {
      store,
      clock,
      alone: true,
      problem: () => (store.health().state === 'ok' ? null : (store.health().reason ?? 'not writable')),
      figures: () => figuresOf(store),
    };
  }
  // Only where it is used: its libraries take a tenth of a second to load.
  const { openPostgresStore } = await import('./store/postgres/index.ts');
  const store = await openPostgresStore({
    url: config.databaseUrl,
    connections: config.databaseConnections,
    collections,
    clock,
    log: world.log,
    chance: world.chance,
  });
  return {
    store,
    alone: false,
    // Of several machines only one clock can be right: the database's.
    clock: world.ownTime === true ? clock : { now: () => plusMs(clock.now(), store.aheadMs), monotonicMs: () => clock.monotonicMs() },
    problem: () => store.health().reason ?? null,
    figures: () => ({ ...store.stats() }),
  };
}

function figuresOf(store: JsonStore): Readonly<Record<string, number>> {
  const { documents, commits, batches, snapshots, journalBytes, snapshotBytes, waiting } = store.stats();
  const kept = Object.values(documents).reduce((sum, count) => sum + count, 0);
  return { commits, batches, snapshots, waiting, journal_bytes: journalBytes, snapshot_bytes: snapshotBytes, documents: kept };
}
