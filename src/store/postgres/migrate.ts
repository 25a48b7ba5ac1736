import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { Log } from '../../core/log.ts';
import { codeOf, DatabaseRefused } from './errors.ts';
import { dropLeftOvers, lay, unlaid } from './lay.ts';
import type { TableShape } from './shape.ts';
import { HOUSE } from './sql.ts';

const FOLDER = join(import.meta.dirname, 'migrations');

/** Any number that nobody else takes: of several starters one lays the tables, the others wait and find them laid. */
const STARTER_LOCK = 7_264_001_001;

/**
 * Brings the database to this program's layout, in one transaction: a start that is cut leaves it as it was. A layout that stands
 * already costs two questions and no lock. Throws {@link DatabaseRefused} where a newer program has been at work.
 */
export async function migrate(client: ClientBase, shapes: readonly TableShape[], log: Log): Promise<void> {
  const files = await migrations();
  // Whoever waits for a table makes all who want it wait behind: not for long, and again later.
  await client.query(`SET lock_timeout = ${LOCK_MS}`);
  for (let tries = 1; ; tries += 1) {
    try {
      return await migrateNow(client, files, shapes);
    } catch (error) {
      if (codeOf(error) !== LOCKED) throw error;
      if (tries >= TRIES) throw new DatabaseRefused('locked', 'another session holds the tables', { cause: error });
      log.warn('another session (a backup, another start) holds the tables: the start waits for it', { tries });
      await pause(PAUSE_MS);
    }
  }
}

const LOCK_MS = 2_000;
const PAUSE_MS = 3_000;
/** A minute and a half. */
const TRIES = 18;
/** lock_not_available */
const LOCKED = '55P03';

async function migrateNow(client: ClientBase, files: readonly string[], shapes: readonly TableShape[]): Promise<void> {
  if (await stands(client, files.length, shapes)) return;
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(${STARTER_LOCK})`);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${HOUSE}`);
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${HOUSE}.migrations (number integer PRIMARY KEY, taken_at timestamptz NOT NULL DEFAULT now())`,
    );
    const taken = await newest(client);
    // Somebody newer may have been at work while this one waited for the lock.
    refuseNewer(taken, files.length);
    for (const [at, sql] of files.entries()) {
      const number = at + 1;
      if (number <= taken) continue;
      // The row first: should the lock ever fail us, the second starter is stopped here and not by a table half made.
      await client.query(`INSERT INTO ${HOUSE}.migrations (number) VALUES ($1)`, [number]);
      await client.query(sql);
    }
    for (const shape of await unlaid(client, shapes)) await lay(client, shape);
    await dropLeftOvers(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function migrations(): Promise<readonly string[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).toSorted();
  names.forEach((name, at) => {
    if (name !== `${String(at + 1).padStart(6, '0')}.sql`) throw new Error(`${name}: migrations are numbered without a gap`);
  });
  return Promise.all(names.map((name) => readFile(join(FOLDER, name), 'utf8')));
}

function refuseNewer(taken: number, latest: number): void {
  if (taken > latest) throw new DatabaseRefused('newerFormat', `the database has migration ${taken}, this program knows ${latest}`);
}

async function stands(client: ClientBase, latest: number, shapes: readonly TableShape[]): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('${HOUSE}.collections') IS NOT NULL AS there`);
  if (rows[0]?.there !== true) return false;
  const taken = await newest(client);
  refuseNewer(taken, latest);
  return taken === latest && (await unlaid(client, shapes)).length === 0;
}

async function newest(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ newest: number | null }>(`SELECT max(number) AS newest FROM ${HOUSE}.migrations`);
  return rows[0]?.newest ?? 0;
}
