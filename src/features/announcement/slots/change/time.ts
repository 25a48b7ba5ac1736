import { plusMs, SECOND_MS } from '../../../../core/clock.ts';
import { instantOf, localDateOf, localTimeOf } from '../../../../core/zone.ts';
import { findTimes } from '../../../../time/read.ts';
import type { FoundTime, Recurrence, TimeContext } from '../../../../time/time.ts';
import { ruleSchema, type Plan } from '../../schema/plan.ts';
import { clockOfPart, earlier, planOf } from '../plan.ts';

const CLOCK_ONLY =
  /^(?:凌晨|清早|一?早上?|早晨|上午|中午|下午|午后|傍晚|晚上?|夜里)?[零〇一二两三四五六七八九十百廿\d]+(?:[点:时][零〇一二三四五六七八九十半刻整\d]*[分钟]*)+(?:整|左右)?$|^(?:早上|上午|中午|下午|傍晚|晚上)$/u;
const MONTHDAY = /^(?:每个?月)?(?:[一二三四五六七八九十廿]{1,3}|\d{1,2})[号日]/u;
const FROM_THEN = /^(?:开始|起)/u;
const WEEKDAY = /^(?:每)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天]/u;
const LATER = /推迟|延后|延迟|往后|顺延|晚|后挪|后推/u;
const SOONER = /提前|往前|早|前挪|前推/u;
/** When a hour without its half is read for another day: the day shift begins. */
const DAY_BEGINS = '07:00';

/**
 * The plan after "改成三点", "改到周四上午", "推迟半小时", "每周改成隔周"; undefined when the words say no time. What is not said stays.
 * Of one that is to change from a day on, what comes then is meant, or the day itself (从下周五开始).
 */
export function changedPlan(text: string, times: readonly FoundTime[], plan: Plan | null, time: TimeContext): Plan | undefined {
  if (plan?.kind !== 'repeated' || plan.later === undefined) return changedRule(text, times, plan, time);
  const begins = beginning(text, times);
  if (begins !== undefined) return { ...plan, later: { ...plan.later, from: begins } };
  const next = changedRule(text, times, { kind: 'repeated', rule: plan.later.rule }, time);
  return next?.kind === 'repeated' ? { ...plan, later: { ...plan.later, rule: next.rule } } : undefined;
}

function changedRule(text: string, times: readonly FoundTime[], plan: Plan | null, time: TimeContext): Plan | undefined {
  const target = times.findLast(isTarget);
  if (target !== undefined) {
    const begins = plan?.kind === 'repeated' ? beginning(text, times) : undefined;
    if (begins !== undefined && plan?.kind === 'repeated') return { kind: 'repeated', rule: { ...plan.rule, startsOn: begins } };
    return moved(text.slice(target.start, target.end), target, plan, time);
  }
  const length = times.find(({ meaning }) => meaning.kind === 'duration');
  if (length?.meaning.kind !== 'duration' || plan === null) return undefined;
  const seconds = length.meaning.seconds;
  if (LATER.test(text)) return earlier(plan, -seconds);
  return SOONER.test(text) ? earlier(plan, seconds) : undefined;
}

function isTarget({ meaning }: FoundTime): boolean {
  return meaning.kind !== 'duration' && meaning.kind !== 'workdays';
}

/** The day that is said to be the first one, and nothing after it. */
function beginning(text: string, times: readonly FoundTime[]): string | undefined {
  const target = times.findLast(isTarget);
  if (target === undefined) return undefined;
  const isFirst = FROM_THEN.test(text.slice(target.end)) || text.slice(target.start, target.end).endsWith('开始');
  return isFirst ? firstDayOf(target) : undefined;
}

/** 从下周开始, 从12月1日起: the day from which it holds. */
function firstDayOf({ meaning }: FoundTime): string | undefined {
  if (meaning.kind === 'date') return meaning.date;
  return meaning.kind === 'range' ? meaning.start?.slice(0, 10) : undefined;
}

