import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { isJson } from '../../src/core/json.ts';

it('what JSON can hold is told as zod tells it, of anything', () => {
  const anything = fc.anything({ withDate: true, withMap: true, withBigInt: true, withNullPrototype: true, withSparseArray: true });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anything), (value) => {
      expect(isJson(value)).toBe(z.json().safeParse(value).success);
    }),
    { numRuns: 300 },
  );
});

it('a field that is undefined, a number that is none and a thing with methods are not JSON', () => {
  expect([{ a: undefined }, [Number.NaN], new Date(0), () => {}, [undefined]].map((value) => isJson(value))).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});
