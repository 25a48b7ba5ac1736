import type { Suggestion } from '../schema.ts';

const SIMILAR_FROM = 0.34;
const SHOWN = 3;
/** Words that every suggestion has and that make nothing alike. */
const FILLER = /建议|希望|能不能|可不可以|我们|咱们|一下|一个|有点|老是|总是|太|吧|啊|呢|的|了|[^\p{L}\p{N}]/gu;

/** Open ones that say much the same, likest first. Dice's measure over pairs of characters. */
export function similarTo<T extends Pick<Suggestion, 'text'>>(text: string, open: readonly T[]): readonly T[] {
  return open
    .map((suggestion) => ({ suggestion, likeness: likeness(text, suggestion.text) }))
    .filter((one) => one.likeness >= SIMILAR_FROM)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN)
    .map((one) => one.suggestion);
}

/** 0 (no pair in common) to 1 (the same pairs). */
export function likeness(one: string, other: string): number {
  const left = pairs(one);
  const right = pairs(other);
  if (left.size === 0 || right.size === 0) return 0;
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return (2 * shared) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  const characters = [...text.normalize('NFKC').toLowerCase().replaceAll(FILLER, '')];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}
