import { msBetween, plusMs, type Instant } from '../../../core/clock.ts';
import { decided, refused, type Decision } from '../../../core/decision.ts';
import type { Activity, ActivityStatus } from '../schema.ts';
import { usualDeadline, type At } from './plan.ts';

export type LifeRefusal =
  | { readonly code: 'notDraft'; readonly status: ActivityStatus }
  | { readonly code: 'notOpen'; readonly status: ActivityStatus }
  | { readonly code: 'notClosed'; readonly status: ActivityStatus }
  | { readonly code: 'over'; readonly status: ActivityStatus }
  | { readonly code: 'startsInPast' }
  | { readonly code: 'endsBeforeStart' }
  | { readonly code: 'nowhere' };

type LifeDecision = Decision<Activity, LifeRefusal>;

/** Draft → open. The deadline is counted anew: a draft may have lain for days. */
export function publish(activity: Activity, at: At): LifeDecision {
  if (activity.status !== 'draft') return refused({ code: 'notDraft', status: activity.status });
  if (activity.startsAt <= at.now) return refused({ code: 'startsInPast' });
  if (activity.groupIds.length === 0) return refused({ code: 'nowhere' });
  return decided(changed({ ...activity, status: 'open', signupClosesAt: deadlineAt(activity, activity.startsAt, at) }));
}

/** Moves the activity; its length is kept unless a new end is given, its deadline follows. */
export function reschedule(activity: Activity, to: { readonly startsAt: Instant; readonly endsAt: Instant | null }, at: At): LifeDecision {
  if (isOver(activity)) return refused({ code: 'over', status: activity.status });
  if (to.startsAt <= at.now) return refused({ code: 'startsInPast' });
  if (to.endsAt !== null && to.endsAt <= to.startsAt) return refused({ code: 'endsBeforeStart' });
  const length = activity.endsAt === null ? null : msBetween(activity.startsAt, activity.endsAt);
  const endsAt = to.endsAt ?? (length === null ? null : plusMs(to.startsAt, length));
  const reopens = activity.status === 'closed' && activity.closedBy === 'time';
  return decided(
    changed({
      ...activity,
      startsAt: to.startsAt,
      endsAt,
      signupClosesAt: deadlineAt(activity, to.startsAt, at),
      ...(reopens ? { status: 'open' as const, closedBy: null } : {}),
    }),
  );
}

/** A deadline that was said; it must lie before the start, otherwise the start is the deadline. */
export function setDeadline(activity: Activity, closesAt: Instant, now: Instant): LifeDecision {
  if (isOver(activity)) return refused({ code: 'over', status: activity.status });
  if (closesAt <= now) return refused({ code: 'startsInPast' });
  const reopens = activity.status === 'closed' && activity.closedBy === 'time';
  return decided(
    changed({
      ...activity,
      signupClosesAt: closesAt < activity.startsAt ? closesAt : activity.startsAt,
      closesByDefault: false,
      ...(reopens ? { status: 'open' as const, closedBy: null } : {}),
    }),
  );
}

export function closeSignup(activity: Activity, by: 'time' | 'hand'): LifeDecision {
  if (activity.status !== 'open') return refused({ code: 'notOpen', status: activity.status });
  return decided(changed({ ...activity, status: 'closed', closedBy: by }));
}

export function reopenSignup(activity: Activity, now: Instant): LifeDecision {
  if (activity.status !== 'closed') return refused({ code: 'notClosed', status: activity.status });
  if (activity.startsAt <= now) return refused({ code: 'startsInPast' });
  const signupClosesAt = activity.signupClosesAt > now ? activity.signupClosesAt : activity.startsAt;
  return decided(changed({ ...activity, status: 'open', closedBy: null, signupClosesAt }));
}

/** A draft is thrown away the same way: nobody was told of it, so nobody is told. */
export function cancelActivity(activity: Activity): LifeDecision {
  if (isOver(activity)) return refused({ code: 'over', status: activity.status });
  return decided(changed({ ...activity, status: 'cancelled' }));
}

export function finish(activity: Activity): LifeDecision {
  if (activity.status !== 'open' && activity.status !== 'closed') return refused({ code: 'over', status: activity.status });
  return decided(changed({ ...activity, status: 'finished' }));
}

function isOver(activity: Activity): boolean {
  return activity.status === 'finished' || activity.status === 'cancelled';
}

function deadlineAt(activity: Activity, startsAt: Instant, at: At): Instant {
  const keeps = !activity.closesByDefault && activity.signupClosesAt > at.now && activity.signupClosesAt <= startsAt;
  return keeps ? activity.signupClosesAt : usualDeadline(startsAt, at);
}

function changed(activity: Activity): Activity {
  return { ...activity, revision: activity.revision + 1 };
}
