import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hmacSha256 } from '../../src/core/hmac.ts';
import { secretsOf } from '../../src/core/secrets.ts';

const secrets = secretsOf(Buffer.alloc(32, 7));
const others = secretsOf(Buffer.alloc(32, 8));

it('the same text has the same code on every start, another key another code', () => {
  expect(secretsOf(Buffer.alloc(32, 7)).keyedHash('a')).toBe(secrets.keyedHash('a'));
  expect(others.keyedHash('a')).not.toBe(secrets.keyedHash('a'));
  expect(secrets.keyedHash('b')).not.toBe(secrets.keyedHash('a'));
});

it('what was sealed comes back, and looks different every time', () => {
  const [one, two] = [secrets.seal('群推送地址'), secrets.seal('群推送地址')];
  expect(one).not.toBe(two);
  expect(secrets.unseal(one)).toBe('群推送地址');
  expect(one).not.toContain('群推送地址');
});

it('what was changed, or sealed with another key, is refused', () => {
  const sealed = Buffer.from(secrets.seal('key'), 'base64');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8((changed.readUInt8(at) + 1) % 256, at);
    expect(() => secrets.unseal(changed.toString('base64'))).toThrow();
  }
  expect(() => others.unseal(sealed.toString('base64'))).toThrow();
});

it('a keyed code is the HMAC that everybody else would compute, of any key and any text or bytes', () => {
  const isTheirs = (key: Uint8Array, message: string | Uint8Array): void => {
    expect(hmacSha256(key)(message)).toBe(createHmac('sha256', key).update(message).digest('hex'));
  };
  const keys = fc.uint8Array({ maxLength: 130 });
  const messages = fc.oneof(
    fc.string({ maxLength: 40 }).map((text) => `${text}党群助手`),
    fc.uint8Array({ maxLength: 40 }),
  );
  fc.assert(fc.property(keys, messages, isTheirs), { numRuns: 50 });
  for (const bytes of [0, 1, 63, 64, 65, 10_000]) isTheirs(new Uint8Array(bytes).fill(7), new Uint8Array(bytes).fill(8));
});
