import { afterAll } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import { openMemoryStore } from '../../src/store/memory/index.ts';
import { openPostgresStore } from '../../src/store/postgres/index.ts';
import type { AnyCollection, Store } from '../../src/store/store.ts';
import { newDatabase, type TestDatabase } from './database.ts';

/** Which engine the suites run on that do not care: memory, or `postgres` (npm run test:postgres). */
export const onPostgres = process.env['TEST_STORE'] === 'postgres';

const free: TestDatabase[] = [];
const made: TestDatabase[] = [];

/** An empty store with these collections. */
export async function openTestStore(collections: readonly AnyCollection[]): Promise<Store> {
  if (!onPostgres) return openMemoryStore(collections);
  const database = free.pop() ?? (await another());
  await database.empty();
  const store = await openPostgresStore({
    url: database.url,
    collections,
    connections: 4,
    clock: systemClock,
    log: silentLog,
    chance: Math.random,
  });
  return {
    read: (work) => store.read(work),
    write: (work) => store.write(work),
    close: async () => {
      await store.close();
      free.push(database);
    },
  };
}

async function another(): Promise<TestDatabase> {
  const database = await newDatabase();
  made.push(database);
  return database;
}

// What a test forgot to close is dropped with its connections.
if (onPostgres) afterAll(() => Promise.all(made.splice(0).map((database) => database.drop())));
