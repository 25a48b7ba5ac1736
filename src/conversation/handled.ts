import type { Inbound } from '../core/message.ts';

/** What became of one delivery of a message. `repeat`: it was known, the kept answer went out. `setAside`: three tries failed.
 * `forged`: the id is another message's.
 * `tooFast`: not looked at, the member writes faster than anybody can. */
export const HANDLED = ['answered', 'silent', 'repeat', 'setAside', 'forged', 'tooFast', 'unavailable'] as const;

/** One delivery that was handled, for log and metrics: no text, no person. */
export interface Handled {
  /** The number that the member reads when something went wrong. */
  readonly trace: string;
  readonly kind: Inbound['kind'];
  readonly chat: 'group' | 'direct';
  readonly outcome: (typeof HANDLED)[number];
  /** From the moment it was verified to its durable answer. */
  readonly ms: number;
}
