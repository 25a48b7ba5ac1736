import { expect, it } from 'vitest';
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
