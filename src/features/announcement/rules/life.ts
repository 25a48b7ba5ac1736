import type { Instant } from '../../../core/clock.ts';
import { decided, refused, type Decision } from '../../../core/decision.ts';
import type { Announcement } from '../schema/announcement.ts';
import { nextTimes, type When } from './plan.ts';

/** After a post (or a missed one) at `plannedAt`: the next time, or done. */
export function afterOccurrence(announcement: Announcement, plannedAt: Instant, when: When): Pick<Announcement, 'status' | 'nextAt'> {
  if (announcement.plan.kind !== 'repeated') return { status: 'done', nextAt: null };
  // From the planned instant, not from now: a late one must not swallow the next. But what is past is past.
  const from = plannedAt > when.now ? plannedAt : when.now;
  const next = nextUnskipped(announcement, { ...when, now: from });
  return next === undefined ? { status: 'done', nextAt: null } : { status: 'active', nextAt: next };
}

/** The next time that nobody has called off. */
export function nextUnskipped({ plan, skips }: Announcement, when: When): Instant | undefined {
  return nextTimes(plan, skips.length + 1, when).find((at) => !skips.includes(at));
}

export type Change = 'pause' | 'resume' | 'delete';

export function changeStatus(
  announcement: Announcement,
  change: Change,
  when: When,
): Decision<Announcement, { readonly code: 'over' | 'already' }> {
  if (announcement.status === 'done' || announcement.status === 'deleted') return refused({ code: 'over' });
  switch (change) {
    case 'delete':
      return decided({ ...announcement, status: 'deleted', nextAt: null });
    case 'pause':
      return announcement.status === 'paused' ? refused({ code: 'already' }) : decided({ ...announcement, status: 'paused', nextAt: null });
    case 'resume': {
      if (announcement.status === 'active') return refused({ code: 'already' });
      const next = nextUnskipped(announcement, when);
      return next === undefined ? refused({ code: 'over' }) : decided({ ...announcement, status: 'active', nextAt: next });
    }
  }
}
