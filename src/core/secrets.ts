import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { hmacSha256 } from './hmac.ts';

/** What the one SECRET_KEY is used for; each purpose has its own derived key. */
export interface Secrets {
  /** One-way, keyed, hex. Same text, same code, on every start. */
  keyedHash(text: string): string;
  /** Authenticated encryption of a short sensitive field (a robot's URL). */
  seal(text: string): string;
  /** Undoes `seal`. Throws when the text was changed or sealed with another key. */
  unseal(sealed: string): string;
}

export const SECRET_KEY_BYTES = 32;

export function secretsOf(key: Uint8Array): Secrets {
  const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, 'dangqun-bot', purpose, 32));
  // A key object is made once: from bytes, node would build one for every call.
  const sealKey = createSecretKey(derived('seal'));
  return {
    keyedHash: hmacSha256(derived('hash')),
    seal: (text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
