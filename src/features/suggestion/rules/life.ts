import type { LocalDate } from '../../../core/clock.ts';
import { decided, refused, type Decision } from '../../../core/decision.ts';
import type { WorkdayCalendar } from '../../../time/time.ts';
import type { Act, Suggestion } from '../schema.ts';
import { ANSWER_WORKDAYS, workdaysAfter } from './days.ts';
import { isOpen } from './file.ts';

/** After so many reopenings it goes to the joint meeting. */
export const FLAG_AFTER = 3;
/** 3 of 5 and more is satisfied (《意见建议办理办法》 §16). */
export const SATISFIED_FROM = 3;

export interface Day {
  readonly today: LocalDate;
  readonly calendar: WorkdayCalendar;
}

export type ActRefusal = 'over' | 'alreadyAccepted' | 'reasonMissing' | 'assigneeMissing' | 'textMissing' | 'datePast';

/**
 * What a secretary does. Assigning, answering and closing what is still filed accept it on the way. None of them can say
 * that it is solved: `verdict` and `rating` are the author's alone.
 */
export function act(suggestion: Suggestion, request: Act, day: Day): Decision<Suggestion, ActRefusal> {
  if (!isOpen(suggestion)) return refused('over');
  switch (request.kind) {
    case 'accept':
      if (suggestion.status !== 'filed') return refused('alreadyAccepted');
      if (isPast(request.dueOn, day)) return refused('datePast');
      return decided(accepted(suggestion, day, request.dueOn));
    case 'decline':
      if (suggestion.status !== 'filed') return refused('alreadyAccepted');
      if (request.reason === null) return refused('reasonMissing');
      return decided(changed(suggestion, { status: 'declined', reason: request.reason, respondedOn: day.today }));
    case 'assign':
      if (request.assignee === null) return refused('assigneeMissing');
      if (isPast(request.dueOn, day)) return refused('datePast');
      return decided({
        ...accepted(suggestion, day, request.dueOn),
        status: 'assigned',
        assigneeId: request.assignee.userId,
        assigneeName: request.assignee.name,
      });
    case 'answer':
      if (request.text === null) return refused('textMissing');
      return decided({ ...accepted(suggestion, day, null), status: 'answered', words: saidBy(suggestion, 'office', request.text, day) });
    case 'close':
      // A no without a reason is none that its author could live with.
      if (request.adopted === false && request.result === null) return refused('reasonMissing');
      return decided({
        ...accepted(suggestion, day, null),
        status: 'closed',
        result: request.result,
        adopted: request.adopted,
        closedOn: day.today,
        askedOn: [day.today],
        verdict: null,
        rating: null,
      });
  }
}

export type VerdictRefusal = 'notClosed' | 'notYours';

/** The author's word on a closed one; a later word replaces an earlier one, and silence is no bar. */
export function rate(suggestion: Suggestion, rating: number): Decision<Suggestion, VerdictRefusal> {
  if (suggestion.status !== 'closed') return refused('notClosed');
  return decided(changed(suggestion, { news: isAnonymous(suggestion), rating, verdict: rating >= SATISFIED_FROM ? 'solved' : 'unsolved' }));
}

/** "还没好": back to accepted with a new limit, one step higher each time. */
export function reopen(suggestion: Suggestion, words: string | null, day: Day): Decision<Suggestion, VerdictRefusal> {
  if (suggestion.status !== 'closed') return refused('notClosed');
  const reopenCount = suggestion.reopenCount + 1;
  return decided(
    changed(suggestion, {
      status: 'accepted',
      rating: 1,
      verdict: 'unsolved',
      news: isAnonymous(suggestion),
      reopenCount,
      flagged: reopenCount >= FLAG_AFTER,
      assigneeId: null,
      assigneeName: null,
      dueOn: workdaysAfter(day.today, ANSWER_WORKDAYS, day.calendar),
      chases: 0,
      words: words === null ? suggestion.words : saidBy(suggestion, 'author', words, day),
    }),
  );
}

/** Words that the author adds later (with the receipt, where it is anonymous). */
export function addWords(suggestion: Suggestion, text: string, day: Day): Decision<Suggestion, 'over'> {
  if (!isOpen(suggestion)) return refused('over');
  return decided(changed(suggestion, { news: isAnonymous(suggestion), words: saidBy(suggestion, 'author', text, day) }));
}

export function isAnonymous(suggestion: Pick<Suggestion, 'label'>): boolean {
  return suggestion.label !== null;
}

function accepted(suggestion: Suggestion, day: Day, dueOn: LocalDate | null): Suggestion {
  const isNew = suggestion.status === 'filed';
  return changed(suggestion, {
    status: isNew ? 'accepted' : suggestion.status,
    respondedOn: suggestion.respondedOn ?? day.today,
    dueOn: dueOn ?? (isNew && !suggestion.urgent ? workdaysAfter(day.today, ANSWER_WORKDAYS, day.calendar) : suggestion.dueOn),
    chases: isNew || dueOn !== null ? 0 : suggestion.chases,
  });
}

function changed(suggestion: Suggestion, change: Partial<Suggestion>): Suggestion {
  return { ...suggestion, ...change, revision: suggestion.revision + 1 };
}

function saidBy(suggestion: Suggestion, from: 'office' | 'author', text: string, day: Day): Suggestion['words'] {
  return [...suggestion.words, { from, text, on: day.today }];
}

function isPast(date: LocalDate | null, day: Day): boolean {
  return date !== null && date < day.today;
}
