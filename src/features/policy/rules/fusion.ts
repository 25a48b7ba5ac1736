import { RELATED, reliable, SURE } from './choice.ts';

/** What outside services say to one question: ids of clauses, best first; empty where they said nothing. */
export interface Opinion {
  /** By likeness of meaning, over all clauses that may be found. */
  readonly alike: readonly string[];
  /** As read beside the question: an order of the first few of all. */
  readonly reread: readonly string[];
}

export const NO_OPINION: Opinion = { alike: [], reread: [] };

interface Sureness {
  readonly confidence: number;
  readonly isHalfUnsaid?: boolean;
}

/** What the own search found, and how sure it would be of another one in the first place. */
export interface OwnSearch extends Sureness {
  readonly results: readonly { readonly id: string; readonly score: number }[];
  ifFirst(id: string): Sureness;
}

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). Their 60 is for lists of a thousand: over thirty places it is so flat that
 * whoever stands in two lists beats the first of one. Who is missing stands behind the last.
 */
const FLAT = 10;
/** The own search was measured on these very rules; what a customer's model is worth nobody knows. */
const OWN = 1.5;
/** Outvoted by both services: no longer near enough to be offered beside the first. */
const OUTVOTED = 0.9;

/** Where the orders of the own search and of likeness meet: what a reranker is given, first of it. */
export function together(own: readonly string[], alike: readonly string[]): readonly string[] {
  return byVotes([
    { order: own, weight: OWN },
    { order: alike, weight: 1 },
  ]);
}

/**
 * One order out of all, and a chance that stays honest. Services may say _which_ clause, never _whether_ there is one: the first place goes
 * only to a clause that the own search found and would itself be as sure of as it takes to answer (or to name it, where it would
 * only name some), and the stated chance is the lower of what it says of its own first and of this one. Whom the orders together would
 * have put first, but it is merely related to the question, is offered beside the first. Where one service disagrees with the
 * own search, both stay near, so that the member is offered both; where both services agree, theirs stands alone.
 */
export function fused(own: OwnSearch, opinion: Opinion): Sureness & Pick<OwnSearch, 'results'> {
  const [ownFirst] = own.results;
  if (ownFirst === undefined) return own;
  const scores = new Map(own.results.map(({ id, score }) => [id, score]));
  const order = orderOf([...scores.keys()], opinion);
  const foremost = (floor: number): string =>
    order.find((id) => id === ownFirst.id || (scores.has(id) && reliable(own.ifFirst(id)) >= floor)) ?? ownFirst.id;
  const first = foremost(bandOf(reliable(own)));
  const beside = foremost(RELATED);
  const led = first === ownFirst.id ? own : own.ifFirst(first);
  const { confidence, isHalfUnsaid = false } = reliable(led) < reliable(own) ? led : own;
  const lead = scores.get(first) ?? 1;
  const scoreOf = (id: string): number => {
    const score = scores.get(id) ?? 0;
    if (id === beside) return 1;
    if (score <= lead) return score / lead;
    return isOutvoted(id, first, opinion) ? OUTVOTED : 1;
  };
  const ids = new Set([first, beside, ...order]);
  return { confidence, isHalfUnsaid, results: [...ids].map((id) => ({ id, score: scoreOf(id) })) };
}

/** What is said of a question in chat: an answer, names of places, or nothing. */
function bandOf(chance: number): number {
  return chance >= SURE ? SURE : chance >= RELATED ? RELATED : 0;
}

function orderOf(own: readonly string[], { alike, reread }: Opinion): readonly string[] {
  const all = together(own, alike);
  const seen = new Set(reread);
  const head = all.filter((id) => seen.has(id));
  const known = new Set(head);
  const again = byVotes([
    { order: head, weight: 1 },
    { order: reread.filter((id) => known.has(id)), weight: 1 },
  ]);
  return [...again, ...all.filter((id) => !seen.has(id))];
}

/** Most votes first; of as many, as they stand in the first order. */
function byVotes(orders: readonly { readonly order: readonly string[]; readonly weight: number }[]): readonly string[] {
  const given = orders.filter(({ order }) => order.length > 0);
  const votes = new Map(given.flatMap(({ order }) => order).map((id) => [id, 0]));
  for (const { order, weight } of given) {
    const ranks = new Map(order.map((id, rank) => [id, rank]));
    for (const [id, so] of votes) votes.set(id, so + weight / (FLAT + 1 + (ranks.get(id) ?? order.length)));
  }
  return [...votes].toSorted((a, b) => b[1] - a[1]).map(([id]) => id);
}

function isOutvoted(other: string, first: string, { alike, reread }: Opinion): boolean {
  return [alike, reread].every((order) => {
    const [at, otherAt] = [order.indexOf(first), order.indexOf(other)];
    return at >= 0 && (otherAt < 0 || at < otherAt);
  });
}
