import { HOUR_MS, msBetween, type Instant } from '../../../core/clock.ts';
import type { Person } from '../../../core/person.ts';
import type { Reader, Writer } from '../../../store/store.ts';
import { practices, type Practice } from '../schema.ts';

/** A question that was left open longer is no longer waited for. */
const OPEN_MS = 12 * HOUR_MS;

/** The own practice, if it is not given up. */
export async function ownPractice(tx: Reader, person: Person, now: Instant): Promise<Practice | undefined> {
  const found = await tx.get(practices, person.userId);
  return found !== undefined && msBetween(found.askedAt, now) < OPEN_MS ? found : undefined;
}

export function keepPractice(tx: Writer, practice: Practice): Promise<void> {
  return tx.put(practices, practice);
}

export function endPractice(tx: Writer, person: Pick<Person, 'userId'>): Promise<void> {
  return tx.delete(practices, person.userId);
}
