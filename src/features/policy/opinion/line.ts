import { SECOND_MS, type Clock } from '../../../core/clock.ts';
import { PlatformError } from '../../../core/errors.ts';
import { faultOf, type Log } from '../../../core/log.ts';
import type { Patience } from '../../../model/model.ts';

export const SERVICES = ['embedding', 'rerank'] as const;
export const OUTCOMES = ['joined', 'late', 'failed', 'leftAlone', 'busy'] as const;

/** One question at a service, for the operator's figures: no text, no person. */
export interface OpinionAsked {
  readonly service: (typeof SERVICES)[number];
  /** `leftAlone`: it failed lately and is not asked; `busy`: too many questions wait for it. */
  readonly outcome: (typeof OUTCOMES)[number];
  readonly ms: number;
}

export interface Around {
  readonly clock: Clock;
  readonly after: (ms: number, action: () => void) => () => void;
  readonly log: Log;
  readonly count: (asked: OpinionAsked) => void;
}

/** So many failures after one another, and it is left alone for so long: not every question shall wait for what is away. */
const FAILURES = 3;
const LEFT_ALONE_MS = 30 * SECOND_MS;
/** A storm of questions must not pile up before a service that answers some a second. */
const AT_ONCE = 8;
/** The call ends by its signal; this is for a clock that a test holds still. */
const AT_LAST_MS = 10 * SECOND_MS;

export interface Line {
  isOpen(): boolean;
  /** A question goes without it, because it is left alone. */
  passOver(): void;
  /** Never rejects and ends within the line's limit; undefined: nothing came that could be used. */
  ask<T>(call: (patience: Patience) => Promise<T>): Promise<T | undefined>;
}

/** The way to one service, for questions that somebody waits for. */
export function openLine(service: OpinionAsked['service'], limitMs: number, { clock, after, log, count }: Around): Line {
  let failures = 0;
  let openAtMs = Number.NEGATIVE_INFINITY;
  let asked = 0;

  const failed = (outcome: 'late' | 'failed', why: Readonly<Record<string, string>>): void => {
    failures += 1;
    if (failures < FAILURES) return;
    // After the pause one more failure is enough.
    openAtMs = clock.monotonicMs() + LEFT_ALONE_MS;
    log.warn('a service does not answer in time and is left alone for a while', { service, outcome, ...why });
  };

  const attempt = async <T>(call: (patience: Patience) => Promise<T>): Promise<{ outcome: OpinionAsked['outcome']; value?: T }> => {
    if (clock.monotonicMs() < openAtMs) return { outcome: 'leftAlone' };
    if (asked >= AT_ONCE) return { outcome: 'busy' };
    asked += 1;
    const given = new AbortController();
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const callOff = after(limitMs, () => {
      given.abort();
      reject(new PlatformError({ channel: 'model', method: service, code: 'timeout', disposition: 'permanent' }));
    });
    try {
      const value = await Promise.race([call({ timeoutMs: AT_LAST_MS, signal: given.signal }), tooLate]);
      failures = 0;
      return { outcome: 'joined', value };
    } catch (error) {
      const code = error instanceof PlatformError ? error.code : undefined;
      const outcome = code === 'timeout' ? 'late' : 'failed';
      failed(outcome, code === undefined ? faultOf(error) : { code });
      return { outcome };
    } finally {
      callOff();
      asked -= 1;
    }
  };

  return {
    isOpen: () => clock.monotonicMs() >= openAtMs,
    passOver: () => count({ service, outcome: 'leftAlone', ms: 0 }),
    ask: async (call) => {
      const startedMs = clock.monotonicMs();
      const { outcome, value } = await attempt(call);
      count({ service, outcome, ms: clock.monotonicMs() - startedMs });
      return value;
    },
  };
}
