import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesOf } from '../../src/core/matches.ts';

const PATTERNS = [/\d+/gu, /(?:一|二)?(层|楼)/gu, /x*/gu, /(?<=号).?/gu, /😀|a/gu];

it('finds what matchAll finds, however often it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('1', '2', '一', '层', '楼', '号', 'x', 'a', '😀', ' ')), (signs) => {
      const text = signs.join('');
      for (const pattern of PATTERNS) {
        const found = matchesOf(text, pattern).map((match) => [...match, match.index]);
        expect(found).toEqual([...text.matchAll(pattern)].map((match) => [...match, match.index]));
      }
    }),
  );
});
