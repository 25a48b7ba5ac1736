import type { Instant } from './clock.ts';
import type { FailureReason } from './errors.ts';
import type { EntityRef, Target } from './message.ts';

/** Facts that one feature announces and others may listen to. Past tense, no texts, no channel. */
export type DomainEvent =
  | { readonly type: 'activity.signedUp'; readonly activityId: string; readonly userId: string }
  | { readonly type: 'activity.signupCancelled'; readonly activityId: string; readonly userId: string }
  | { readonly type: 'quiz.answered'; readonly questionId: string; readonly userId: string; readonly right: boolean }
  | { readonly type: 'suggestion.filed'; readonly suggestionId: string; readonly userId: string | null }
  | { readonly type: 'suggestion.closed'; readonly suggestionId: string }
  /** They are no longer on the roster; `together`: who was taken off with them, themselves included. */
  | { readonly type: 'member.left'; readonly userId: string; readonly name: string; readonly together: readonly string[] }
  | { readonly type: 'calendar.changed'; readonly year: number }
  | { readonly type: 'policy.unanswered'; readonly questionId: string }
  /** `documentId`: the version in which `changes` are found as they are now; of a withdrawn document, the document itself. */
  | {
      readonly type: 'policy.clausesChanged';
      readonly documentId: string;
      readonly version: number;
      readonly changes: readonly ClauseChange[];
    }
  | NoticeSettled;

/**
 * One clause against the version before. `origin` stays the same through all versions, so that who once got an answer from
 * any of them is found. A clause that only moved is `renumbered`; one that moved and changed is `changed`.
 */
export interface ClauseChange {
  readonly kind: 'added' | 'changed' | 'removed' | 'renumbered';
  /** 第十二条, as it is now; of a removed one, as it was. */
  readonly clauseNo: string;
  readonly origin: string;
  readonly oldClauseId: string | null;
  readonly newClauseId: string | null;
}

/** What became of a notice, told to the feature that owes it. A second one for the same key takes the place of the first. */
export interface NoticeSettled {
  readonly type: 'notice.settled';
  readonly feature: string;
  /** The key under which the feature owed it. */
  readonly key: string;
  readonly about: EntityRef | null;
  readonly topic: string | null;
  readonly to: Target;
  readonly state: 'sent' | 'dead' | 'unknown' | 'expired';
  readonly plannedAt: Instant;
  readonly at: Instant;
  readonly reason: FailureReason | null;
  /** Messages of it that surely arrived: a long text may have stopped in the middle. */
  readonly part: number;
}
