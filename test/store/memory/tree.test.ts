import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, Tree, type Range } from '../../../src/store/memory/tree.ts';

const key = fc.integer({ min: 0, max: 999 }).map((number) => String(number).padStart(3, '0'));
const step = fc.record({ key, remove: fc.boolean() });

/** The value of `7` is `value of 7`. */
const keyOf = (value: string): string => value.slice('value of '.length);

function keysIn(tree: Tree<string>, range: Range = EVERYTHING, descending = false): string[] {
  const keys: string[] = [];
  tree.walk(range, descending, (value) => {
    expect(value).toMatch(/^value of \d/u);
    keys.push(keyOf(value));
    return true;
  });
  return keys;
}

describe('the ordered tree', () => {
  it('holds what a sorted list would hold, in any range, and never changes an older state', () => {
    const property = fc.property(
      fc.array(step, { minLength: 200, maxLength: 900 }),
      fc.array(fc.tuple(key, key), { maxLength: 5 }),
      (steps, ranges) => {
        const present = new Set<string>();
        const older: { tree: Tree<string>; keys: string }[] = [];
        let tree = new Tree<string>(keyOf);
        let edit = {};
        steps.forEach((each, i) => {
          if (i % 40 === 0) {
            older.push({ tree, keys: keysIn(tree).join() });
            edit = {};
          }
          // First it grows, then it shrinks, so that nodes are split and joined.
          if (each.remove === i < steps.length / 2 || (each.remove && present.size < 50)) {
            present.add(each.key);
            tree = tree.with(each.key, `value of ${each.key}`, edit);
          } else if (present.delete(each.key)) {
            tree = tree.without(each.key, edit);
          }
        });
        const sorted = [...present].toSorted();
        expect(keysIn(tree)).toEqual(sorted);
        expect(tree.size).toBe(sorted.length);
        for (const [from, before] of ranges) {
          const inside = sorted.filter((each) => each >= from && each < before);
          expect(keysIn(tree, { from, before })).toEqual(inside);
          expect(keysIn(tree, { from, before }, true)).toEqual(inside.toReversed());
          expect(keysIn(tree, { from, before: undefined }, true)).toEqual(sorted.filter((each) => each >= from).toReversed());
          expect(tree.first({ from, before })).toBe(inside[0] === undefined ? undefined : `value of ${inside[0]}`);
          expect(tree.rank(from)).toBe(sorted.filter((each) => each < from).length);
          expect(tree.get(from)).toBe(present.has(from) ? `value of ${from}` : undefined);
        }
        for (const { tree: old, keys } of older) expect(keysIn(old).join()).toBe(keys);
      },
    );
    fc.assert(property, { numRuns: 100 });
  });

  it('survives being filled and emptied in rising, falling and mixed order', () => {
    const numbers = Array.from({ length: 3_000 }, (_, i) => i);
    const orders = [numbers, numbers.toReversed(), numbers.map((n) => (n * 1_009) % 3_000)];
    for (const filling of orders) {
      for (const emptying of orders) {
        const edit = {};
        let tree = new Tree<string>(keyOf);
        for (const n of filling) tree = tree.with(String(n), `value of ${n}`, edit);
        expect(keysIn(tree)).toEqual(numbers.map(String).toSorted());
        for (const n of emptying) tree = tree.without(String(n), edit);
        expect(tree.size).toBe(0);
        expect(keysIn(tree)).toEqual([]);
      }
    }
  });

  it('stops when it is told to', () => {
    let tree = new Tree<string>(keyOf);
    for (let i = 0; i < 200; i += 1) {
      const padded = String(i).padStart(3, '0');
      tree = tree.with(padded, `value of ${padded}`, {});
    }
    for (const descending of [false, true]) {
      let visited = 0;
      tree.walk(EVERYTHING, descending, () => (visited += 1) < 70);
      expect(visited).toBe(70);
    }
  });
});
