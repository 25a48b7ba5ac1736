import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, PAST, scalar, type Scalar } from '../../../src/store/memory/keys.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\0', '\u0001', '\u0006', 'a', '中', '！', '😀', '\uffff') }),
);
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
const value: fc.Arbitrary<Scalar> = fc.oneof(fc.constant(null), fc.boolean(), number, text);

const rank = (of: Scalar): number => ['object', 'boolean', 'number', 'string'].indexOf(typeof of);

function compare(a: Scalar, b: Scalar): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

const sign = (of: number): number => Math.sign(of) + 0;
const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

describe('index keys', () => {
  it('compare as their values do', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(order(keyOf(a), keyOf(b))).toBe(sign(compare(a, b)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('joined, compare as the values one after the other', () => {
    fc.assert(
      fc.property(value, value, value, value, (a, b, c, d) => {
        expect(order(keyOf(a) + keyOf(b), keyOf(c) + keyOf(d))).toBe(sign(compare(a, c) || compare(b, d)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('that begin with a value, and no others, lie between it and its end', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, rest) => {
        const inside = keyOf(b) + keyOf(rest) >= keyOf(a) && keyOf(b) + keyOf(rest) < keyOf(a) + PAST;
        expect(inside).toBe(compare(a, b) === 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are made of nothing but scalars', () => {
    expect(scalar(undefined, 'x')).toBeNull();
    for (const wrong of [{}, [], Number.NaN, Number.POSITIVE_INFINITY, 1n])
      expect(() => scalar(wrong, 'rooms.size')).toThrow(/rooms\.size/);
  });
});
