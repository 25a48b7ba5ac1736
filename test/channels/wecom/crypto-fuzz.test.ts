import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypt as peerDecrypt, encrypt as peerEncrypt, getSignature } from '@wecom/crypto';
import { wecomCodec, type Sealed } from '../../../src/channels/wecom/codec.ts';
import { WecomCryptoError } from '../../../src/channels/wecom/crypto-error.ts';
import { decrypt, encrypt, parseAesKey } from '../../../src/channels/wecom/crypto.ts';
import { signatureOf } from '../../../src/channels/wecom/signature.ts';

const aesKey = 'zHQnyi8GBcCWk8D8Mdjn7uEH9NrXSWiBfvPWQvMn0H8';
const token = 'vzE1iQ9v7smqgu0VFbYI0fuEazj2vlQJ';
const aes = parseAesKey(aesKey);
const codec = wecomCodec({ token, aesKey, receiveId: '' });
const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const runs = { seed: 20261121, numRuns: 2_000 };

describe('with @wecom/crypto on the other side', () => {
  it('what we encrypt it reads, and what it encrypts we read', () => {
    fc.assert(
      fc.property(text, fc.stringMatching(/^[a-z0-9]{0,20}$/), (message, receiveId) => {
        const ours = encrypt(aes, message, receiveId, (bytes) => new Uint8Array(bytes).fill(7));
        expect(peerDecrypt(aesKey, ours)).toMatchObject({ message, id: receiveId });
        expect(decrypt(aes, peerEncrypt(aesKey, message, receiveId), receiveId)).toBe(message);
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it('both sign alike', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\w+/=]{1,40}$/),
        fc.stringMatching(/^\d{10}$/),
        fc.stringMatching(/^\w{1,20}$/),
        (cipher, timestamp, nonce) => {
          expect(signatureOf(token, { timestamp, nonce, encrypt: cipher })).toBe(getSignature(token, timestamp, nonce, cipher));
        },
      ),
      runs,
    );
  });
});

describe('a request with a single change in it', () => {
  const sealed = codec.seal('{"msgid":"1","msgtype":"text"}', '1795053600', '1372623149');
  const parts = ['signature', 'timestamp', 'nonce', 'encrypt'] as const;

  it('is refused, whatever part was changed and however', () => {
    expect(codec.open(sealed)).toContain('msgid');
    fc.assert(
      fc.property(
        fc.constantFrom(...parts),
        fc.nat(),
        fc.constantFrom('replace', 'insert', 'drop', 'case'),
        fc.string({ minLength: 1, maxLength: 1 }),
        (part, at, how, sign) => {
          const value = changed(sealed[part], at, how, sign);
          fc.pre(value !== sealed[part]);
          const request: Sealed = { ...sealed, [part]: value };
          expect(() => codec.open(request)).toThrow(WecomCryptoError);
        },
      ),
      { ...runs, numRuns: 20_000 },
    );
  });

  it('is refused when two parts are swapped', () => {
    expect(() => codec.open({ ...sealed, timestamp: sealed.nonce, nonce: sealed.encrypt, encrypt: sealed.timestamp })).toThrow(
      WecomCryptoError,
    );
  });

  function changed(value: string, at: number, how: string, sign: string): string {
    const index = at % (value.length + 1);
    const [before, after] = [value.slice(0, index), value.slice(index)];
    if (how === 'insert') return before + sign + after;
    if (how === 'drop') return before + after.slice(1);
    if (how === 'case') return before + after.slice(0, 1).toUpperCase() + after.slice(1);
    return before + sign + after.slice(1);
  }
});

it('random ciphers with a right signature never open and never crash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 256 }), (bytes) => {
      const signed = { timestamp: '1', nonce: 'n', encrypt: Buffer.from(bytes).toString('base64') };
      expect(() => codec.open({ ...signed, signature: signatureOf(token, signed) })).toThrow(WecomCryptoError);
    }),
    runs,
  );
});
