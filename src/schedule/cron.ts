import { schedule, type ScheduledTask } from 'node-cron';
import { faultOf, type Log } from '../core/log.ts';

export interface Ticking {
  /** Work may be due right now: do not wait for the next second. */
  wake(): void;
  /** No further tick; resolves when the one in hand is done. */
  stop(): Promise<void>;
}

/**
 * node-cron is only the tick: once a second it asks the store what is due. It skips ticks when the process sleeps and
 * catches nothing up, which does no harm, because every due time is a row.
 */
export function startTicking(tick: () => Promise<void>, log: Log): Ticking {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let waiting = false;
  const once = (): void => {
    if (stopped || waiting) return;
    waiting = true;
    running = running
      .then(() => {
        waiting = false;
        return stopped ? undefined : tick();
      })
      .catch((error: unknown) => log.error('a tick failed; the next one tries again', faultOf(error)));
  };
  const task: ScheduledTask = schedule('* * * * * *', once);
  return {
    wake: once,
    stop: async () => {
      stopped = true;
      await task.destroy();
      await running;
    },
  };
}
