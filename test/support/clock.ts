import { plusMs, type Clock, type Instant } from '../../src/core/clock.ts';

/** Time that moves only when the test says so. */
export interface SetClock extends Clock {
  set(instant: Instant): void;
  advance(ms: number): void;
  /** Somebody sets the clock on the wall; no time passes. */
  jump(ms: number): void;
}

export function setClock(start: Instant): SetClock {
  let now = new Date(start).toISOString();
  let monotonic = 0;
  return {
    now: () => now,
    monotonicMs: () => monotonic,
    set: (instant) => {
      monotonic += Math.max(0, Date.parse(instant) - Date.parse(now));
      now = new Date(instant).toISOString();
    },
    jump: (ms) => {
      now = plusMs(now, ms);
    },
    advance: (ms) => {
      monotonic += ms;
      now = plusMs(now, ms);
    },
  };
}
