import { localDateOf, plusDays } from '../../core/zone.ts';
import { decided, refused, type Decision } from '../../core/decision.ts';
import type { Instant } from '../../core/clock.ts';
import { occurrences } from '../../time/recurrence.ts';
import type { WorkdayCalendar } from '../../time/time.ts';
import type { Announcement, Draft, Plan } from './schema.ts';

/** WeCom's text message holds 2048 bytes; the heading and a mark of lateness need room. */
export const CONTENT_LIMIT_BYTES = 1_800;
/** Repeated posts closer than this are a flood, not an announcement. */
const MIN_GAP_MS = 15 * 60_000;
/** Active ones of one party branch. */
export const ACTIVE_LIMIT = 200;
/** A repeated announcement ends by itself after a year: nobody remembers who once set it. */
const LAST_DAYS = 366;

export interface When {
  readonly now: Instant;
  readonly zone: string;
  readonly calendar: WorkdayCalendar;
}

export type Refusal =
  | { readonly code: 'noTime' }
  | { readonly code: 'noContent' }
  | { readonly code: 'tooLong'; readonly bytes: number }
  | { readonly code: 'noGroup' }
  | { readonly code: 'noPush' | 'notYours'; readonly group: string }
  | { readonly code: 'past'; readonly at: Instant }
  | { readonly code: 'tooOften' }
  | { readonly code: 'never' }
  | { readonly code: 'tooMany' };

/** The next `count` times at which the plan posts, after `now`. Empty when it never does (again). */
export function nextTimes(plan: Plan, count: number, when: When): readonly Instant[] {
  switch (plan.kind) {
    case 'now':
      return [when.now];
    case 'once':
      return plan.at > when.now ? [plan.at] : [];
    case 'repeated':
      return occurrences(plan.rule, when.now, count, when);
  }
}

/** A repeated plan without an end gets one. */
export function bounded(plan: Plan, when: When): Plan {
  if (plan.kind !== 'repeated' || plan.rule.endsOn !== undefined) return plan;
  const startsOn = plan.rule.startsOn ?? localDateOf(when.now, when.zone);
  return { kind: 'repeated', rule: { ...plan.rule, startsOn, endsOn: plusDays(startsOn, LAST_DAYS) } };
}

/** The plan asks for workdays of a year whose official calendar is not known yet: those days are a guess. */
export function isProvisional(plan: Plan, when: When): boolean {
  if (plan.kind !== 'repeated' || (plan.rule.freq !== 'workday' && (plan.rule.onDayOff ?? 'keep') === 'keep')) return false;
  const lastDay = plan.rule.endsOn ?? localDateOf(when.now, when.zone);
  return when.calendar.isWorkday(lastDay) === undefined;
}

/** Whether the draft can be confirmed, and when it will then post. The first thing missing is named. */
export function checkDraft(
  draft: Draft,
  active: number,
  when: When,
): Decision<{ readonly plan: Plan; readonly times: readonly Instant[] }, Refusal> {
  const bytes = new TextEncoder().encode(draft.content).length;
  if (draft.content === '') return refused({ code: 'noContent' });
  if (bytes > CONTENT_LIMIT_BYTES) return refused({ code: 'tooLong', bytes });
  if (draft.plan === null) return refused({ code: 'noTime' });
  if (draft.groupIds.length === 0) return refused({ code: 'noGroup' });
  if (active >= ACTIVE_LIMIT) return refused({ code: 'tooMany' });
  if (draft.plan.kind === 'once' && draft.plan.at <= when.now) return refused({ code: 'past', at: draft.plan.at });
  const plan = bounded(draft.plan, when);
  const times = nextTimes(plan, 3, when);
  const [first, second] = times;
  if (first === undefined) return refused({ code: 'never' });
  if (second !== undefined && Date.parse(second) - Date.parse(first) < MIN_GAP_MS) return refused({ code: 'tooOften' });
  return decided({ plan, times });
}

/** After a post (or a missed one) at `plannedAt`: the next time, or done. */
export function afterOccurrence(announcement: Announcement, plannedAt: Instant, when: When): Pick<Announcement, 'status' | 'nextAt'> {
  if (announcement.plan.kind !== 'repeated') return { status: 'done', nextAt: null };
  // From the planned instant, not from now: a late one must not swallow the next. But what is past is past.
  const from = plannedAt > when.now ? plannedAt : when.now;
  const [next] = nextTimes(announcement.plan, 1, { ...when, now: from });
  return next === undefined ? { status: 'done', nextAt: null } : { status: 'active', nextAt: next };
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
      const [next] = nextTimes(announcement.plan, 1, when);
      return next === undefined ? refused({ code: 'over' }) : decided({ ...announcement, status: 'active', nextAt: next });
    }
  }
}
