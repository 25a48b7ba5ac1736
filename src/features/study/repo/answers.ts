import type { Instant, LocalDate } from '../../../core/clock.ts';
import type { Ids } from '../../../core/ids.ts';
import type { Person } from '../../../core/person.ts';
import type { Reader, Writer } from '../../../store/store.ts';
import type { Counts } from '../rules/summary.ts';
import { mistakes, practices, quizAnswers, studyPrompts, type QuizAnswer } from '../schema.ts';

/** The counted answer of this person to a prompt. There is no way to anybody else's. */
export async function ownAnswer(tx: Reader, person: Person, promptId: string): Promise<QuizAnswer | undefined> {
  const [found] = await tx.find(quizAnswers, { where: { promptId, userId: person.userId }, limit: 1 });
  return found;
}

/** All answers of this person since a day, oldest first. */
export function ownAnswers(tx: Reader, person: Pick<Person, 'userId'>, from?: LocalDate): Promise<readonly QuizAnswer[]> {
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
export async function ownMistakes(tx: Reader, person: Pick<Person, 'userId'>): Promise<readonly string[]> {
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

/**
 * Forgets all answers and mistakes of this member but those to questions that are still open; how many stay. An answer to a posted
 * question stays as somebody's: how many answered it was told to the group.
 */
export async function forgetAnswers(tx: Writer, { userId }: Pick<Person, 'userId'>, now: Instant, ids: Ids): Promise<number> {
  let kept = 0;
  for (const answer of await tx.find(quizAnswers, { where: { userId } })) {
    const prompt = answer.promptId === null ? undefined : await tx.get(studyPrompts, answer.promptId);
    if (prompt !== undefined && prompt.closesAt > now) {
      kept += 1;
      continue;
    }
    await tx.delete(quizAnswers, answer.id);
    if (prompt !== undefined) await tx.insert(quizAnswers, { ...answer, id: ids.id(), userId: `gone:${ids.id()}` });
  }
  for (const { id } of await tx.find(mistakes, { where: { userId } })) await tx.delete(mistakes, id);
  return kept;
}

const AT_ONCE = 1_000;

/** A piece of the answers that are so old, with the mistakes and practices that nobody came back to. */
export async function forgetAnswersUpTo(tx: Writer, upTo: LocalDate): Promise<{ readonly more: boolean }> {
  const old = await tx.find(quizAnswers, { orderBy: 'heldOn', upTo, limit: AT_ONCE });
  for (const { id, userId, questionId } of old) {
    await tx.delete(quizAnswers, id);
    const mistake = await tx.get(mistakes, `${userId}/${questionId}`);
    if (mistake !== undefined && mistake.triedAt.slice(0, 10) <= upTo) await tx.delete(mistakes, mistake.id);
    const practice = await tx.get(practices, userId);
    if (practice !== undefined && practice.askedAt.slice(0, 10) <= upTo) await tx.delete(practices, userId);
  }
  return { more: old.length === AT_ONCE };
}
