import type { LocalDate } from '../../../core/clock.ts';
import type { Person } from '../../../core/person.ts';
import type { Reader, Writer } from '../../../store/store.ts';
import type { Counts } from '../rules/summary.ts';
import { mistakes, quizAnswers, type QuizAnswer } from '../schema.ts';

/** The counted answer of this person to a prompt. There is no way to anybody else's. */
export async function ownAnswer(tx: Reader, person: Person, promptId: string): Promise<QuizAnswer | undefined> {
  const [found] = await tx.find(quizAnswers, { where: { promptId, userId: person.userId }, limit: 1 });
  return found;
}

/** All answers of this person since a day, oldest first. */
export function ownAnswers(tx: Reader, person: Person, from?: LocalDate): Promise<readonly QuizAnswer[]> {
  return tx.find(quizAnswers, { where: { userId: person.userId }, orderBy: 'heldOn', ...(from === undefined ? {} : { from }) });
}

export function answeredOn(tx: Reader, person: Person, heldOn: LocalDate): Promise<number> {
  return tx.count(quizAnswers, { where: { userId: person.userId, heldOn } });
}

export function keepAnswer(tx: Writer, answer: QuizAnswer): Promise<void> {
  return tx.insert(quizAnswers, answer);
}

/** How many answered a prompt and how many were right: all that leaves this file about other people. */
export async function countsOf(tx: Reader, promptId: string): Promise<Counts> {
  return {
    answered: await tx.count(quizAnswers, { where: { promptId } }),
    right: await tx.count(quizAnswers, { where: { promptId, right: true } }),
  };
}

/** The own mistakes, the one tried longest ago first. */
export async function ownMistakes(tx: Reader, person: Person): Promise<readonly string[]> {
  const found = await tx.find(mistakes, { where: { userId: person.userId }, orderBy: 'triedAt' });
  return found.map((mistake) => mistake.questionId);
}

/** A wrong answer goes to the end of the own mistakes, a right one takes the question out. */
export async function noteMistake(
  tx: Writer,
  person: Person,
  { questionId, right, at }: Pick<QuizAnswer, 'questionId' | 'right' | 'at'>,
): Promise<void> {
  const id = `${person.userId}/${questionId}`;
  if (right) await tx.delete(mistakes, id);
  else await tx.put(mistakes, { id, userId: person.userId, questionId, triedAt: at });
}
