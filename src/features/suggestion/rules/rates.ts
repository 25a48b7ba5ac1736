import type { LocalDate } from '../../../core/clock.ts';
import type { WorkdayCalendar } from '../../../time/time.ts';
import type { Suggestion } from '../schema.ts';
import { ACCEPT_WORKDAYS, workdaysAfter } from './days.ts';
import { SATISFIED_FROM } from './life.ts';

export interface Rate {
  readonly n: number;
  readonly base: number;
}

export interface Rates {
  /** Filed in the period. */
  readonly filed: number;
  /** Accepted or declined in time, of those filed in the period whose time is up or that were responded to. */
  readonly response: Rate;
  /** Confirmed by the author, of those closed in the period (also when reopened since). */
  readonly solved: Rate;
  /** Rated 3 and better, of those rated. */
  readonly satisfied: Rate;
  /** Closed by silence: counted apart, in no numerator. */
  readonly silent: number;
}

export type RateFacts = Pick<Suggestion, 'status' | 'filedOn' | 'respondedOn' | 'closedOn' | 'verdict' | 'rating' | 'urgent'>;

/** The three rates of a period (both days included), from the facts alone. Withdrawn and merged ones never count. */
export function ratesOf(
  all: readonly RateFacts[],
  period: { readonly first: LocalDate; readonly last: LocalDate },
  today: LocalDate,
  calendar: WorkdayCalendar,
): Rates {
  const counted = all.filter(({ status }) => status !== 'withdrawn' && status !== 'merged');
  const within = (date: LocalDate | null): boolean => date !== null && date >= period.first && date <= period.last;
  const limitOf = ({ filedOn, urgent }: RateFacts): LocalDate => (urgent ? filedOn : workdaysAfter(filedOn, ACCEPT_WORKDAYS, calendar));
  const due = counted.filter((one) => within(one.filedOn) && (one.respondedOn !== null || limitOf(one) < today));
  const closed = counted.filter((one) => within(one.closedOn));
  const rated = closed.filter((one) => one.rating !== null);
  return {
    filed: counted.filter((one) => within(one.filedOn)).length,
    response: { n: due.filter((one) => one.respondedOn !== null && one.respondedOn <= limitOf(one)).length, base: due.length },
    solved: { n: closed.filter((one) => one.verdict === 'solved').length, base: closed.length },
    satisfied: { n: rated.filter((one) => one.rating !== null && one.rating >= SATISFIED_FROM).length, base: rated.length },
    silent: closed.filter((one) => one.verdict === 'silent').length,
  };
}

/** The month of `day`, or the one before. */
export function monthOf(day: LocalDate, back: 0 | 1): { readonly first: LocalDate; readonly last: LocalDate } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10);
  const last = new Date(Date.UTC(year, month - back, 0)).toISOString().slice(0, 10);
  return { first, last };
}
