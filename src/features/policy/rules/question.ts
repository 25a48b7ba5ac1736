import { decided, refused, type Decision } from '../../../core/decision.ts';
import { DAY_MS, plusMs, type Instant } from '../../../core/clock.ts';
import type { PolicyQuestion } from '../schema.ts';

export const ANSWER_WITHIN_WORKDAYS = 2;
export const LONGEST_ANSWER = 1_000;

export type AnswerRefusal =
  | { readonly code: 'empty' }
  | { readonly code: 'tooLong'; readonly limit: number }
  | { readonly code: 'alreadyAnswered' };

/**
 * A secretary's answer. What was asked in the group is answered for the branch; what was asked alone stays with its asker until
 * the secretary shares it. A second answer must be meant as one (`correction`).
 */
export function answerQuestion(
  question: PolicyQuestion,
  request: { readonly answer: string; readonly by: string; readonly correction: boolean },
  now: Instant,
): Decision<PolicyQuestion, AnswerRefusal> {
  const answer = request.answer.trim();
  if (answer === '') return refused({ code: 'empty' });
  if (answer.length > LONGEST_ANSWER) return refused({ code: 'tooLong', limit: LONGEST_ANSWER });
  if (question.state === 'answered' && !request.correction) return refused({ code: 'alreadyAnswered' });
  return decided({
    ...question,
    state: 'answered',
    answer,
    answeredBy: request.by,
    answeredAt: now,
    answers: question.answers + 1,
    shared: question.shared || question.chatKind === 'group',
    // Closed, and answered all the same.
    reason: null,
  });
}

export type CloseRefusal = { readonly code: 'noReason' } | { readonly code: 'notOpen'; readonly state: PolicyQuestion['state'] };

/** A question that gets no answer is closed with a reason, which its asker is told. */
export function closeQuestion(question: PolicyQuestion, reason: string): Decision<PolicyQuestion, CloseRefusal> {
  if (question.state !== 'open') return refused({ code: 'notOpen', state: question.state });
  const words = reason.trim().slice(0, LONGEST_ANSWER);
  return words === '' ? refused({ code: 'noReason' }) : decided({ ...question, state: 'closed', reason: words });
}

/** Whether this member is shown the answer when they ask the like: their own always, shared ones within the branch. */
export function mayBeShown(question: PolicyQuestion, asker: { readonly userId: string; readonly partyBranch: string | null }): boolean {
  if (question.state !== 'answered') return false;
  return question.askerId === asker.userId || (question.shared && question.partyBranch === asker.partyBranch);
}

/** The same time of day, so many workdays on. Where the calendar knows nothing of a year, Monday to Friday are worked. */
export function afterWorkdays(from: Instant, count: number, isWorkday: (day: Instant) => boolean): Instant {
  let at = from;
  // Three weeks hold two workdays under every calendar; the bound only keeps a broken calendar from looping.
  for (let left = count, days = 0; left > 0 && days < 21; days += 1) {
    at = plusMs(at, DAY_MS);
    if (isWorkday(at)) left -= 1;
  }
  return at;
}
