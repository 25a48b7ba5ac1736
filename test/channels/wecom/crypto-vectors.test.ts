import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { wecomCodec } from '../../../src/channels/wecom/codec.ts';
import { WecomCryptoError } from '../../../src/channels/wecom/crypto-error.ts';
import { decryptMedia, encrypt, parseAesKey, parseMediaKey } from '../../../src/channels/wecom/crypto.ts';
import { encryptOf } from '../../../src/channels/wecom/envelope.ts';
import { signatureOf } from '../../../src/channels/wecom/signature.ts';
import { encryptOfXml, vectors } from './vectors.ts';

type Vector = Omit<(typeof vectors)['negative'][number], 'expect'>;

/** The whole way of a request: its body, then signature and cipher. */
function open(vector: Vector): string {
  const { msg_signature: signature, timestamp, nonce, token, encodingAesKey: aesKey, receiveId } = vector;
  const cipher = vector.encrypt ?? cipherOf(vector.kind, vector.body ?? '');
  return wecomCodec({ token, aesKey, receiveId }).open({ signature, timestamp, nonce, encrypt: cipher });
}

function cipherOf(kind: string, body: string): string {
  if (kind !== 'xml') return encryptOf(Buffer.from(body));
  const cipher = encryptOfXml(body);
  if (cipher === undefined) throw new WecomCryptoError('body');
  return cipher;
}

function codeOf(action: () => unknown): number | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof WecomCryptoError) return error.code;
    throw error;
  }
}

describe('vectors of other implementations', () => {
  it('are all here', () => {
    expect(vectors.counts).toEqual({ positive: 116, negative: 53, media: 12 });
    expect([vectors.positive.length, vectors.negative.length, vectors.media.length]).toEqual([116, 53, 12]);
  });

  it.each(vectors.positive)('$id opens to its message', (vector) => {
    expect(open(vector)).toBe(vector.plaintext);
    expect(signatureOf(vector.token, vector)).toBe(vector.msg_signature);
  });

  it.each(vectors.positive)('$id is made byte for byte by us, given its 16 random bytes', (vector) => {
    const aes = parseAesKey(vector.encodingAesKey);
    // decryptMedia gives the bare plaintext: the first 16 bytes are the sender's chance.
    const random = decryptMedia(aes, Buffer.from(vector.encrypt, 'base64')).subarray(0, 16);
    expect(encrypt(aes, vector.plaintext, vector.receiveId, () => random)).toBe(vector.encrypt);
  });

  it.each(vectors.positive.filter((vector) => vector.http !== undefined))('$id opens as it arrives over HTTP', (vector) => {
    const query = new URLSearchParams(vector.http?.query);
    const body = vector.http?.body ?? '';
    const cipher = vector.kind === 'echostr' ? query.get('echostr') : cipherOf(vector.kind, body);
    expect(cipher).toBe(vector.encrypt);
    expect(query.get('msg_signature')).toBe(vector.msg_signature);
  });

  it.each(vectors.negative)('$id is refused for its own reason', (vector) => {
    expect(vector.expect.anyOf.map(({ code }) => code)).toContain(codeOf(() => open(vector)));
  });

  it.each(vectors.media)('file $id opens to its bytes', (vector) => {
    const aes = vector.aeskey === undefined ? parseAesKey(vector.encodingAesKey ?? '') : parseMediaKey(vector.aeskey);
    expect(decryptMedia(aes, Buffer.from(vector.cipherBase64, 'base64')).toString('base64')).toBe(vector.plainBase64);
  });
});

describe('what no vector holds', () => {
  const aes = parseAesKey('jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C');
  const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

  function opened(cipher: string): string {
    const signed = { timestamp: '1', nonce: 'n', encrypt: cipher };
    return wecomCodec({ token: 't', aesKey, receiveId: '' }).open({ ...signed, signature: signatureOf('t', signed) });
  }

  it('W17: bytes that are not UTF-8 are refused, not replaced', () => {
    const good = encrypt(aes, 'AAAA', '', () => new Uint8Array(16));
    const bytes = Buffer.from(good, 'base64');
    // CBC: a bit changed in the first block is the same bit changed in the second block's text.
    bytes.writeUInt8(bytes.readUInt8(4) ^ 0x80, 4);
    expect(codeOf(() => opened(bytes.toString('base64')))).toBe(-40008);
  });

  it('a cipher that holds nothing but 16 random bytes is refused', () => {
    // pkcs7 of 16 bytes to 32, nothing after the random part: no length field.
    expect(codeOf(() => opened(encryptRaw(Buffer.alloc(16))))).toBe(-40008);
  });

  it('a sealed message names a fresh signature and opens again', () => {
    const codec = wecomCodec({ token: 't', aesKey, receiveId: 'corp' });
    const sealed = codec.seal('你好', '1795053600', 'nonce');
    expect(codec.open(sealed)).toBe('你好');
    expect(codec.seal('你好', '1795053600', 'nonce').encrypt).not.toBe(sealed.encrypt);
  });

  it('the error says the reason and nothing of the message', () => {
    expect(String(new WecomCryptoError('aes'))).toBe('WecomCryptoError: wecom crypto: aes');
  });

  function encryptRaw(plain: Buffer): string {
    const cipher = createCipheriv('aes-256-cbc', aes.key, aes.iv).setAutoPadding(false);
    return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(16, 16)), cipher.final()]).toString('base64');
  }
});
