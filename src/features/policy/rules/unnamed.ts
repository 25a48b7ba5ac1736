import { PERSONAL_NUMBER } from '../../../core/zh/personal-numbers.ts';

const ALL_NUMBERS = new RegExp(PERSONAL_NUMBER, 'giu');

/**
 * A question as it may leave the house: what it asks, of nobody in particular (reliability X13). Names of the roster become 某人; a
 * surname alone says nothing.
 */
export function unnamed(question: string, people: readonly { readonly userId: string; readonly name: string }[]): string {
  const said = question.replaceAll(ALL_NUMBERS, '某号码');
  return people
    .flatMap(({ name, userId }) => [name, userId])
    .filter((word) => word.length >= 2 && said.includes(word))
    .toSorted((a, b) => b.length - a.length)
    .reduce((words, word) => words.replaceAll(word, '某人'), said);
}
