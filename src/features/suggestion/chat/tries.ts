import { HOUR_MS, msBetween, type Instant } from '../../../core/clock.ts';

/** Wrong receipts of a member within an hour. In memory only: a table of them would tell who holds receipts. */
export interface Tries {
  isSpent(who: string, now: Instant): boolean;
  note(who: string, now: Instant): void;
}

const PER_HOUR = 10;
const KEPT = 10_000;

export function countedTries(): Tries {
  const wrong = new Map<string, readonly Instant[]>();
  const recent = (who: string, now: Instant): readonly Instant[] => (wrong.get(who) ?? []).filter((at) => msBetween(at, now) < HOUR_MS);
  return {
    isSpent: (who, now) => recent(who, now).length >= PER_HOUR,
    note: (who, now) => {
      const kept = [...recent(who, now), now];
      wrong.delete(who);
      wrong.set(who, kept);
      const [oldest] = wrong.keys();
      if (wrong.size > KEPT && oldest !== undefined) wrong.delete(oldest);
    },
  };
}
