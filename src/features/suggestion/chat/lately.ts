import { MINUTE_MS, msBetween, type Instant } from '../../../core/clock.ts';
import type { Situation } from '../../feature.ts';

/** Who was told a moment ago how to speak without a name. In memory only, and soon forgotten: a row of it would be a trace. */
export interface Lately {
  note(who: string, now: Instant): void;
  /** True once; then it is forgotten. */
  take(who: string, now: Instant): boolean;
}

/** The same for a member at all times, and nothing that anybody could read. */
export function whoOf({ keyedHash, person }: Pick<Situation, 'keyedHash' | 'person'>): string {
  return keyedHash(`lately/${person.userId}`);
}

const REMEMBERED_MS = 15 * MINUTE_MS;
const KEPT = 10_000;

export function askedLately(): Lately {
  const asked = new Map<string, Instant>();
  return {
    note: (who, now) => {
      asked.delete(who);
      asked.set(who, now);
      const [oldest] = asked.keys();
      if (asked.size > KEPT && oldest !== undefined) asked.delete(oldest);
    },
    take: (who, now) => {
      const at = asked.get(who);
      asked.delete(who);
      return at !== undefined && msBetween(at, now) < REMEMBERED_MS;
    },
  };
}
