import type { Timers } from '../../src/channels/wecom/timers.ts';
import { plusMs, type Clock } from '../../src/core/clock.ts';

export interface ManualTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Lets `ms` pass: timers that are due by then fire in order. */
  pass(ms: number): void;
  /** Resolves when somebody has begun to wait for `ms`. */
  waitedFor(ms: number): Promise<void>;
}

/** Time that only the test moves. */
export function manualTime(start = '2026-11-23T01:00:00.000Z'): ManualTime {
  let elapsed = 0;
  const waiting = new Set<{ due: number; ms: number; action: () => void }>();
  const watchers = new Set<() => void>();
  return {
    clock: { now: () => plusMs(start, elapsed), monotonicMs: () => elapsed },
    timers: {
      after(ms, action) {
        const timer = { due: elapsed + ms, ms, action };
        waiting.add(timer);
        for (const watcher of watchers) watcher();
        return () => waiting.delete(timer);
      },
    },
    pass(ms) {
      elapsed += ms;
      for (const timer of [...waiting].toSorted((a, b) => a.due - b.due)) {
        if (timer.due <= elapsed && waiting.delete(timer)) timer.action();
      }
    },
    async waitedFor(ms) {
      const isWaiting = (): boolean => [...waiting].some((timer) => timer.ms === ms);
      while (!isWaiting()) {
        const { promise, resolve } = Promise.withResolvers<void>();
        watchers.add(resolve);
        await promise;
        watchers.delete(resolve);
      }
    },
  };
}
