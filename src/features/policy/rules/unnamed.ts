import { PERSONAL_NUMBER } from '../../../core/zh/personal-numbers.ts';

const ALL_NUMBERS = new RegExp(PERSONAL_NUMBER.source, 'giu');
const ADDRESS = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;

/**
 * A question as it may leave the house: what it asks, of nobody in particular (reliability X13). Names of the roster become 某人; a
 * surname alone says nothing.
 */
export function unnamed(question: string, people: readonly { readonly userId: string; readonly name: string }[]): string {
  const said = question.replaceAll(ALL_NUMBERS, '某号码').replaceAll(ADDRESS, '某邮箱');
  const lower = said.toLowerCase();
  return people
    .flatMap(({ name, userId }) => [name, userId])
    .filter((word) => word.length >= 2 && lower.includes(word.toLowerCase()))
    .toSorted((a, b) => b.length - a.length)
    .reduce((words, word) => words.replaceAll(wordOf(word), '某人'), said);
}

/** An account is a word of its own: hr is none of three. */
function wordOf(name: string): RegExp {
  return new RegExp(`(?<![a-z0-9])${name.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&')}(?![a-z0-9])`, 'gi');
}
