import { DAY_MS, plusMs, type Instant } from '../../core/clock.ts';
import type { Collection, Document, Query, Writer } from '../../store/store.ts';
import { policyDrafts } from './schema.ts';
import { policyAnswers, policyCitations, policyMisses } from './schema/loop.ts';

/** What was asked is of use while somebody may still judge the answer. */
const ANSWERS_KEPT_MS = 14 * DAY_MS;
/** Unanswered for a quarter: nobody will. */
const MISSES_KEPT_MS = 92 * DAY_MS;
/** Who was quoted what: rules live long, and what one read a year ago one still believes. */
const CITATIONS_KEPT_MS = 400 * DAY_MS;
const AT_ONCE = 2_000;

/** Nothing about who asked what is kept longer than it serves. */
export async function forgetOld(tx: Writer, now: Instant): Promise<{ readonly more: boolean }> {
  const before = (ms: number): Instant => plusMs(now, -ms);
  await forget(tx, policyDrafts, { orderBy: 'at', upTo: before(DAY_MS) });
  const forgotten = [
    await forget(tx, policyAnswers, { orderBy: 'at', upTo: before(ANSWERS_KEPT_MS) }),
    await forget(tx, policyMisses, { orderBy: 'at', upTo: before(MISSES_KEPT_MS) }),
    await forget(tx, policyCitations, { orderBy: 'at', upTo: before(CITATIONS_KEPT_MS) }),
  ];
  return { more: forgotten.includes(AT_ONCE) };
}

async function forget<T extends Document>(tx: Writer, from: Collection<T>, query: Query<T>): Promise<number> {
  const rows = await tx.find(from, { ...query, limit: AT_ONCE });
  for (const row of rows) await tx.delete(from, row.id);
  return rows.length;
}
