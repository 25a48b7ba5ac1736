import { afterAll } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import { openPostgresStore } from '../../../src/store/postgres/index.ts';
import { newDatabase, type TestDatabase } from '../../support/database.ts';
import { storeContract } from '../../contracts/store.ts';

let database: TestDatabase | undefined;

storeContract('PostgreSQL store', async (collections) => {
  // One database for the file, emptied for each store that is opened.
  database ??= await newDatabase();
  await database.empty();
  return openPostgresStore({ url: database.url, collections, clock: systemClock, log: silentLog, chance: Math.random });
});

afterAll(() => database?.drop());
