/** An instant: UTC in ISO 8601 with milliseconds and `Z`. Instants compare as strings. */
export type Instant = string;

/** A day on the wall calendar of the configured zone, `YYYY-MM-DD`. */
export type LocalDate = string;

/** The world's time. Injected everywhere: tests set it, nobody sleeps. */
export interface Clock {
  now(): Instant;
  /** Milliseconds that never go back; for limits and intervals, never for dates. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
};

export function plusMs(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** Milliseconds from `earlier` to `later`; negative when they are the other way round. */
export function msBetween(earlier: Instant, later: Instant): number {
  return Date.parse(later) - Date.parse(earlier);
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
