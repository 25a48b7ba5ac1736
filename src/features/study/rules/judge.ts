import { decided, refused, type Decision } from '../../../core/decision.ts';
import type { Question } from '../schema.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

export function lettersOf(options: readonly string[]): readonly string[] {
  return LETTERS.slice(0, options.length);
}

/** Letter → words, as an open question shows them. */
export function optionsByLetter(question: Question): Readonly<Record<string, string>> {
  const known = byLetter.get(question);
  if (known !== undefined) return known;
  const made = Object.fromEntries(question.options.map((words, index) => [LETTERS[index] ?? '', words]));
  byLetter.set(question, made);
  return made;
}

/** Everybody who may answer a question has its options before them with each word they say. */
const byLetter = new WeakMap<Question, Readonly<Record<string, string>>>();

export type AnswerRefusal = 'nothing' | 'outside' | 'onlyOne';

/** Whether an answer is right; several letters must be all the right ones and no other. */
export function judge(
  question: Question,
  answer: readonly string[],
): Decision<{ readonly right: boolean; readonly answer: string[] }, AnswerRefusal> {
  const chosen = [...new Set(answer)].toSorted();
  if (chosen.length === 0) return refused('nothing');
  if (chosen.some((letter) => !lettersOf(question.options).includes(letter))) return refused('outside');
  if (question.kind !== 'multiple' && chosen.length > 1) return refused('onlyOne');
  return decided({ right: chosen.join('') === question.answer.toSorted().join(''), answer: chosen });
}
