import { systemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/core/log.ts';
import { openBoss, type Boss } from '../../src/schedule/boss.ts';
import { openPostgresStore } from '../../src/store/postgres/index.ts';
import type { AnyCollection } from '../../src/store/store.ts';
import { scheduleContract, type Place } from '../contracts/schedule.ts';
import { newDatabase } from '../support/database.ts';

async function place(collections: readonly AnyCollection[]): Promise<Place> {
  const database = await newDatabase();
  let onPut: Boss['onPut'] = async () => {};
  const store = await openPostgresStore({
    url: database.url,
    collections,
    clock: systemClock,
    log: silentLog,
    chance: Math.random,
    onPut: (...kept) => onPut(...kept),
  });
  const bosses: Boss[] = [];
  return {
    store,
    startJobs: async (schedule) => {
      const boss = await openBoss({ url: database.url, zone: 'Asia/Shanghai', log: silentLog });
      bosses.push(boss);
      ({ onPut } = boss);
      return boss.work(schedule, () => {});
    },
    close: async () => {
      for (const boss of bosses) await boss.stop();
      await store.close();
      await database.drop();
    },
  };
}

scheduleContract('pg-boss', 1, place);
scheduleContract('pg-boss', 3, place);
