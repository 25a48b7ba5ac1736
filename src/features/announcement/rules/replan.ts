import type { Instant } from '../../../core/clock.ts';
import type { Announcement } from '../schema/announcement.ts';
import { nextUnskipped } from './life.ts';
import { asksForWorkdays, type When } from './plan.ts';

/** The plan under a calendar that has changed; undefined where nothing moves. */
export function replanned(
  announcement: Announcement,
  when: When,
): { readonly announcement: Announcement; readonly was: Instant; readonly next: Instant | null } | undefined {
  const { status, nextAt, plan } = announcement;
  if (status !== 'active' || nextAt === null || !asksForWorkdays(plan)) return undefined;
  const next = nextUnskipped(announcement, when) ?? null;
  if (next === nextAt) return undefined;
  return { announcement: { ...announcement, nextAt: next, status: next === null ? 'done' : 'active' }, was: nextAt, next };
}
