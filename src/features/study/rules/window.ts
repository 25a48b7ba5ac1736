import { HOUR_MS, msBetween, type Instant } from '../../../core/clock.ts';
import { instantOf, localDateOf, plusDays } from '../../../core/zone.ts';
import type { StudyPrompt } from '../schema.ts';

/** The right answer is told before the day shift goes home. */
const SUMMARY_TIME = '17:30';
/** Whoever comes in later still has half a shift to answer. */
const AT_LEAST_MS = 4 * HOUR_MS;
/** Eight hours after a post of the afternoon is night, when nobody is written to. */
const MORNING = '08:00';
/** After this time nobody means the old question any more. */
const FORGOTTEN_MS = 18 * HOUR_MS;

/** Until when answers to a prompt count: 17:30 of that day, or 08:00 of the next when that is too near. */
export function closesAt(postedAt: Instant, zone: string): Instant {
  const date = localDateOf(postedAt, zone);
  const evening = instantOf(date, SUMMARY_TIME, zone);
  return msBetween(postedAt, evening) >= AT_LEAST_MS ? evening : instantOf(plusDays(date, 1), MORNING, zone);
}

/** `open`: a first answer counts. `over`: the answer is told, more are practice. `past`: no longer talked about. */
export function windowOf(prompt: Pick<StudyPrompt, 'closesAt'>, now: Instant): 'open' | 'over' | 'past' {
  if (now < prompt.closesAt) return 'open';
  return msBetween(prompt.closesAt, now) < FORGOTTEN_MS ? 'over' : 'past';
}

/** What an answer to a prompt is worth. */
export function worthOf(prompt: Pick<StudyPrompt, 'closesAt'>, answeredBefore: boolean, now: Instant): 'counts' | 'again' | 'late' {
  if (now >= prompt.closesAt) return 'late';
  return answeredBefore ? 'again' : 'counts';
}
