/** Fewer answers than this could be told apart in a group where people know one another. */
export const MIN_SHOWN = 5;

export interface Counts {
  readonly answered: number;
  readonly right: number;
}

/** What a group or a secretary may see of the answers to one question. */
export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'count'; readonly answered: number }
  | { readonly kind: 'share'; readonly answered: number; readonly percent: number };

/** Counts only, and only of five or more. Where nobody was right no share is shown: it would point at each of them. */
export function shownOf({ answered, right }: Counts): Shown {
  if (answered < MIN_SHOWN) return { kind: 'nothing' };
  if (right === 0) return { kind: 'count', answered };
  return { kind: 'share', answered, percent: Math.round((right * 100) / answered) };
}
