import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import { openPostgresStore, type PostgresStore } from '../../src/store/postgres/index.ts';
import { collection, StoreUnavailable } from '../../src/store/store.ts';
import { openCluster } from '../support/cluster.ts';
import { newDatabase } from '../support/database.ts';

const marks = collection({ name: 'marks', schema: z.object({ id: z.string() }) });
/** Long enough for COMMIT to be under way, as commits wait for each other here, and shorter than they wait. */
const UNDER_WAY_MS = 30;

/** Writes without end, through the crash, so that numbers are given out again. */
async function writeUntil(over: () => boolean, store: PostgresStore): Promise<void> {
  for (let number = 0; !over(); number += 1) {
    await store.write((tx) => tx.insert(marks, { id: `after${number}` })).catch(() => pause(10));
  }
}

it('M11: a commit that a crash took is not taken for kept because its number was given out again', async () => {
  await using cluster = await openCluster();
  const database = await newDatabase(cluster.url);
  const open = (): Promise<PostgresStore> =>
    openPostgresStore({ url: database.url, collections: [marks], clock: systemClock, log: silentLog, chance: Math.random });
  const mine = await open();
  const others = await open();
  // A commit waits a tenth of a second before it is on disk, and nothing else writes its number there.
  for (const set of ['commit_delay = 100000', 'commit_siblings = 0', "wal_writer_delay = '10s'", 'autovacuum = off'])
    await database.query(`ALTER SYSTEM SET ${set}`);
  await database.query('SELECT pg_reload_conf()');
  await mine.write((tx) => tx.insert(marks, { id: 'warm' }));
  const [victim] = await database.query(
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
  );
  const writing = mine
    .write(async (tx) => {
      await tx.get(marks, 'mine');
      await tx.insert(marks, { id: 'mine' });
    })
    .then(
      () => 'acknowledged',
      (error: unknown) => (error instanceof StoreUnavailable ? 'not taken' : String(error)),
    );
  await pause(UNDER_WAY_MS);
  // One server process dies, and PostgreSQL starts itself anew.
  process.kill(Number(victim?.['pid']), 'SIGKILL');
  let over = false;
  const busy = writeUntil(() => over, others);
  const outcome = await writing;
  const kept = await others.read((tx) => tx.get(marks, 'mine'));
  over = true;
  await busy;
  expect([outcome, kept?.id]).toEqual(kept === undefined ? ['not taken', undefined] : ['acknowledged', 'mine']);
  await mine.close();
  await others.close();
}, 60_000);
