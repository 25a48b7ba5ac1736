/** About five minutes of study a day (product.md, part 2, 24). */
export const DAILY_CAP = 10;
/** One series. */
export const SERIES_LIMIT = 5;

/** How many questions a series may have; 0 = enough for today. */
export function seriesLength(wanted: number, answeredToday: number): number {
  const left = Math.max(0, DAILY_CAP - answeredToday);
  return Math.min(Math.max(1, Math.floor(wanted)), SERIES_LIMIT, left);
}
