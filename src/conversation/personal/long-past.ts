import type { LocalDate } from '../../core/clock.ts';
import { plusDays } from '../../core/zone.ts';
import type { LongPast } from '../../features/feature.ts';

/** Long enough for every report and every dispute about one; told to members (`texts.ts`). */
const NAMED_FOR_DAYS = 3 * 365;
/** What was not over on its day may have come to an end within a year. */
const LOOKED_BACK_DAYS = 400;
/** Nothing was let go yet. */
export const BEGINNING: LocalDate = '2000-01-01';

/** The days whose people are let go today, after all up to `done` were. */
export function longPast(today: LocalDate, done: LocalDate): LongPast {
  return { from: done === BEGINNING ? BEGINNING : plusDays(done, -LOOKED_BACK_DAYS), upTo: plusDays(today, -NAMED_FOR_DAYS) };
}
