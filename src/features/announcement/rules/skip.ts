import type { Instant, LocalDate } from '../../../core/clock.ts';
import { decided, refused, type Decision } from '../../../core/decision.ts';
import { localDateOf } from '../../../core/zone.ts';
import type { Announcement } from '../schema/announcement.ts';
import { nextUnskipped } from './life.ts';
import type { Plan } from '../schema/plan.ts';
import { nextTimes, sameTimes, type When } from './plan.ts';

/** So far ahead somebody knows that it will not be wanted. */
const LOOKED_AT = 100;

/** From the one day to the other, both included. */
export interface Span {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** The occurrences of a span, or the next one where none is said; empty when there is none to skip. */
export function occurrencesIn(announcement: Announcement, span: Span | null, when: When): readonly Instant[] {
  const times = nextTimes(announcement.plan, LOOKED_AT, when).filter((at) => !announcement.skips.includes(at));
  if (span === null) return times.slice(0, 1);
  return times.filter((at) => {
    const on = localDateOf(at, when.zone);
    return on >= span.from && on <= span.until;
  });
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

/** What was called off stays so where the hour is another one: by its day. Of several posts a day only the very same ones. */
export function carriedSkips({ skips, plan: before }: Announcement, plan: Plan, when: When): readonly Instant[] {
  const ahead = skips.filter((at) => at > when.now);
  if (plan.kind !== 'repeated' || plan.rule.freq === 'hour' || sameTimes(before, plan) || ahead.length === 0) return ahead;
  const days = new Set(ahead.map((at) => localDateOf(at, when.zone)));
  return nextTimes(plan, LOOKED_AT, when).filter((at) => days.has(localDateOf(at, when.zone)));
}

/** Without these occurrences; the others stay. */
export function skipped(
  announcement: Announcement,
  off: readonly Instant[],
  when: When,
): Decision<Announcement, { readonly code: 'onlyOnce' }> {
  if (announcement.plan.kind !== 'repeated') return refused({ code: 'onlyOnce' });
  const without = { ...announcement, skips: [...announcement.skips.filter((past) => past > when.now), ...off] };
  if (without.status !== 'active') return decided(without);
  const next = nextUnskipped(without, when);
  return decided(next === undefined ? { ...without, status: 'done', nextAt: null } : { ...without, nextAt: next });
}
