import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';

const QUIET_MS = 10_000;
const KINDS_LIMIT = 200;

/** One line per kind and 10 s, with the count of those in between: a flood of bad requests must not become a flood of log. */
export function tally(log: Log, clock: Clock): (kind: string) => void {
  const seen = new Map<string, { since: number; unlogged: number }>();
  return (kind) => {
    const now = clock.monotonicMs();
    const last = seen.get(kind);
    if (last !== undefined && now - last.since < QUIET_MS) {
      last.unlogged += 1;
      return;
    }
    log.warn('callback not taken', { kind, unlogged: last?.unlogged ?? 0 });
    if (seen.size >= KINDS_LIMIT) seen.clear();
    seen.set(kind, { since: now, unlogged: 0 });
  };
}
