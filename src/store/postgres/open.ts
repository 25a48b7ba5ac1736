import { Client } from 'pg';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { AnyCollection } from '../store.ts';
import { Connections, settingsOf } from './connections.ts';
import { codeOf, DatabaseRefused, failureOf } from './errors.ts';
import { migrate } from './migrate.ts';
import { PostgresStore } from './postgres-store.ts';
import { Tables } from './tables.ts';
import type { OnPut } from './transaction.ts';
import { Watch } from './watch.ts';

export interface PostgresStoreOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  readonly collections: readonly AnyCollection[];
  readonly clock: Clock;
  readonly log: Log;
  /** 0..1; spreads those who collided. */
  readonly chance: () => number;
  /** Connections for transactions; two more are kept for watching and laying tables. */
  readonly connections?: number;
  readonly onPut?: OnPut;
}

const CONNECTIONS = 10;
const OLDEST_VERSION = 140_000;

/**
 * Looks whether the database can keep our promises, lays the tables, and opens the store. Rejects with {@link DatabaseRefused},
 * having changed nothing, where it cannot.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const tables = new Tables(options.collections);
  await prepare(options, tables);
  const connections = new Connections(options.url, { most: options.connections ?? CONNECTIONS, log: options.log });
  const watch = new Watch(settingsOf(options.url, 'watch'), options.clock, options.log);
  await watch.start();
  return new PostgresStore({
    connections,
    tables,
    watch,
    onPut: options.onPut ?? (async () => {}),
    chance: options.chance,
    monotonicMs: () => options.clock.monotonicMs(),
  });
}

async function prepare({ url, log }: PostgresStoreOptions, tables: Tables): Promise<void> {
  const client = new Client(settingsOf(url, 'start'));
  client.on('error', () => {});
  try {
    await client.connect();
    const found = await serverOf(client);
    if (found.version < OLDEST_VERSION) throw new DatabaseRefused('tooOld', `PostgreSQL ${found.version} is too old`);
    if (found.encoding !== 'UTF8') throw new DatabaseRefused('encoding', `the database's encoding is ${found.encoding}, not UTF8`);
    if (!found.fsync) log.warn('fsync is off in PostgreSQL: what was acknowledged may be lost when its machine fails');
    await migrate(
      client,
      tables.all.map((table) => table.shape),
      log,
    );
  } catch (error) {
    throw refusal(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function serverOf(client: Client): Promise<{ version: number; encoding: string; fsync: boolean }> {
  const { rows } = await client.query<{ version: string; encoding: string; fsync: string }>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding,
            current_setting('fsync') AS fsync`,
  );
  const { version = '0', encoding = '', fsync = '' } = rows[0] ?? {};
  return { version: Number(version), encoding, fsync: fsync === 'on' };
}

/** An error of connecting, in terms of what the operator can mend. */
export function refusal(error: unknown): unknown {
  if (error instanceof DatabaseRefused) return error;
  const code = codeOf(error);
  if (code === '3D000') return new DatabaseRefused('missing', 'the database does not exist', { cause: error });
  if (code === '42501' || code.startsWith('28'))
    return new DatabaseRefused('notAllowed', `the database refuses this user (${code})`, { cause: error });
  if (failureOf(error) === 'away')
    return new DatabaseRefused('unreachable', `the database does not answer (${code || 'no answer'})`, { cause: error });
  return error;
}
