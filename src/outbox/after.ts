import { plusMs, SECOND_MS, type Instant } from '../core/clock.ts';
import type { PlatformError } from '../core/errors.ts';
import { pauseAfter, RATE_WINDOW_MS, waitAfter } from './backoff.ts';
import type { Lane } from './lane.ts';
import type { Notice } from './notice.ts';

const BREATHER_MS = SECOND_MS;

/** What a try left behind. Pure. */
export interface After {
  readonly notice: Partial<Notice>;
  readonly lane: Partial<Lane>;
}

/** One message has arrived; of a content that takes several, the next follows. */
export function afterSuccess(notice: Notice, parts: number, now: Instant): After {
  const part = notice.part + 1;
  const done = part >= parts;
  return {
    notice: done
      ? { state: 'sent', part, sentAt: now, failure: null, reason: null }
      : { state: 'pending', part, attempts: 0, failure: null, reason: null },
    lane: { strikes: 0, pausedUntil: null },
  };
}

export function afterFailure(notice: Notice, error: PlatformError, lane: Lane, now: Instant, chance: number): After {
  const why = { failure: error.code, reason: error.reason };
  switch (error.disposition) {
    case 'unknown':
      // A target in trouble: the others first.
      return { notice: { ...why, state: 'unknown' }, lane: { pausedUntil: plusMs(now, BREATHER_MS) } };
    case 'permanent':
    case 'brokenTarget':
      return { notice: { ...why, state: 'dead' }, lane: {} };
    case 'pause': {
      // Not this message's fault: the try does not count, and the whole target waits.
      const strikes = lane.strikes + 1;
      const pausedUntil = plusMs(now, Math.max(pauseAfter(strikes), error.retryAfterMs ?? RATE_WINDOW_MS));
      return { notice: { ...why, state: 'pending', attempts: notice.attempts - 1, dueAt: pausedUntil }, lane: { strikes, pausedUntil } };
    }
    case 'retry': {
      const wait = waitAfter(notice.attempts, chance);
      return wait === null
        ? { notice: { ...why, state: 'dead' }, lane: {} }
        : { notice: { ...why, state: 'pending', dueAt: plusMs(now, Math.max(wait, error.retryAfterMs ?? 0)) }, lane: {} };
    }
  }
}
