import { randomBytes } from 'node:crypto';
import { WecomCryptoError } from './crypto-error.ts';
import { decrypt, encrypt, parseAesKey } from './crypto.ts';
import { signatureHolds, signatureOf, type Signed } from './signature.ts';

export interface Sealed extends Signed {
  readonly signature: string;
}

/** One side of the wire: opens what the other signed and encrypted, seals what we say. */
export interface Codec {
  /** Signature first, then the cipher. @throws WecomCryptoError */
  open(sealed: Sealed): string;
  seal(text: string, timestamp: string, nonce: string): Sealed;
}

/**
 * @param settings.receiveId empty for an AI bot of our own company (document path 101033), the corp id for an app.
 * @throws WecomCryptoError when the key is not an EncodingAESKey.
 */
export function wecomCodec(settings: { token: string; aesKey: string; receiveId: string; random?: (bytes: number) => Uint8Array }): Codec {
  const { token, receiveId, random = randomBytes } = settings;
  const aes = parseAesKey(settings.aesKey);
  return {
    open(sealed) {
      if (!signatureHolds(token, sealed, sealed.signature)) throw new WecomCryptoError('signature');
      return decrypt(aes, sealed.encrypt, receiveId);
    },
    seal(text, timestamp, nonce) {
      const signed = { timestamp, nonce, encrypt: encrypt(aes, text, receiveId, random) };
      return { ...signed, signature: signatureOf(token, signed) };
    },
  };
}
