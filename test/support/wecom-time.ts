import type { Clock } from '../../src/core/clock.ts';
import type { Timers } from '../../src/channels/wecom/timers.ts';

/** A clock that is set, and timers that go off when a test says so. */
export interface WecomTime {
  readonly clock: Clock;
  readonly timers: Timers;
  now(): string;
  pass(ms: number): void;
  /** Resolves when somebody waits for `ms`; then the test may let it pass. */
  armed(ms: number): Promise<void>;
  /** Ends every wait for `ms` that is under way. */
  fire(ms: number): void;
}

interface Wait {
  readonly ms: number;
  readonly action: () => void;
}

export function wecomTime(start = '2026-11-21T01:00:00.000Z'): WecomTime {
  let at = Date.parse(start);
  const waits = new Set<Wait>();
  const watchers = new Set<{ ms: number; resolve: () => void }>();
  return {
    clock: { now: () => new Date(at).toISOString(), monotonicMs: () => at },
    now: () => new Date(at).toISOString(),
    pass(ms) {
      at += ms;
    },
    timers: {
      after(ms, action) {
        const wait = { ms, action };
        waits.add(wait);
        for (const watcher of watchers) if (watcher.ms === ms) watcher.resolve();
        return () => waits.delete(wait);
      },
    },
    async armed(ms) {
      if ([...waits].some((wait) => wait.ms === ms)) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const watcher = { ms, resolve };
      watchers.add(watcher);
      await promise;
      watchers.delete(watcher);
    },
    fire(ms) {
      for (const wait of waits) {
        if (wait.ms !== ms) continue;
        waits.delete(wait);
        wait.action();
      }
    },
  };
}
