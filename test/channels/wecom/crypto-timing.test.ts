import { describe, expect, it } from 'vitest';
import { wecomCodec } from '../../../src/channels/wecom/codec.ts';
import { signatureHolds, signatureOf } from '../../../src/channels/wecom/signature.ts';

const TOKEN = 'QDG6eKtestTOKEN';
const TRIES = 10_000;
/** Where two texts lie in memory makes a percent; a comparison that ends early makes eight, a cipher that is looked at a multiple. */
const NOTABLE = 0.03;

function nanoseconds(action: () => void): number {
  const begun = process.hrtime.bigint();
  action();
  return Number(process.hrtime.bigint() - begun);
}

/** The slowest fifth is the machine's own affair. */
function meanOf(times: readonly number[]): number {
  const kept = times.toSorted((one, other) => one - other).slice(0, times.length * 0.8);
  return kept.reduce((sum, time) => sum + time, 0) / kept.length;
}

/** By how much of its time one of two actions is slower than the other, taking turns. */
function apart(first: () => void, second: () => void): number {
  const times: { first: number[]; second: number[] } = { first: [], second: [] };
  for (let tries = 0; tries < TRIES; tries += 2) {
    times.first.push(nanoseconds(first));
    times.second.push(nanoseconds(second));
    // Who goes first must not matter.
    times.second.push(nanoseconds(second));
    times.first.push(nanoseconds(first));
  }
  const [one, other] = [meanOf(times.first), meanOf(times.second)];
  return Math.abs(one - other) / Math.min(one, other);
}

/** Whether a difference shows each of three times: once it may be the machine. */
function differs(first: () => void, second: () => void): boolean {
  return [1, 2, 3].every(() => apart(first, second) > NOTABLE);
}

const signed = { timestamp: '1795053600', nonce: '1372623149', encrypt: 'A'.repeat(64) };
const right = signatureOf(TOKEN, signed);
const other = (digit: string): string => (digit === '0' ? '1' : '0');
/** Made alike: how a text is kept in memory must not be what is measured. */
const textOf = (digits: readonly string[]): string => Buffer.from(digits.join('')).toString();
const allWrong = textOf([...right].map(other));
const lastWrong = textOf([right.slice(0, -1), other(right.slice(-1))]);

describe('what a stopwatch tells', () => {
  it('is the first wrong digit, where the comparison ends with it', () => {
    const impatient = (given: string) => (): boolean => {
      const expected = signatureOf(TOKEN, signed);
      for (let index = 0; index < expected.length; index += 1) if (expected[index] !== given[index]) return false;
      return true;
    };
    expect(differs(impatient(lastWrong), impatient(allWrong))).toBe(true);
  });

  it('W02: is nothing of a signature that is right in all but one character', () => {
    const compared = (given: string) => (): boolean => signatureHolds(TOKEN, signed, given);
    expect([compared(right)(), compared(lastWrong)(), compared(allWrong)()]).toEqual([true, false, false]);
    expect(differs(compared(lastWrong), compared(allWrong))).toBe(false);
  });

  it('W09: is nothing of the padding to who cannot sign: that cipher is not looked at', () => {
    const codec = wecomCodec({ token: TOKEN, aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', receiveId: '' });
    const sealed = codec.seal('{"msgid":"1"}', '1795053600', '1372623149');
    const bytes = Buffer.from(sealed.encrypt, 'base64');
    const withLast = (byte: number): string =>
      Buffer.concat([bytes.subarray(0, -17), Buffer.of(byte), bytes.subarray(-16)]).toString('base64');
    // CBC: the byte before the last block changes the last byte of the padding.
    const refused = (encrypt: string) => (): void => {
      try {
        codec.open({ ...sealed, encrypt, signature: allWrong });
      } catch {
        return;
      }
      throw new Error('opened without a signature');
    };
    const padding = bytes.readUInt8(bytes.length - 17);
    expect(differs(refused(withLast(padding)), refused(withLast(padding ^ 0x80)))).toBe(false);
  });
});
