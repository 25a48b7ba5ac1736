import type { Disposition, FailureReason } from '../../core/errors.ts';

export interface Verdict {
  readonly disposition: Disposition;
  readonly retryAfterMs?: number;
  readonly mostTries?: number;
  /** Where the disposition alone would tell a person too little. */
  readonly reason?: FailureReason;
}

/**
 * What a WeCom error code means for the message that got it. Document paths 99110 and 90313, read 2026-11-21.
 * `errmsg` is never looked at: its wording changes.
 */
const VERDICTS: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  // Busy: WeCom asks for at most 3 tries; the outbox counts them.
  [-1, { disposition: 'retry', retryAfterMs: 5_000, mostTries: 3 }],
  // Over 20 a minute: blocked for 60 s. Over the hour's limit: for longer, which the outbox learns by asking again.
  [45009, { disposition: 'pause', retryAfterMs: 60_000 }],
  // Too many at the same time: over in a moment.
  [45033, { disposition: 'retry', retryAfterMs: 2_000 }],
  // Group closed to pushes; push disabled.
  ...[93001, 93004].map((code): [number, Verdict] => [code, { disposition: 'brokenTarget', reason: 'closed' }]),
  // Webhook removed; chat wrong; not in the group; robot wrong.
  ...[93000, 93006, 93008, 93019].map((code): [number, Verdict] => [code, { disposition: 'brokenTarget' }]),
  // msgtype, parameter, empty, picture too big, md5, response_type: the message itself is wrong.
  ...[40008, 40058, 93017, 93018, 301019, 93050].map((code): [number, Verdict] => [code, { disposition: 'permanent' }]),
]);

/** Codes we do not know are permanent: repeating what we do not understand may do harm (reliability O12). */
export function verdictOf(errcode: number): Verdict {
  return VERDICTS.get(errcode) ?? { disposition: 'permanent' };
}
