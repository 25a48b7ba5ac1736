import { schedule, type ScheduledTask } from 'node-cron';
import { msBetween, SECOND_MS, type Clock, type Instant } from '../core/clock.ts';
import { faultOf, type Log } from '../core/log.ts';

export interface Ticking {
  /** Work may be due right now: do not wait for the next second. */
  wake(): void;
  /** No further tick; resolves when the one in hand is done. */
  stop(): Promise<void>;
}

/**
 * node-cron is only the tick: once a second it asks the store what is due. It skips ticks when the process sleeps and
 * catches nothing up, which does no harm, because every due time is a row. What falls due before the next tick, as the
 * last one told, is not kept waiting for it.
 */
export function startTicking(tick: () => Promise<Instant | null>, { clock, log }: { readonly clock: Clock; readonly log: Log }): Ticking {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let waiting = false;
  let alarm: NodeJS.Timeout | undefined;
  const wakeAt = (next: Instant | null): void => {
    clearTimeout(alarm);
    const inMs = next === null ? Infinity : msBetween(clock.now(), next);
    if (!stopped && inMs <= SECOND_MS) alarm = setTimeout(once, Math.max(inMs, 1));
  };
  const once = (): void => {
    if (stopped || waiting) return;
    waiting = true;
    running = running
      .then(async () => {
        waiting = false;
        if (!stopped) wakeAt(await tick());
      })
      .catch((error: unknown) => log.error('a tick failed; the next one tries again', faultOf(error)));
  };
  const task: ScheduledTask = schedule('* * * * * *', once);
  return {
    wake: once,
    stop: async () => {
      stopped = true;
      clearTimeout(alarm);
      await task.destroy();
      await running;
    },
  };
}
