import { mayGoAt, RATE_WINDOW_MS } from './backoff.ts';

/** Lanes that are remembered before those are looked through that went quiet. */
const TIDY_AT = 1_000;

/**
 * When this process sent what to each target, by the monotonic clock. The rows tell it by the wall clock, for all processes and
 * over restarts; a wall clock that is set ahead would make them forget the last minute (reliability T01).
 */
export function lanePaces(monotonicMs: () => number): {
  waitMs(targetKey: string, perMinute: number): number;
  sent(targetKey: string): void;
} {
  const sent = new Map<string, readonly number[]>();
  const recent = (targetKey: string): readonly number[] => {
    const since = monotonicMs() - RATE_WINDOW_MS;
    return (sent.get(targetKey) ?? []).filter((at) => at > since);
  };
  const tidy = (): void => {
    for (const targetKey of sent.keys()) if (recent(targetKey).length === 0) sent.delete(targetKey);
  };
  return {
    waitMs: (targetKey, perMinute) => Math.max(0, mayGoAt(recent(targetKey), perMinute, monotonicMs()) - monotonicMs()),
    sent: (targetKey) => {
      if (sent.size >= TIDY_AT) tidy();
      sent.set(targetKey, [...recent(targetKey), monotonicMs()]);
    },
  };
}
