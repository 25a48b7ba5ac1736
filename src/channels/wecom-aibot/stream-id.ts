import { timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../core/clock.ts';
import { hmacSha256 } from '../../core/hmac.ts';

/** The message that a stream answers, and when its 6 minutes began. */
export interface Stream {
  readonly messageId: string;
  readonly startedAt: Instant;
}

export interface StreamIds {
  seal(stream: Stream, owner: string): string;
  /** undefined for an id that we did not make for this owner. */
  open(streamId: string, owner: string): Stream | undefined;
}

const TIME_BYTES = 4;
const MAC_BYTES = 16;
const MARK = Buffer.from('stream\0');

/**
 * Stream ids that carry their message, so that any process, also one started since, finds the answer. The code at the end binds
 * the id to its owner: who asks for somebody else's stream gets nothing.
 */
export function streamIds(secret: string): StreamIds {
  const mac = hmacSha256(Buffer.from(secret));
  const macOf = (head: Uint8Array, owner: string): Buffer =>
    Buffer.from(mac(Buffer.concat([MARK, head, Buffer.from(`\0${owner}`)])).slice(0, 2 * MAC_BYTES), 'hex');
  return {
    seal({ messageId, startedAt }, owner) {
      const head = Buffer.alloc(TIME_BYTES + Buffer.byteLength(messageId));
      head.writeUInt32BE(Math.floor(Date.parse(startedAt) / 1000));
      head.write(messageId, TIME_BYTES);
      return Buffer.concat([macOf(head, owner), head]).toString('base64url');
    },
    open(streamId, owner) {
      const bytes = Buffer.from(streamId, 'base64url');
      if (bytes.length <= MAC_BYTES + TIME_BYTES || bytes.toString('base64url') !== streamId) return undefined;
      const head = bytes.subarray(MAC_BYTES);
      if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), macOf(head, owner))) return undefined;
      return { messageId: head.toString('utf8', TIME_BYTES), startedAt: new Date(head.readUInt32BE() * 1000).toISOString() };
    },
  };
}
