import { HOUR_MS, plusMs, SECOND_MS, type Instant } from '../core/clock.ts';
import type { PlatformError } from '../core/errors.ts';
import { pauseAfter, RATE_WINDOW_MS, waitAfter } from './backoff.ts';
import { BROKEN_TIMES, type Lane } from './lane.ts';
import type { Notice } from './notice.ts';

const BREATHER_MS = SECOND_MS;
/** About once a day it is tried whether a closed target is open again: a plan of the same hour each day finds it so. */
const KNOCK_MS = 20 * HOUR_MS;

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
    lane: { strikes: 0, pausedUntil: null, broken: null },
  };
}

export function afterFailure(notice: Notice, error: PlatformError, lane: Lane, now: Instant, chance: number): After {
  const why = { failure: error.code, reason: error.reason };
  switch (error.disposition) {
    case 'unknown':
      // A target in trouble: the others first.
      return { notice: { ...why, state: 'unknown' }, lane: { pausedUntil: plusMs(now, BREATHER_MS) } };
    case 'permanent':
      return { notice: { ...why, state: 'dead' }, lane: {} };
    case 'brokenTarget': {
      const times = (lane.broken?.times ?? 0) + 1;
      const since = lane.broken?.since ?? now;
      const nextTryAt = times < BROKEN_TIMES ? now : plusMs(now, KNOCK_MS);
      return { notice: { ...why, state: 'dead' }, lane: { broken: { times, since, nextTryAt, ...why } } };
    }
    case 'pause': {
      // Not this message's fault: the try does not count, and the whole target waits.
      const strikes = lane.strikes + 1;
      const pausedUntil = plusMs(now, Math.max(pauseAfter(strikes), error.retryAfterMs ?? RATE_WINDOW_MS));
      return { notice: { ...why, state: 'pending', attempts: notice.attempts - 1, dueAt: pausedUntil }, lane: { strikes, pausedUntil } };
    }
    case 'retry': {
      const wait = notice.attempts >= (error.mostTries ?? Number.POSITIVE_INFINITY) ? null : waitAfter(notice.attempts, chance);
      return wait === null
        ? { notice: { ...why, state: 'dead' }, lane: {} }
        : { notice: { ...why, state: 'pending', dueAt: plusMs(now, Math.max(wait, error.retryAfterMs ?? 0)) }, lane: {} };
    }
  }
}
