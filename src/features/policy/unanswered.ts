import { clusters } from './rules/clusters.ts';
import { analyse } from './search/query.ts';
import type { Cluster } from './texts/gaps.ts';

/** Asked alone, a question is shown in words only when so many people ask alike. */
const ENOUGH_PEOPLE = 3;

/** A question without a good answer, handed over or not. */
export interface Unanswered {
  readonly text: string;
  /** Good for counting people, not for finding one. */
  readonly askerCode: string;
  /** Said before a group, or handed over by its asker. */
  readonly inGroup: boolean;
  /** Q12, when it was handed over. */
  readonly number: string | null;
  readonly missId: string | null;
}

/** Questions put together by what they are about, not by how they ask. */
export function alikeQuestions<T>(items: readonly T[], textOf: (item: T) => string): readonly (readonly T[])[] {
  return clusters(items, (item) => {
    const words = analyse(textOf(item)).words.map(({ text }) => text);
    return words.length === 0 ? textOf(item) : words.join('');
  });
}

function peopleIn(group: readonly Unanswered[]): number {
  return new Set(group.map(({ askerCode }) => askerCode)).size;
}

/** Handed over or said before a group, or asked by so many that nobody is meant. */
export function mayBeRead(group: readonly Unanswered[]): boolean {
  return group.some(({ inGroup }) => inGroup) || peopleIn(group) >= ENOUGH_PEOPLE;
}

export function readable(group: readonly Unanswered[]): readonly string[] {
  const open = peopleIn(group) >= ENOUGH_PEOPLE ? group : group.filter(({ inGroup }) => inGroup);
  return [...new Set(open.map(({ text }) => text))];
}

export function clusterOf(group: readonly Unanswered[]): Cluster {
  return {
    example: readable(group)[0] ?? '',
    questions: group.length,
    people: peopleIn(group),
    numbers: group.flatMap(({ number }) => number ?? []),
  };
}
