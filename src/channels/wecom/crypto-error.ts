/**
 * Why a callback was refused, in the numbers of the official libraries (document path 90968).
 * They are for tests and counters: towards the sender every refusal looks alike, else it is a padding oracle.
 */
export const CRYPTO_CODES = {
  signature: -40001,
  body: -40002,
  aesKey: -40004,
  receiveId: -40005,
  aes: -40007,
  buffer: -40008,
  base64: -40010,
} as const;

export class WecomCryptoError extends Error {
  readonly code: number;

  constructor(reason: keyof typeof CRYPTO_CODES) {
    super(`wecom crypto: ${reason}`);
    this.name = 'WecomCryptoError';
    this.code = CRYPTO_CODES[reason];
  }
}
