import { wecomCodec, type Codec, type Sealed } from '../wecom/codec.ts';
import { CRYPTO_CODES, WecomCryptoError } from '../wecom/crypto-error.ts';
import { parseAesKey, type AesKey } from '../wecom/crypto.ts';

export interface KeySettings {
  readonly token: string;
  readonly aesKey: string;
}

/** One token with its key, as WeCom's console gives them out, ready for use. */
export interface Keys {
  readonly codec: Codec;
  readonly aes: AesKey;
}

/** @throws WecomCryptoError when `aesKey` is not an EncodingAESKey. */
export function keysOf({ token, aesKey }: KeySettings, random: (bytes: number) => Uint8Array): Keys {
  return { codec: wecomCodec({ token, aesKey, receiveId: '', random }), aes: parseAesKey(aesKey) };
}

/**
 * What was sealed, and with which of the keys: the answer goes back under the same ones. While the keys are being changed in the console
 * two are right, and which of them WeCom uses for a message is its own affair (reliability S01).
 * @throws WecomCryptoError as with a single key; of a signature that none of them made, that.
 */
export function openWith(all: readonly Keys[], sealed: Sealed): { readonly plain: string; readonly keys: Keys } {
  for (const keys of all) {
    try {
      return { plain: keys.codec.open(sealed), keys };
    } catch (error) {
      // Signed with this token: whatever is wrong with it is wrong.
      if (!(error instanceof WecomCryptoError) || error.code !== CRYPTO_CODES.signature) throw error;
    }
  }
  throw new WecomCryptoError('signature');
}
