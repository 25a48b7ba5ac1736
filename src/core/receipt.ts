import { readableCode } from './ids.ts';
import type { Reply } from './message.ts';

/** Stands in an anonymous answer where the receipt belongs. What is kept of the answer holds this mark, never the code. */
export const RECEIPT_MARK = '〔receipt〕';

/**
 * The receipt of an anonymous message: 16 readable characters (80 bits), 4-4-4-4. Made from the message's id by the
 * secret key, so a repeat of the message gets the same code though it is kept nowhere.
 */
export function receiptOf(messageId: string, keyedHash: (text: string) => string): string {
  const code = readableCode(Buffer.from(keyedHash(`receipt/${messageId}`), 'hex'), 16);
  return (code.match(/.{4}/gu) ?? []).join('-');
}

export function withReceipt(reply: Reply, receipt: string): Reply {
  return reply.text === undefined ? reply : { ...reply, text: reply.text.replaceAll(RECEIPT_MARK, receipt) };
}

/** Sixteen signs in fours, with whatever people put between them: the author's secret, and never to be kept beside a name. */
const WHOLE = /(?<![0-9a-z])[0-9a-z]{4}(?:[-—－_ ]?[0-9a-z]{4}){3}(?![0-9a-z])/iu;

export function mayHoldReceipt(text: string): boolean {
  return /[a-z]/iu.test(text) && WHOLE.test(text);
}
