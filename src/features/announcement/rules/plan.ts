import type { Instant } from '../../../core/clock.ts';
import { localDateOf, plusDays } from '../../../core/zone.ts';
import { occurrences } from '../../../time/recurrence.ts';
import type { WorkdayCalendar } from '../../../time/time.ts';
import type { Plan } from '../schema/plan.ts';

/** A repeated announcement ends by itself after a year: nobody remembers who once set it. */
const LAST_DAYS = 366;

export interface When {
  readonly now: Instant;
  readonly zone: string;
  readonly calendar: WorkdayCalendar;
}

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

/** Whether the workday calendar decides when it leaves. */
export function asksForWorkdays(plan: Plan): boolean {
  if (plan.kind !== 'repeated') return false;
  const { freq, onDayOff = 'keep', nth, byDay } = plan.rule;
  return freq === 'workday' || onDayOff !== 'keep' || (nth !== undefined && byDay === undefined);
}

/** The year, if any, whose official calendar is not known yet and in which the plan asks for workdays: its days are a guess. */
export function unknownYear(plan: Plan, when: When): number | null {
  if (plan.kind !== 'repeated' || !asksForWorkdays(plan)) return null;
  const lastDay = plan.rule.endsOn ?? localDateOf(when.now, when.zone);
  return when.calendar.isWorkday(lastDay) === undefined ? Number(lastDay.slice(0, 4)) : null;
}

/** Whether both come at the same times; how long they go on does not matter. */
export function sameTimes(a: Plan, b: Plan | null): boolean {
  return b !== null && timesOf(a) === timesOf(b);
}

function timesOf(plan: Plan): string {
  if (plan.kind !== 'repeated') return JSON.stringify(plan);
  const { startsOn: _from, endsOn: _until, ...rule } = plan.rule;
  return JSON.stringify(rule, Object.keys(rule).toSorted());
}
