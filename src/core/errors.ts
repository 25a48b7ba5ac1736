/**
 * What a failed call to a platform means for the message that it carried.
 * - `retry`: surely not sent; try again after `retryAfterMs`
 * - `pause`: the whole target must wait `retryAfterMs`; does not count as a try
 * - `brokenTarget`: the target itself is gone or closed; nothing to it will work
 * - `permanent`: this message will never go
 * - `unknown`: the answer was lost; it may have arrived, so it is never sent again by itself
 */
export type Disposition = 'retry' | 'pause' | 'brokenTarget' | 'permanent' | 'unknown';

/** Why something did not arrive, as far as it matters to a person; worded in core/zh/failure.ts. */
export const FAILURE_REASONS = [
  'unbound',
  'removed',
  'closed',
  'refused',
  'tooMany',
  'unreachable',
  'noAnswer',
  'interrupted',
  'late',
  'bug',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** What a disposition means to a person, where the channel knows nothing better. */
const USUAL: Readonly<Record<Disposition, FailureReason>> = {
  retry: 'unreachable',
  pause: 'tooMany',
  brokenTarget: 'removed',
  permanent: 'refused',
  unknown: 'noAnswer',
};

/** The call to a platform failed. Never carries a URL, a token or the text that was sent. */
export class PlatformError extends Error {
  readonly channel: string;
  readonly method: string;
  readonly code: string;
  readonly disposition: Disposition;
  readonly retryAfterMs: number | undefined;
  /** The platform asks for no more tries than these. */
  readonly mostTries: number | undefined;
  readonly reason: FailureReason;

  constructor(fields: {
    channel: string;
    method: string;
    code: string;
    disposition: Disposition;
    retryAfterMs?: number;
    mostTries?: number;
    reason?: FailureReason;
    message?: string;
  }) {
    super(fields.message ?? `${fields.channel} ${fields.method} failed with ${fields.code}`);
    this.name = 'PlatformError';
    this.channel = fields.channel;
    this.method = fields.method;
    this.code = fields.code;
    this.disposition = fields.disposition;
    this.retryAfterMs = fields.retryAfterMs;
    this.mostTries = fields.mostTries;
    this.reason = fields.reason ?? USUAL[fields.disposition];
  }
}

/** For the `default` of a `switch` over a closed set: a new member then fails to compile. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
