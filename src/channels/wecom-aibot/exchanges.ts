import { msBetween, type Instant } from '../../core/clock.ts';
import type { Reply } from '../../core/message.ts';

/** What became of a message's answer, as far as this process knows. */
export interface Exchange {
  readonly messageId: string;
  readonly startedAt: Instant;
  readonly responseUrl: string | undefined;
  /** `prompt`: answered in time, so nobody keeps it here. `working`: past the deadline. */
  state: 'prompt' | 'working' | { readonly reply: Reply | null } | 'failed';
  /** How often it could not be kept. */
  failures: number;
  /** The one use of response_url is gone. */
  saidAfterwards: boolean;
}

export interface Exchanges {
  /** The exchange of this message; a repeat finds the first one, and so gets the same stream. */
  open(messageId: string, now: Instant, responseUrl: string | undefined): Exchange;
  find(messageId: string): Exchange | undefined;
}

/** A stream lives 6 minutes; WeCom's repeats are over in 15 s. */
const KEPT_MS = 10 * 60_000;
const KEPT_COUNT = 10_000;

/** In memory and bounded. Losing it in a restart costs nothing but the late word by response_url: stream ids carry their message. */
export function createExchanges(): Exchanges {
  const exchanges = new Map<string, Exchange>();
  const forgetOld = (now: Instant): void => {
    for (const { messageId, startedAt } of exchanges.values()) {
      if (exchanges.size < KEPT_COUNT && msBetween(startedAt, now) < KEPT_MS) return;
      exchanges.delete(messageId);
    }
  };
  return {
    open(messageId, now, responseUrl) {
      const known = exchanges.get(messageId);
      if (known !== undefined) return known;
      forgetOld(now);
      const exchange: Exchange = { messageId, startedAt: now, responseUrl, state: 'prompt', failures: 0, saidAfterwards: false };
      exchanges.set(messageId, exchange);
      return exchange;
    },
    find: (messageId) => exchanges.get(messageId),
  };
}
