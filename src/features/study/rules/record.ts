import type { LocalDate } from '../../../core/clock.ts';
import type { QuizAnswer } from '../schema.ts';

export interface OwnRecord {
  /** Answers that counted: first ones to a daily question, in time. */
  readonly answered: number;
  readonly right: number;
  readonly monthAnswered: number;
  readonly monthRight: number;
  readonly practised: number;
  readonly mistakes: number;
}

/** A member's own figures, from nothing but the own answers. */
export function ownRecord(answers: readonly QuizAnswer[], mistakes: number, today: LocalDate): OwnRecord {
  const counted = answers.filter((answer) => answer.promptId !== null);
  const ofMonth = counted.filter((answer) => answer.heldOn.slice(0, 7) === today.slice(0, 7));
  const right = (list: readonly QuizAnswer[]): number => list.filter((answer) => answer.right).length;
  return {
    answered: counted.length,
    right: right(counted),
    monthAnswered: ofMonth.length,
    monthRight: right(ofMonth),
    practised: answers.length - counted.length,
    mistakes,
  };
}
