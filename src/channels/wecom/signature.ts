import { createHash, timingSafeEqual } from 'node:crypto';

/** What WeCom signs: the strings exactly as they stood in the query and the body. */
export interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypt: string;
}

/** `msg_signature`: lower-case hex SHA-1 of the four strings, sorted by code (never by locale or as numbers). */
export function signatureOf(token: string, signed: Signed): string {
  const sorted = [token, signed.timestamp, signed.nonce, signed.encrypt].toSorted();
  return createHash('sha1').update(sorted.join('')).digest('hex');
}

/** Constant time for equal lengths; a signature of another length (timingSafeEqual would throw) is no secret. */
export function signatureHolds(token: string, signed: Signed, signature: string): boolean {
  const expected = Buffer.from(signatureOf(token, signed));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
