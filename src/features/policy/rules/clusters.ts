import { likeness } from './likeness.ts';

/** So alike that one answer serves both. */
const ALIKE = 0.45;

/**
 * Questions put together by likeness, the largest group first. A question joins the group to whose members it is most like on the
 * average; the order in which they come hardly matters. `words`: the question without what only asks.
 */
export function clusters<T>(items: readonly T[], words: (item: T) => string): readonly (readonly T[])[] {
  const groups: { item: T; words: string }[][] = [];
  for (const item of items) {
    const own = words(item);
    const nearest = groups
      .map((group) => ({ group, near: mean(group.map((other) => likeness(own, other.words))) }))
      .toSorted((a, b) => b.near - a.near)[0];
    if (nearest !== undefined && nearest.near >= ALIKE) nearest.group.push({ item, words: own });
    else groups.push([{ item, words: own }]);
  }
  return groups.map((group) => group.map(({ item }) => item)).toSorted((a, b) => b.length - a.length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
