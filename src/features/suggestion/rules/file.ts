import { MINUTE_MS, msBetween, type Instant, type LocalDate } from '../../../core/clock.ts';
import { decided, refused, type Decision } from '../../../core/decision.ts';
import type { WorkdayCalendar } from '../../../time/time.ts';
import type { Suggestion } from '../schema.ts';
import { ACCEPT_WORKDAYS, workdaysAfter } from './days.ts';

const UNDO_MS = 10 * MINUTE_MS;

export interface Filing {
  readonly id: string;
  readonly kind: Suggestion['kind'];
  readonly text: string;
  readonly place: string | null;
  readonly urgent: boolean;
  readonly photo: boolean;
  readonly partyBranch: string | null;
  readonly on: LocalDate;
  readonly half: 'am' | 'pm';
}

/** Filed under a name, with a number. An urgent hazard is due the same day. */
export function fileNamed(
  filing: Filing,
  author: { readonly number: number; readonly userId: string; readonly groupId: string | null; readonly at: Instant },
  calendar: WorkdayCalendar,
): Suggestion {
  return {
    ...begun(filing, calendar),
    number: author.number,
    authorId: author.userId,
    groupId: author.groupId,
    filedAt: author.at,
    label: null,
    receiptHash: null,
    released: true,
  };
}

/** Filed so that nothing in the row leads to a person. */
export function fileAnonymous(
  filing: Filing,
  key: { readonly label: string; readonly receiptHash: string },
  calendar: WorkdayCalendar,
): Suggestion {
  return { ...begun(filing, calendar), ...key, number: null, authorId: null, groupId: null, filedAt: null, released: false };
}

export type WithdrawRefusal = 'notYours' | 'tooLate' | 'over';

/** By the author alone, within ten minutes or as long as nobody took it on. */
export function withdraw(suggestion: Suggestion, userId: string, now: Instant): Decision<Suggestion, WithdrawRefusal> {
  if (suggestion.authorId === null || suggestion.authorId !== userId || suggestion.filedAt === null) return refused('notYours');
  if (!isOpen(suggestion)) return refused('over');
  const isFresh = msBetween(suggestion.filedAt, now) <= UNDO_MS;
  if (suggestion.status !== 'filed' && !isFresh) return refused('tooLate');
  return decided({ ...suggestion, status: 'withdrawn', revision: suggestion.revision + 1 });
}

export type SecondRefusal = 'own' | 'already' | 'over' | 'anonymous';

/** One person counts once, whether as author or as supporter. */
export function second(
  suggestion: Suggestion,
  by: { readonly userId: string; readonly groupId: string | null },
): Decision<Suggestion, SecondRefusal> {
  if (suggestion.number === null) return refused('anonymous');
  if (suggestion.authorId === by.userId) return refused('own');
  if (!isOpen(suggestion)) return refused('over');
  if (suggestion.seconds.some((one) => one.userId === by.userId)) return refused('already');
  return decided({ ...suggestion, seconds: [...suggestion.seconds, by], revision: suggestion.revision + 1 });
}

export function isOpen(suggestion: Pick<Suggestion, 'status'>): boolean {
  return ['filed', 'accepted', 'assigned', 'answered'].includes(suggestion.status);
}

function begun(
  filing: Filing,
  calendar: WorkdayCalendar,
): Omit<Suggestion, 'number' | 'authorId' | 'groupId' | 'filedAt' | 'label' | 'receiptHash' | 'released'> {
  return {
    id: filing.id,
    kind: filing.kind,
    filedOn: filing.on,
    filedHalf: filing.half,
    partyBranch: filing.partyBranch,
    text: filing.text,
    place: filing.place,
    urgent: filing.urgent,
    photo: filing.photo,
    status: 'filed',
    respondedOn: null,
    dueOn: filing.urgent ? filing.on : workdaysAfter(filing.on, ACCEPT_WORKDAYS, calendar),
    assigneeId: null,
    assigneeName: null,
    words: [],
    news: false,
    reason: null,
    result: null,
    adopted: null,
    closedOn: null,
    askedOn: [],
    verdict: null,
    rating: null,
    reopenCount: 0,
    flagged: false,
    seconds: [],
    mergedInto: null,
    chases: 0,
    chasedOn: null,
    revision: 0,
  };
}
