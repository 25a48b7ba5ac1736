/** Facts that one feature announces and others may listen to. Past tense, no texts, no channel. */
export type DomainEvent =
  | { readonly type: 'activity.signedUp'; readonly activityId: string; readonly userId: string }
  | { readonly type: 'activity.signupCancelled'; readonly activityId: string; readonly userId: string }
  | { readonly type: 'quiz.answered'; readonly questionId: string; readonly userId: string; readonly right: boolean }
  | { readonly type: 'suggestion.filed'; readonly suggestionId: string; readonly userId: string | null }
  | { readonly type: 'suggestion.closed'; readonly suggestionId: string }
  | { readonly type: 'policy.unanswered'; readonly questionId: string };
