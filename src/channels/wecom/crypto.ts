import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { WecomCryptoError } from './crypto-error.ts';

/** A key ready for use. Made once per bot: decrypting with a KeyObject is several times faster than with raw bytes. */
export interface AesKey {
  readonly key: KeyObject;
  readonly iv: Uint8Array;
}

/** WeCom pads to 32, not to the cipher's 16, so OpenSSL's own unpadding would refuse half of all messages. */
const PAD_BYTES = 32;
const RANDOM_BYTES = 16;
const HEAD_BYTES = RANDOM_BYTES + 4;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** EncodingAESKey: 43 characters. The last one carries 4 bits only, and WeCom leaves its other 2 as they fall. */
export function parseAesKey(encodingAesKey: string): AesKey {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) throw new WecomCryptoError('aesKey');
  return aesKeyOf(Buffer.from(encodingAesKey, 'base64'));
}

/** The key of one file: 43 characters, base64 of 32 bytes, or 64 hex digits (all three are in the wild). */
export function parseMediaKey(text: string): AesKey {
  // Hex first: 64 hex digits are also valid base64, of 48 bytes.
  if (/^[0-9a-fA-F]{64}$/.test(text)) return aesKeyOf(Buffer.from(text, 'hex'));
  return parseAesKey(text.endsWith('=') ? text.slice(0, -1) : text);
}

/**
 * Encrypts a message as WeCom does.
 * @param random gives n random bytes; injected, so that a test can repeat a run.
 */
export function encrypt(aes: AesKey, text: string, receiveId: string, random: (bytes: number) => Uint8Array): string {
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random(RANDOM_BYTES), length, message, Buffer.from(receiveId)]);
  const pad = PAD_BYTES - (plain.length % PAD_BYTES);
  const cipher = createCipheriv('aes-256-cbc', aes.key, aes.iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64');
}

/** The message in a cipher; throws {@link WecomCryptoError} unless every byte of it is as WeCom would have made it. */
export function decrypt(aes: AesKey, cipherText: string, receiveId: string): string {
  const plain = unpadded(aes, strictBase64(cipherText));
  if (plain.length < HEAD_BYTES) throw new WecomCryptoError('buffer');
  const end = HEAD_BYTES + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length) throw new WecomCryptoError('buffer');
  if (!plain.subarray(end).equals(Buffer.from(receiveId))) throw new WecomCryptoError('receiveId');
  try {
    return strictUtf8.decode(plain.subarray(HEAD_BYTES, end));
  } catch {
    throw new WecomCryptoError('buffer');
  }
}

/** The bytes of a downloaded picture, file or video: same cipher and padding, nothing else around them. */
export function decryptMedia(aes: AesKey, bytes: Uint8Array): Buffer {
  return unpadded(aes, bytes);
}

function aesKeyOf(bytes: Buffer): AesKey {
  return { key: createSecretKey(bytes), iv: bytes.subarray(0, 16) };
}

/** Node's decoder skips what it does not know; only what encodes back to the same text was base64. */
function strictBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (text === '' || bytes.toString('base64') !== text) throw new WecomCryptoError('base64');
  return bytes;
}

function unpadded(aes: AesKey, bytes: Uint8Array): Buffer {
  if (bytes.length === 0 || bytes.length % PAD_BYTES !== 0) throw new WecomCryptoError('aes');
  const decipher = createDecipheriv('aes-256-cbc', aes.key, aes.iv).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = plain.readUInt8(plain.length - 1);
  if (pad < 1 || pad > PAD_BYTES) throw new WecomCryptoError('aes');
  if (plain.subarray(-pad).some((byte) => byte !== pad)) throw new WecomCryptoError('aes');
  return plain.subarray(0, -pad);
}
