import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import { openPostgresStore } from '../../src/store/postgres/index.ts';
import { collection, StoreUnavailable } from '../../src/store/store.ts';
import { openCluster } from '../support/cluster.ts';
import { newDatabase } from '../support/database.ts';
import { openWire } from '../support/wire.ts';

const marks = collection({ name: 'marks', schema: z.object({ id: z.string() }) });

it('M09: a synchronous replica that takes over has everything that was acknowledged, and work goes on by itself', async () => {
  await using primary = await openCluster();
  const database = await newDatabase(primary.url);
  await using replica = await primary.synchronousReplica();
  const wire = await openWire(database.url);
  const store = await openPostgresStore({
    url: wire.url,
    collections: [marks],
    clock: systemClock,
    log: silentLog,
    chance: Math.random,
  });
  const acknowledged: string[] = [];
  const world = { writing: true };
  const writer = async (_: unknown, which: number): Promise<void> => {
    for (let number = 0; world.writing; number += 1) {
      const id = `${which}-${number}`;
      try {
        await store.write((tx) => tx.insert(marks, { id }));
        acknowledged.push(id);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await pause(50);
      }
    }
  };
  const writers = Array.from({ length: 8 }, writer);
  await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(500);
  await primary.stop();
  await replica.promote();
  const before = acknowledged.length;
  wire.leadTo(replica.url);
  await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before + 500);
  world.writing = false;
  await Promise.all(writers);
  const kept = new Set((await store.read((tx) => tx.find(marks))).map(({ id }) => id));
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  await expect.poll(() => store.health().state, { timeout: 5_000 }).toBe('ok');
  await store.close();
  await wire.close();
}, 120_000);
