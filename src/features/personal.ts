import type { Instant, LocalDate } from '../core/clock.ts';
import type { Reader } from '../store/store.ts';
import type { JobSituation } from './feature.ts';

/**
 * What a feature keeps about a person, for that person: to be told of it and to be let go. Who holds an office (who drafted, who
 * answered) is the enterprise's record and no part of it.
 */
export interface Personal {
  /** A line for each kind of thing that stands under this member's name; none where nothing does. */
  readonly tell: (asked: {
    readonly tx: Reader;
    readonly now: Instant;
    readonly zone: string;
    readonly userId: string;
  }) => Promise<readonly string[]>;
  /** Takes the member out of all that is over. A line for each kind of thing that must stay, with the reason. Idempotent. */
  readonly forget: (situation: JobSituation, userId: string) => Promise<readonly string[]>;
  /**
   * Takes everybody out of what is long over: daily, and a second later once more where `more` is left. Idempotent.
   */
  readonly expire?: (situation: JobSituation, past: LongPast) => Promise<{ readonly more: boolean }>;
}

/** Names go with what was over by `upTo`; what was over before `from` has lost them already. Local days. */
export interface LongPast {
  readonly from: LocalDate;
  readonly upTo: LocalDate;
}
