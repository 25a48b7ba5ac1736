import { words, type Kind, type Word } from './lexicon.ts';

const byFirst = new Map<string, string[]>();
for (const word of words.keys()) byFirst.set(word.charAt(0), [...(byFirst.get(word.charAt(0)) ?? []), word]);
for (const list of byFirst.values()) list.sort((left, right) => right.length - left.length);

/** The characters with which words of the lexicon begin that have a part of such a kind. */
export function beginnings(suits: (kind: Kind) => boolean): readonly string[] {
  return [...byFirst.keys()].filter((char) => byFirst.get(char)?.some((word) => words.get(word)?.some(({ kind }) => suits(kind)) === true));
}

/** The longest word of the lexicon that begins at `at` and passes `accept`. */
export function longestWord(
  text: string,
  at: number,
  accept: (word: string) => boolean,
): { readonly word: string; readonly parts: readonly Word[] } | undefined {
  const word = byFirst.get(text.charAt(at))?.find((candidate) => text.startsWith(candidate, at) && accept(candidate));
  return word === undefined ? undefined : { word, parts: words.get(word) ?? [] };
}
