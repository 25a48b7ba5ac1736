import { createCipheriv } from 'node:crypto';

/** A media file as WeCom's storage gives it: AES-256-CBC of the bare bytes, padded to 32 (document path 100719). */
export function encryptMedia(encodingAesKey: string, bytes: Buffer): Buffer {
  const key = Buffer.from(encodingAesKey, 'base64');
  const pad = 32 - (bytes.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
}
