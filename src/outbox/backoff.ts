import { MINUTE_MS, SECOND_MS } from '../core/clock.ts';

/** Waits before the second, third, … try of a notice that surely was not sent. After the last one it is dead. */
const WAITS_MS = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS];

/** How long to wait after `attempts` tries; null = give up. `chance` 0..1 spreads the herd by up to a fifth. */
export function waitAfter(attempts: number, chance: number): number | null {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (0.9 + 0.2 * chance));
}

/** Messages to one target within this time count against its limit. */
export const RATE_WINDOW_MS = MINUTE_MS;

/** When the next `parts` messages may go, given when earlier ones went. Sliding window: never more than `limit` in any 60 s. */
export function mayGoAt(
  sentMs: readonly { readonly atMs: number; readonly parts: number }[],
  parts: number,
  limit: number,
  nowMs: number,
): number {
  const recent = sentMs.filter((one) => one.atMs > nowMs - RATE_WINDOW_MS).toSorted((a, b) => a.atMs - b.atMs);
  let load = recent.reduce((sum, one) => sum + one.parts, 0);
  // A content of more parts than the limit may only go alone.
  const allowed = Math.max(limit, parts);
  let goAt = nowMs;
  for (const one of recent) {
    if (load + parts <= allowed) break;
    load -= one.parts;
    goAt = one.atMs + RATE_WINDOW_MS + 1;
  }
  return goAt;
}
