import { decided, refused, type Decision } from '../../../core/decision.ts';
import { MINUTE_MS, plusMs, type Instant, type LocalDate } from '../../../core/clock.ts';
import { instantOf, localDateOf, plusDays } from '../../../core/zone.ts';
import { nextOccurrence } from '../../../time/recurrence.ts';
import type { Recurrence, WorkdayCalendar } from '../../../time/time.ts';
import type { Days, StudyPlan, Theme } from '../schema.ts';

/** Days, both included. */
export interface Span {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

export interface When {
  readonly now: Instant;
  readonly zone: string;
  readonly calendar: WorkdayCalendar;
}

export const DEFAULT_PLAN: Pick<StudyPlan, 'time' | 'days' | 'theme'> = { time: '08:30', days: { kind: 'workday' }, theme: null };
/** Prompts outside of these hours would wake people. */
const EARLIEST = '06:00';
const LATEST = '21:00';
/** A post that is behind by less than this is still sent (schedule/ticker.ts). */
const GRACE_MS = 30 * MINUTE_MS;

export function ruleOf({ time, days }: Pick<StudyPlan, 'time' | 'days'>): Recurrence {
  switch (days.kind) {
    case 'workday':
      return { freq: 'workday', interval: 1, time };
    case 'daily':
      return { freq: 'day', interval: 1, time };
    case 'byDay':
      return { freq: 'week', interval: 1, byDay: days.byDay, time };
  }
}

/** The next prompts. The day of the last one is done: a plan that moves to a later hour does not ask twice a day. */
export function nextPosts(plan: Pausing, lastHeldOn: LocalDate | null, count: number, when: When): readonly Instant[] {
  const posts: Instant[] = [];
  let after = earliestAfter(lastHeldOn, when);
  while (posts.length < count) {
    const next = nextUnpaused(plan, after, when);
    if (next === null) break;
    posts.push(next);
    after = next;
  }
  return posts;
}

function earliestAfter(lastHeldOn: LocalDate | null, when: When): Instant {
  const dayAfter = lastHeldOn === null ? when.now : endOf(lastHeldOn, when);
  return dayAfter > when.now ? dayAfter : when.now;
}

/** Something would be posted on one of these days, however far off they are. */
export function postsWithin(plan: Pausing, lastHeldOn: LocalDate | null, { from, until }: Span, when: When): boolean {
  const earliest = earliestAfter(lastHeldOn, when);
  const eve = endOf(plusDays(from, -1), when);
  const next = nextUnpaused(plan, eve > earliest ? eve : earliest, when);
  return next !== null && localDateOf(next, when.zone) <= until;
}

type Pausing = Pick<StudyPlan, 'time' | 'days' | 'paused'>;

function nextUnpaused(plan: Pausing, after: Instant, when: When): Instant | null {
  const next = nextOccurrence(ruleOf(plan), after, when);
  const on = next === null ? null : localDateOf(next, when.zone);
  const pause = on === null ? undefined : plan.paused?.find(({ from, until }) => on >= from && on <= until);
  return pause === undefined ? next : nextUnpaused(plan, endOf(pause.until, when), when);
}

/** Its last millisecond. */
function endOf(date: LocalDate, { zone }: When): Instant {
  return plusMs(instantOf(plusDays(date, 1), '00:00', zone), -1);
}

/** The plan's days without some days of the week; null where none would be left. */
export function daysWithout(days: Days, without: readonly number[]): Days | null {
  // Workdays know of weekends and holidays by themselves.
  if (days.kind === 'workday' && without.every((day) => day > 5)) return days;
  const before = days.kind === 'byDay' ? days.byDay : days.kind === 'daily' ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5];
  const left = before.filter((day) => !without.includes(day));
  return left.length === 0 ? null : { kind: 'byDay', byDay: left };
}

/** The occurrence after one that ran or was missed. After long downtime: the one that can still be sent, else the next to come. */
export function postAfter(plan: Pausing, plannedAt: Instant, when: When): Instant | null {
  const earliest = plusMs(when.now, -GRACE_MS);
  return nextUnpaused(plan, plannedAt > earliest ? plannedAt : earliest, when);
}

/** Its pauses that are not over. */
export function stillPaused({ paused = [] }: Pick<StudyPlan, 'paused'>, today: LocalDate): Span[] {
  return paused.filter(({ until }) => until >= today);
}

/** The plan with one more pause; those that are over are forgotten. */
export function pausedToo(plan: StudyPlan, pause: Span, today: LocalDate): StudyPlan {
  return { ...plan, paused: [...stillPaused(plan, today), pause] };
}

/** What a sentence asks for; what it leaves out stays as it is. `theme: null` = topics take turns again. */
export interface Change {
  readonly time?: string;
  readonly days?: Days;
  readonly theme?: Theme | null;
}

export type PlanRefusal = { readonly code: 'hours'; readonly time: string } | { readonly code: 'topic'; readonly topic: string };

/** The plan after a change, if it may be so. */
export function changed(
  before: Pick<StudyPlan, 'time' | 'days' | 'theme'>,
  change: Change,
  topics: readonly string[],
): Decision<Pick<StudyPlan, 'time' | 'days' | 'theme'>, PlanRefusal> {
  const next = {
    time: change.time ?? before.time,
    days: change.days ?? before.days,
    theme: change.theme === undefined ? before.theme : change.theme,
  };
  if (next.time < EARLIEST || next.time > LATEST) return refused({ code: 'hours', time: next.time });
  if (next.theme !== null && !topics.includes(next.theme.topic)) return refused({ code: 'topic', topic: next.theme.topic });
  return decided(next);
}