function moved(words: string, found: FoundTime, plan: Plan | null, time: TimeContext): Plan | undefined {
  if (plan === null || plan.kind === 'now') return planOf(found.meaning, words, time) ?? undefined;
  if (found.meaning.kind === 'recurring') return { kind: 'repeated', rule: mergedRule(found.meaning.rule, plan, time) };
  if (CLOCK_ONLY.test(words)) return atClock(plan, clockRead(words, plan, time), time);
  const next = planOf(found.meaning, words, time);
  if (next?.kind !== 'once') return next ?? undefined;
  const clock = clockKept(found, words, plan, time);
  const date = localDateOf(next.at, time.zone);
  const said: Plan = clock === undefined ? next : { kind: 'once', at: instantOf(date, clock, time.zone) };
  // "改到周四" of a weekly plan moves its weekday, not this one post.
  if (plan.kind === 'repeated' && plan.rule.freq === 'week' && WEEKDAY.test(words))
    return {
      kind: 'repeated',
      rule: { ...plan.rule, byDay: [localTimeOf(next.at, time.zone).weekday], time: clock ?? clockOf(said, time) },
    };
  // Nor does 改成10号 of a monthly one make it a single post.
  if (plan.kind === 'repeated' && plan.rule.freq === 'month' && plan.rule.byMonthDay !== undefined && MONTHDAY.test(words))
    return {
      kind: 'repeated',
      rule: { ...plan.rule, byMonthDay: [localTimeOf(next.at, time.zone).day], time: clock ?? clockOf(said, time) },
    };
  return said;
}

/** Of a date alone, or a part of the day that holds the old hour, the old hour stays. */
function clockKept(found: FoundTime, words: string, plan: Plan, time: TimeContext): string | undefined {
  const old = clockOf(plan, time);
  if (found.meaning.kind === 'date') return old;
  if (found.meaning.kind !== 'range' || found.meaning.start === null) return undefined;
  const from = found.meaning.start.slice(11, 16);
  const until = found.meaning.end?.slice(11, 16) ?? '24:00';
  if (from === '00:00') return old;
  return old >= from && old < until ? old : clockOfPart(words);
}

function mergedRule(rule: Recurrence, plan: Exclude<Plan, { kind: 'now' }>, time: TimeContext): ReturnType<typeof ruleSchema.parse> {
  const old = plan.kind === 'repeated' ? plan.rule : undefined;
  const clock = rule.time ?? clockOf(plan, time);
  const sameKind = old?.freq === rule.freq;
  const weekdays = rule.freq === 'week' && rule.byDay === undefined ? (old?.byDay ?? [weekdayOf(plan, time)]) : rule.byDay;
  const monthDays =
    rule.freq === 'month' && rule.byMonthDay === undefined && rule.nth === undefined && sameKind ? old.byMonthDay : rule.byMonthDay;
  const dayOff = rule.onDayOff ?? old?.onDayOff;
  return ruleSchema.parse({
    ...rule,
    ...(weekdays === undefined ? {} : { byDay: [...weekdays] }),
    ...(monthDays === undefined ? {} : { byMonthDay: [...monthDays] }),
    ...(dayOff === undefined || rule.freq === 'workday' ? {} : { onDayOff: dayOff }),
    time: clock,
    ...(rule.interval > 1 ? { startsOn: firstDay(plan, time) } : {}),
  });
}

/** Every second week counts from the next post that was planned. */
function firstDay(plan: Exclude<Plan, { kind: 'now' }>, { now, zone }: TimeContext): string {
  if (plan.kind === 'once') return localDateOf(plan.at, zone);
  const today = localDateOf(now, zone);
  return plan.rule.startsOn !== undefined && plan.rule.startsOn > today ? plan.rule.startsOn : today;
}

function weekdayOf(plan: Exclude<Plan, { kind: 'now' }>, { now, zone }: TimeContext): number {
  return localTimeOf(plan.kind === 'once' ? plan.at : now, zone).weekday;
}

function atClock(plan: Exclude<Plan, { kind: 'now' }>, clock: string, { zone }: TimeContext): Plan {
  if (plan.kind === 'repeated') return { kind: 'repeated', rule: { ...plan.rule, time: clock } };
  return { kind: 'once', at: instantOf(localDateOf(plan.at, zone), clock, zone) };
}

/** "三点" for a post on Thursday is read as on that Thursday: in the afternoon. */
function clockRead(words: string, plan: Exclude<Plan, { kind: 'now' }>, time: TimeContext): string {
  const part = clockOfPart(words);
  const day = plan.kind === 'once' ? localDateOf(plan.at, time.zone) : localDateOf(time.now, time.zone);
  const [found] = findTimes(words, { ...time, now: instantOf(day, DAY_BEGINS, time.zone) });
  if (found?.meaning.kind === 'instant') return found.meaning.at.slice(11, 16);
  return part ?? clockOf(plan, time);
}

function clockOf(plan: Plan, { zone, now }: TimeContext): string {
  if (plan.kind === 'repeated') return plan.rule.time ?? '09:00';
  const { hour, minute } = localTimeOf(plan.kind === 'once' ? plan.at : plusMs(now, SECOND_MS), zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
