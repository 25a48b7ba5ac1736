import type { Instant } from '../../../core/clock.ts';
import { instantOf, localDateOf, plusDays, weekdayOf } from '../../../core/zone.ts';
import type { Announcement } from '../schema/announcement.ts';
import { nextTimes, type When } from './plan.ts';

/** More of one announcement in a week are a clock, and warned of as one. */
const OF_ONE = 40;

/** Monday to Monday, as people count a week. */
export function weekOf(at: Instant, zone: string): { readonly from: Instant; readonly until: Instant } {
  const day = localDateOf(at, zone);
  const monday = plusDays(day, 1 - weekdayOf(day));
  return { from: instantOf(monday, '00:00', zone), until: instantOf(plusDays(monday, 7), '00:00', zone) };
}

/** How many posts of the plans still come to a group within the week. */
export function plannedIn(
  { from, until }: ReturnType<typeof weekOf>,
  groupId: string,
  active: readonly Announcement[],
  when: When,
): number {
  return active
    .filter(({ status, groupIds }) => status === 'active' && groupIds.includes(groupId))
    .flatMap((one) =>
      nextTimes(one.plan, OF_ONE, { ...when, now: from > when.now ? from : when.now }).filter(
        (at) => at < until && !one.skips.includes(at),
      ),
    ).length;
}
