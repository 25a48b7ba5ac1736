import type { Config } from './config.ts';
import { MINUTE_MS, plusMs, type Clock } from './core/clock.ts';
import type { Failpoints } from './core/failpoints.ts';
import type { Log } from './core/log.ts';
import type { Boss } from './schedule/boss.ts';
import { startTicking, type Ticking } from './schedule/cron.ts';
import type { Ticker } from './schedule/ticker.ts';
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
  /** Keeps the schedule running; `onRan` after something was done. */
  startJobs(ticker: Ticker, onRan: () => void): Promise<Ticking>;
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

export function openEngine(config: Config, collections: readonly AnyCollection[], world: EngineWorld): Promise<Engine> {
  return config.databaseUrl === null ? inFolder(config, collections, world) : onDatabase(config.databaseUrl, config, collections, world);
}

async function inFolder(config: Config, collections: readonly AnyCollection[], world: EngineWorld): Promise<Engine> {
  const store = await openJsonStore({ snapshotAfterBytes: SNAPSHOT_AFTER_BYTES, ...world, folder: config.dataDir, collections });
  return {
    store,
    clock: world.clock,
    alone: true,
    startJobs: async (ticker, onRan) => tickingOf(ticker, onRan, world),
    problem: () => (store.health().state === 'ok' ? null : (store.health().reason ?? 'not writable')),
    figures: () => figuresOf(store),
  };
}

async function onDatabase(url: string, config: Config, collections: readonly AnyCollection[], world: EngineWorld): Promise<Engine> {
  // Only where they are used: their libraries take a tenth of a second to load.
  const { openPostgresStore } = await import('./store/postgres/index.ts');
  const { openBoss } = await import('./schedule/boss.ts');
  const { log, chance } = world;
  let onPut: Boss['onPut'] = async () => {};
  const store = await openPostgresStore({
    url,
    connections: config.databaseConnections,
    collections,
    clock: world.clock,
    log,
    chance,
    onPut: (...kept) => onPut(...kept),
  });
  const figures = (): Readonly<Record<string, number>> => ({ ...store.stats() });
  const problem = (): string | null => store.health().reason ?? (world.ownTime === true ? null : clockProblem(store.aheadMs));
  // pg-boss goes by the database's time; where a test has a time of its own, the rows are looked at by that.
  if (world.ownTime === true) {
    const { clock } = world;
    return { store, alone: false, clock, problem, figures, startJobs: async (ticker, onRan) => tickingOf(ticker, onRan, world) };
  }
  const boss = await openBoss({ url, zone: config.zone, log }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  ({ onPut } = boss);
  return {
    store: {
      read: (work) => store.read(work),
      write: (work) => store.write(work),
      close: () => boss.stop().then(() => store.close()),
    },
    alone: false,
    // Of several machines only one clock can be right: the database's.
    clock: { now: () => plusMs(world.clock.now(), store.aheadMs), monotonicMs: () => world.clock.monotonicMs() },
    problem,
    figures,
    startJobs: (ticker, onRan) => boss.work(ticker, onRan),
  };
}

/** WeCom signs with the right time, and what is five minutes off is refused: long before that somebody should know why. */
const CLOCK_OFF_MS = MINUTE_MS;

function clockProblem(aheadMs: number): string | null {
  if (Math.abs(aheadMs) < CLOCK_OFF_MS) return null;
  return `the database's clock is ${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's`;
}

function tickingOf(ticker: Ticker, onRan: () => void, world: EngineWorld): Ticking {
  return startTicking(async () => {
    const next = await ticker.tick();
    onRan();
    return next;
  }, world);
}

function figuresOf(store: JsonStore): Readonly<Record<string, number>> {
  const { documents, commits, batches, snapshots, journalBytes, snapshotBytes, waiting } = store.stats();
  const kept = Object.values(documents).reduce((sum, count) => sum + count, 0);
  return { commits, batches, snapshots, waiting, journal_bytes: journalBytes, snapshot_bytes: snapshotBytes, documents: kept };
}
