/** A clause that was found, with its score (only the order and the ratio mean anything). */
interface Found {
  readonly id: string;
  readonly score: number;
}

/** Below this confidence the bot says that it found nothing. Set on our own in- and out-of-scope questions (seed-questions test). */
export const SURE = 0.56;
/** Below this not even a nearest document is worth naming. */
const RELATED = 0.25;
/** A second clause this near to the first may as well be the one. */
const NEAR = 0.96;
const MOST_CHOICES = 3;

export type Choice =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'none'; readonly nearest: string | null };

/** Whether there is one answer, several that may be meant, or none. */
export function choose(results: readonly Found[], confidence: number): Choice {
  const [first, ...others] = results;
  if (first === undefined) return { kind: 'none', nearest: null };
  if (confidence < SURE) return { kind: 'none', nearest: confidence >= RELATED ? first.id : null };
  const near = others.filter((other) => other.score >= first.score * NEAR).slice(0, MOST_CHOICES - 1);
  return near.length === 0 ? { kind: 'one', id: first.id } : { kind: 'several', ids: [first.id, ...near.map(({ id }) => id)] };
}
