import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frozen, plainCopy } from '../../../src/store/memory/plain.ts';

describe('plain copies', () => {
  it('are what would come back from disk', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(plainCopy(value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(plainCopy({ a: undefined, b: -0 })).toStrictEqual({ b: 0 });
  });

  it('share nothing with the original', () => {
    const original = { list: [{ text: '一' }] };
    const copy = frozen(plainCopy(original));
    expect(copy).toEqual(original);
    expect(Object.isFrozen(original.list[0])).toBe(false);
  });

  it('refuse what JSON would bend or drop', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    for (const wrong of [new Date(0), new Map(), () => {}, Number.NaN, 1n, Symbol('x'), [undefined], cycle]) {
      expect(() => plainCopy({ wrong })).toThrow(TypeError);
    }
  });

  it('refuse depths that would kill a later JSON.stringify', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(() => plainCopy(deep)).toThrow(/levels deep/);
  });

  it('keep a field named __proto__ a field', () => {
    const copy = plainCopy(JSON.parse('{"__proto__": {"admin": true}}'));
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true}}');
  });
});
