import { plusMs, SECOND_MS, type Instant, type LocalDate } from '../../../core/clock.ts';
import { instantOf, localDateOf, plusDays } from '../../../core/zone.ts';
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
      return plan.later === undefined ? occurrences(plan.rule, when.now, count, when) : switching(plan.rule, plan.later, count, when);
  }
}

type Repeated = Extract<Plan, { kind: 'repeated' }>;

/** By the one rule before the day, by the other from that day on; each counts its weeks and months from its own beginning. */
function switching(rule: Repeated['rule'], later: NonNullable<Repeated['later']>, count: number, when: When): readonly Instant[] {
  const switchesAt = instantOf(later.from, '00:00', when.zone);
  const before = occurrences(rule, when.now, count, when).filter((at) => at < switchesAt);
  const last = plusMs(switchesAt, -SECOND_MS);
  const after = occurrences(later.rule, when.now > last ? when.now : last, count - before.length, when);
  return [...before, ...after];
}

/** As it is by now: a rule that has come into force is the only one. */
export function inForce(plan: Plan, { now, zone }: Pick<When, 'now' | 'zone'>): Plan {
  if (plan.kind !== 'repeated' || plan.later === undefined || plan.later.from > localDateOf(now, zone)) return plan;
  return { kind: 'repeated', rule: plan.later.rule };
}

/** A repeated plan without an end gets one. */
export function bounded(plan: Plan, when: When): Plan {
  if (plan.kind !== 'repeated') return plan;
  const today = localDateOf(when.now, when.zone);
  const { rule, later } = plan;
  if (later === undefined) return rule.endsOn === undefined ? { kind: 'repeated', rule: boundedRule(rule, today) } : plan;
  return { kind: 'repeated', rule: boundedRule(rule, today), later: { ...later, rule: boundedRule(later.rule, later.from) } };
}

function boundedRule(rule: Repeated['rule'], today: LocalDate): Repeated['rule'] {
  if (rule.endsOn !== undefined) return rule;
  const startsOn = rule.startsOn ?? today;
  return { ...rule, startsOn, endsOn: plusDays(startsOn, LAST_DAYS) };
}

/** Whether the workday calendar decides when it leaves. */
export function asksForWorkdays(plan: Plan): boolean {
  if (plan.kind !== 'repeated') return false;
  return [plan.rule, ...(plan.later === undefined ? [] : [plan.later.rule])].some(
    ({ freq, onDayOff = 'keep', nth, byDay }) => freq === 'workday' || onDayOff !== 'keep' || (nth !== undefined && byDay === undefined),
  );
}

/** The year, if any, whose official calendar is not known yet and in which the plan asks for workdays: its days are a guess. */
export function unknownYear(plan: Plan, when: When): number | null {
  if (plan.kind !== 'repeated' || !asksForWorkdays(plan)) return null;
  const lastDay = (plan.later ?? plan).rule.endsOn ?? localDateOf(when.now, when.zone);
  return when.calendar.isWorkday(lastDay) === undefined ? Number(lastDay.slice(0, 4)) : null;
}

/** Whether both come at the same times; how long they go on does not matter. */
export function sameTimes(a: Plan, b: Plan | null): boolean {
  return b !== null && timesOf(a) === timesOf(b);
}

function timesOf(plan: Plan): string {
  if (plan.kind !== 'repeated') return JSON.stringify(plan);
  return `${timesOfRule(plan.rule)}${plan.later === undefined ? '' : `${plan.later.from}${timesOfRule(plan.later.rule)}`}`;
}

function timesOfRule({ startsOn: _from, endsOn: _until, ...rule }: Repeated['rule']): string {
  return JSON.stringify(rule, Object.keys(rule).toSorted());
}
