import type { Instant, LocalDate } from '../../../core/clock.ts';
import { decided, refused, type Decision } from '../../../core/decision.ts';
import { localDateOf } from '../../../core/zone.ts';
import type { Announcement } from '../schema/announcement.ts';
import { nextUnskipped } from './life.ts';
import { nextTimes, type When } from './plan.ts';

/** So far ahead somebody knows that it will not be wanted. */
const LOOKED_AT = 100;

/** The occurrence on a day, or the next one where no day is said; undefined when there is none to skip. */
export function occurrenceOn(announcement: Announcement, day: LocalDate | null, when: When): Instant | undefined {
  const times = nextTimes(announcement.plan, LOOKED_AT, when).filter((at) => !announcement.skips.includes(at));
  return day === null ? times[0] : times.find((at) => localDateOf(at, when.zone) === day);
}

/** What was left out on a day, or next where no day is said; undefined when nothing was. */
export function skipOn({ skips }: Announcement, day: LocalDate | null, when: When): Instant | undefined {
  const ahead = skips.filter((at) => at > when.now).toSorted();
  return day === null ? ahead[0] : ahead.find((at) => localDateOf(at, when.zone) === day);
}

/** With this one occurrence again. */
export function unskipped(announcement: Announcement, at: Instant, when: When): Announcement {
  const whole = { ...announcement, skips: announcement.skips.filter((one) => one !== at) };
  const next = nextUnskipped(whole, when);
  return announcement.status !== 'active' || next === undefined ? whole : { ...whole, nextAt: next };
}

/** Without this one occurrence; the others stay. */
export function skipped(announcement: Announcement, at: Instant, when: When): Decision<Announcement, { readonly code: 'onlyOnce' }> {
  if (announcement.plan.kind !== 'repeated') return refused({ code: 'onlyOnce' });
  const without = { ...announcement, skips: [...announcement.skips.filter((past) => past > when.now), at] };
  if (without.status !== 'active') return decided(without);
  const next = nextUnskipped(without, when);
  return decided(next === undefined ? { ...without, status: 'done', nextAt: null } : { ...without, nextAt: next });
}
