import { HOUR_MS, MINUTE_MS, msBetween, type Instant } from '../../../core/clock.ts';
import { formatInstant, formatRange } from '../../../core/zh/format.ts';
import { localDateOf, plusDays } from '../../../core/zone.ts';
import type { Activity } from '../schema.ts';
import { reminderTimes } from '../rules/plan.ts';

/** What every sentence about time is worded against. */
export interface Moment {
  readonly now: Instant;
  readonly zone: string;
}

export function whenText(activity: Pick<Activity, 'startsAt' | 'endsAt'>, at: Moment): string {
  return activity.endsAt === null
    ? formatInstant(activity.startsAt, at.zone, at.now)
    : formatRange(activity.startsAt, activity.endsAt, at.zone, at.now);
}

export function instantText(instant: Instant, at: Moment): string {
  return formatInstant(instant, at.zone, at.now);
}

export function remindersText(activity: Pick<Activity, 'startsAt' | 'reminders'>, at: Moment): string {
  const times = reminderTimes(activity, at.zone, at.now);
  if (times.length > 0) return times.map((time) => formatInstant(time, at.zone, at.now)).join('、');
  return activity.reminders.length === 0 ? '不提醒' : '不提醒（提醒的时间已过）';
}

/** 今天, 明天, or how long until then: for reminders. */
export function soonText(startsAt: Instant, at: Moment): string {
  const today = localDateOf(at.now, at.zone);
  const day = localDateOf(startsAt, at.zone);
  const left = msBetween(at.now, startsAt);
  if (left < HOUR_MS) return `还有${Math.max(1, Math.round(left / MINUTE_MS))}分钟开始`;
  if (day === today) return '就在今天';
  return day === plusDays(today, 1) ? '就在明天' : '快到了';
}
