import type { Instant } from '../core/clock.ts';

/** One exchange over the wire, both sides as sent and as read. */
export interface Exchange {
  readonly at: Instant;
  readonly what: 'message' | 'refresh' | 'event' | 'push' | 'response';
  readonly attempt: number;
  readonly ms: number;
  /** Where to, keys masked. */
  readonly url: string;
  readonly request: { readonly raw: string; readonly plain: unknown };
  /** `status` null: no answer. `plain` null: an empty answer. */
  readonly answer: { readonly status: number | null; readonly raw: string; readonly plain: unknown };
}

export interface Traffic {
  keep(about: string, exchange: Exchange): void;
  of(about: string): readonly Exchange[];
}

/** A stream refreshes for six minutes, once a second: of those the first and the latest tell the story. */
const PER_MESSAGE = 40;
const FIRST = 4;
const MESSAGES = 400;
/** Longest raw text shown. */
const RAW = 8_000;

export function keepTraffic(): Traffic {
  const kept = new Map<string, Exchange[]>();
  return {
    keep(about, exchange) {
      const list = kept.get(about) ?? [];
      list.push({
        ...exchange,
        request: { ...exchange.request, raw: exchange.request.raw.slice(0, RAW) },
        answer: { ...exchange.answer, raw: exchange.answer.raw.slice(0, RAW) },
      });
      if (list.length > PER_MESSAGE) list.splice(FIRST, 1);
      kept.set(about, list);
      const [oldest] = kept.keys();
      if (kept.size > MESSAGES && oldest !== undefined) kept.delete(oldest);
    },
    of: (about) => kept.get(about) ?? [],
  };
}
