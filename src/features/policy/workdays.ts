import type { Instant } from '../../core/clock.ts';
import { localDateOf, weekdayOf } from '../../core/zone.ts';
import type { JobSituation } from '../feature.ts';
import { afterWorkdays } from './rules/question.ts';

/** The same time of day, so many workdays of the official calendar on. */
export function workdaysOn(from: Instant, count: number, { zone, calendar }: Pick<JobSituation, 'zone' | 'calendar'>): Instant {
  return afterWorkdays(from, count, (at) => {
    const day = localDateOf(at, zone);
    return calendar.isWorkday(day) ?? weekdayOf(day) <= 5;
  });
}
