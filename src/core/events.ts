/** Facts that one feature announces and others may listen to. Past tense, no texts, no channel. */
export type DomainEvent =
  | { readonly type: 'activity.signedUp'; readonly activityId: string; readonly userId: string }
  | { readonly type: 'activity.signupCancelled'; readonly activityId: string; readonly userId: string }
  | { readonly type: 'quiz.answered'; readonly questionId: string; readonly userId: string; readonly right: boolean }
  | { readonly type: 'suggestion.filed'; readonly suggestionId: string; readonly userId: string | null }
  | { readonly type: 'suggestion.closed'; readonly suggestionId: string }
  | { readonly type: 'policy.unanswered'; readonly questionId: string }
  /** `documentId`: the version in which `changes` are found as they are now; of a withdrawn document, the document itself. */
  | {
      readonly type: 'policy.clausesChanged';
      readonly documentId: string;
      readonly version: number;
      readonly changes: readonly ClauseChange[];
    };

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
