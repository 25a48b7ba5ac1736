import { DAY_MS, plusMs, type Instant } from '../../../core/clock.ts';
import type { Announcement } from '../schema/announcement.ts';
import type { Sending } from '../schema/sending.ts';
import { nextTimes, type When } from './plan.ts';

const DAYS = 7;
/** More of one announcement within a week are not a plan but a clock. */
const OF_ONE = 60;

export interface Planned {
  readonly at: Instant;
  readonly number: string;
  readonly content: string;
  readonly groupIds: readonly string[];
  /** skipped: somebody said that this one is not wanted. held: it waits for the end of quiet hours, or of the minute. */
  readonly state: 'planned' | 'skipped' | 'held';
}

/** What leaves within the next seven days, in the order in which it leaves. */
export function dayPlan(active: readonly Announcement[], onTheirWay: readonly Sending[], when: When): readonly Planned[] {
  const until = plusMs(when.now, DAYS * DAY_MS);
  const planned = active
    .filter(({ status }) => status === 'active')
    .flatMap((one) =>
      nextTimes(one.plan, OF_ONE, when)
        .filter((at) => at <= until)
        .map((at): Planned => ({ ...shown(one), at, state: one.skips.includes(at) ? 'skipped' : 'planned' })),
    );
  const held = onTheirWay
    .filter(({ leavesAt, recalledAt }) => recalledAt === null && leavesAt > when.now)
    .map((one): Planned => ({ ...shown(one), at: one.leavesAt, state: 'held' }));
  return [...planned, ...held].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function shown({
  number,
  content,
  groupIds,
}: Pick<Planned, 'number' | 'content' | 'groupIds'>): Pick<Planned, 'number' | 'content' | 'groupIds'> {
  return { number, content, groupIds };
}
