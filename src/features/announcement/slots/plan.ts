import { plusMs, SECOND_MS } from '../../../core/clock.ts';
import { instantOf } from '../../../core/zone.ts';
import type { Recurrence, TimeContext, TimeMeaning } from '../../../time/time.ts';
import { ruleSchema, type Plan } from '../schema/plan.ts';

/** A day without a time: announcements go out when the day shift has begun. */
const DEFAULT_TIME = '09:00';
/** A part of the day means the hour at which people look at their phones, not its first minute. */
const BY_PART: readonly (readonly [RegExp, string])[] = [
  [/凌晨|清早|清晨|一早|大早|早上|早晨|早$/u, '08:00'],
  [/上午/u, '09:00'],
  [/中午|午间/u, '12:00'],
  [/下午|午后/u, '14:00'],
  [/傍晚|下班/u, '17:00'],
  [/晚上|今晚|明晚|晚$|夜/u, '19:00'],
];
export const NOW = /^(?:现在就?|马上就?|立马|立刻|立即|即刻|赶紧|赶快|尽快|这就|当下|直接|即时)$/u;

/** A time expression as a plan; null where it says no moment (a length, an open end). */
export function planOf(meaning: TimeMeaning, words: string, time: Pick<TimeContext, 'zone' | 'now'>): Plan | null {
  const at = (date: string, clock: string): Plan => ({ kind: 'once', at: instantOf(date, clock, time.zone) });
  switch (meaning.kind) {
    case 'recurring':
      return { kind: 'repeated', rule: timed(meaning.rule) };
    case 'instant':
      return NOW.test(words) ? { kind: 'now' } : at(meaning.at.slice(0, 10), meaning.at.slice(11));
    case 'date':
      return at(meaning.date, DEFAULT_TIME);
    case 'range': {
      if (meaning.start === null) return null;
      const clock = clockOfPart(words) ?? (meaning.start.endsWith('T00:00:00') ? DEFAULT_TIME : meaning.start.slice(11));
      return at(meaning.start.slice(0, 10), clock);
    }
    case 'duration':
    case 'workdays':
      return null;
  }
}

/** 09:00 for 周四上午; undefined when the words name no part of the day. */
export function clockOfPart(words: string): string | undefined {
  return BY_PART.find(([part]) => part.test(words))?.[1];
}

function timed(rule: Recurrence): Recurrence & ReturnType<typeof ruleSchema.parse> {
  const steps = rule.freq === 'hour' || rule.freq === 'minute' || rule.freq === 'second';
  return ruleSchema.parse({ ...rule, ...(steps || rule.time !== undefined ? {} : { time: DEFAULT_TIME }) });
}

/** The plan some seconds earlier; undefined when a repeated one would fall on the day before. */
export function earlier(plan: Plan, seconds: number): Plan | undefined {
  switch (plan.kind) {
    case 'now':
      return undefined;
    case 'once':
      return { kind: 'once', at: plusMs(plan.at, -seconds * SECOND_MS) };
    case 'repeated': {
      const [hour = 0, minute = 0] = (plan.rule.time ?? DEFAULT_TIME).split(':').map(Number);
      const minutes = hour * 60 + minute - Math.round(seconds / 60);
      if (minutes < 0 || minutes >= 24 * 60) return undefined;
      const two = (value: number): string => String(value).padStart(2, '0');
      return { kind: 'repeated', rule: { ...plan.rule, time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` } };
    }
  }
}
