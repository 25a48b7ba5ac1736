import { DAY_MS } from '../core/clock.ts';
import { wallOf, type Wall } from './wall.ts';

/** The Chinese calendar of the ICU that Node carries; good for the years people speak of, once corrected below. */
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });

/**
 * Months that ICU (78.3) begins a day off: the new moon falls close to midnight in Beijing. Found by comparing every month of 1901–2099
 * with the table of chinese-days 1.5.7; New Year 2027 is 6 February and that of 2030 is 3 February, as the almanacs say.
 */
const CORRECTIONS: Readonly<Record<string, 1 | -1>> = {
  '1933-6': -1,
  '1954-1': -1,
  '1955-2': -1,
  '1996-6': -1,
  '1996-8': -1,
  '1998-12': -1,
  '2012-7': -1,
  '2018-10': 1,
  '2027-1': -1,
  '2030-1': 1,
  '2060-4': 1,
  '2070-2': -1,
};

const years = new Map<number, ReadonlyMap<string, Wall>>();

/** First days of the lunar months that begin with the New Year of solar `year`; a leap month has its number and `bis`. */
function monthsOf(year: number): ReadonlyMap<string, Wall> {
  const known = years.get(year);
  if (known !== undefined) return known;
  const months = new Map<string, Wall>();
  for (let day = wallOf(year, 1, 20); day < wallOf(year + 1, 3, 1); day += DAY_MS) {
    const parts = chinese.formatToParts(day);
    const field = (type: string): string | undefined => parts.find((part) => part.type === type)?.value;
    const month = field('month') ?? '';
    if (field('relatedYear') === String(year) && field('day') === '1')
      months.set(month, day + (CORRECTIONS[`${year}-${month}`] ?? 0) * DAY_MS);
  }
  years.set(year, months);
  return months;
}

/** The solar day of a lunar date; `undefined` when that year has no such (leap) month. */
export function lunarDay(year: number, month: number, day: number, isLeap = false): Wall | undefined {
  const first = monthsOf(year).get(isLeap ? `${month}bis` : String(month));
  return first === undefined ? undefined : first + (day - 1) * DAY_MS;
}

/** The days of a lunar month, half-open. */
export function lunarMonth(year: number, month: number, isLeap = false): { readonly start: Wall; readonly end: Wall } | undefined {
  const start = lunarDay(year, month, 1, isLeap);
  if (start === undefined) return undefined;
  const starts = [...monthsOf(year).values(), lunarDay(year + 1, 1, 1) ?? start + 30 * DAY_MS];
  return { start, end: Math.min(...starts.filter((other) => other > start)) };
}

/** Lunar year, month and day of a solar day. */
export function lunarDateOf(wall: Wall): { readonly year: number; readonly month: number; readonly day: number } {
  const parts = chinese.formatToParts(wall);
  const field = (type: string): number => Number.parseInt(parts.find((part) => part.type === type)?.value ?? '', 10);
  return { year: field('relatedYear'), month: field('month'), day: field('day') };
}

const TERMS = '小寒大寒立春雨水惊蛰春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至';
/** Minutes from the first term of a year (小寒) to each term. */
const TERM_MINUTES = [
  0, 21208, 42467, 63836, 85337, 107014, 128867, 150921, 173149, 195551, 218072, 240693, 263343, 285989, 308563, 331033, 353350, 375494,
  397447, 419210, 440795, 462224, 483532, 504758,
];
const TROPICAL_YEAR_MS = 31_556_925_974.7;
const FIRST_TERM_OF_1900 = Date.UTC(1900, 0, 6, 2, 5);

/** The day of a solar term, by mean motion: right but for rare days close to midnight. */
export function solarTermDay(name: string, year: number): Wall | undefined {
  const index = TERMS.indexOf(name) / 2;
  const minutes = TERM_MINUTES[index];
  if (minutes === undefined) return undefined;
  const moment = new Date(TROPICAL_YEAR_MS * (year - 1900) + minutes * 60_000 + FIRST_TERM_OF_1900);
  return wallOf(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate());
}

export const solarTerms: readonly string[] = TERMS.match(/../g) ?? [];
