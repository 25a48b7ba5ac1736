import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/clock.ts';
import { startTicking } from '../../src/schedule/cron.ts';
import { scheduleContract } from '../contracts/schedule.ts';
import { openTestStore } from '../support/store.ts';

scheduleContract('node-cron', 1, async (collections) => {
  const store = await openTestStore(collections);
  return {
    store,
    startJobs: async (schedule) => startTicking(() => schedule.tick(), { clock: systemClock, log: silentLog }),
    close: () => store.close(),
  };
});
