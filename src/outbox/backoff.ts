import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../core/clock.ts';

/** Waits before the second, third, … try of a notice that surely was not sent. After the last one it is dead. */
const WAITS_MS = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS];

/** How long to wait after `attempts` tries; null = give up. `chance` 0..1 spreads the herd by up to a fifth. */
export function waitAfter(attempts: number, chance: number): number | null {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (0.9 + 0.2 * chance));
}

/** 45009 comes for the minute's limit and for the hour's alike: who hears it again right after the pause waits longer. */
const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS];

/** How long a target must be left alone when the platform said "too many" for the `strikes`-th time in a row. */
export function pauseAfter(strikes: number): number {
  return PAUSES_MS[Math.min(strikes, PAUSES_MS.length) - 1] ?? HOUR_MS;
}

/** Messages to one target within this time count against its limit. */
export const RATE_WINDOW_MS = MINUTE_MS;

/** When the next message may go, given when earlier ones went. Sliding window: never more than `limit` in any 60 s. */
export function mayGoAt(sentMs: readonly number[], limit: number, nowMs: number): number {
  const recent = sentMs.filter((at) => at > nowMs - RATE_WINDOW_MS).toSorted((a, b) => a - b);
  const inTheWay = recent.at(-limit);
  return inTheWay === undefined ? nowMs : inTheWay + RATE_WINDOW_MS + 1;
}
