import { DAY_MS } from '../core/clock.ts';
import { plusDays, weekdayOf } from '../core/zone.ts';
import type { WorkdayTable } from './calendar.ts';

/** What in a notice does not add up, for the person who pasted it. */
export type NoticeProblem =
  | { readonly code: 'noYear' }
  | { readonly code: 'noHolidays' }
  | { readonly code: 'wrongWeekday' | 'wrongYear'; readonly words: string }
  | { readonly code: 'wrongCount'; readonly holiday: string; readonly said: number; readonly counted: number }
  | { readonly code: 'notAWeekend'; readonly words: string }
  | { readonly code: 'missing'; readonly holidays: readonly string[] };

export type NoticeReading =
  | { readonly table: WorkdayTable; readonly problems?: undefined }
  | { readonly table?: undefined; readonly problems: readonly NoticeProblem[] };

const STATUTORY = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];
const WEEKDAYS = '一二三四五六日';
const DAY = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[(（]([^)）]*)[)）])?`;
const HOLIDAY = new RegExp(
  String.raw`([、一-龥]{2,12}?)[:：]\s*${DAY}(?:\s*(?:至|到|-|—|～|~)\s*${DAY})?\s*(?:放假|与周末连休)[^。；;\n]*`,
  'gu',
);
const COUNT = /共\s*(\d{1,2})\s*天/u;
const MAKE_UP = /((?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[(（][^)）]*[)）])?[、，,和]?)+)\s*(?:照常)?上班/gu;

interface Said {
  readonly date: string;
  readonly words: string;
  readonly weekday: string | undefined;
}

/**
 * The table of a State Council notice as it is published ("一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。").
 * Nothing is guessed: a weekday, a count or a make-up day that does not fit the dates refuses the whole text.
 */
export function readNotice(text: string): NoticeReading {
  const year = Number(/(\d{4})\s*年[^。\n]{0,12}(?:节假日|放假|假期)/u.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(year)) return { problems: [{ code: 'noYear' }] };
  const problems: NoticeProblem[] = [];
  const holidays = [...text.matchAll(HOLIDAY)].map((match) => {
    const [words, name = ''] = match;
    const first = dateOf(match.slice(2, 6), year, undefined);
    const last = match[8] === undefined ? first : dateOf(match.slice(6, 10), year, first.date);
    problems.push(...misfits([first, last]));
    const counted = (Date.parse(last.date) - Date.parse(first.date)) / DAY_MS + 1;
    const said = Number(COUNT.exec(words)?.[1] ?? counted);
    if (said !== counted) problems.push({ code: 'wrongCount', holiday: name, said, counted });
    return { name: name.replace(/^[一二三四五六七八九十]+、/u, ''), first: first.date, last: last.date };
  });
  if (holidays.length === 0) return { problems: [{ code: 'noHolidays' }] };
  const missing = STATUTORY.filter((name) => !holidays.some((holiday) => holiday.name.includes(name.replace(/节$/u, ''))));
  if (missing.length > 0) problems.push({ code: 'missing', holidays: missing });
  const made = [...text.matchAll(MAKE_UP)].flatMap(([, days = '']) =>
    [...days.matchAll(new RegExp(DAY, 'gu'))].map((match) => dateOf(match.slice(1, 5), year, undefined)),
  );
  problems.push(...misfits(made));
  for (const { date, words } of made) {
    const isOff = holidays.some(({ first, last }) => first <= date && date <= last);
    if (isOff || weekdayOf(date) <= 5) problems.push({ code: 'notAWeekend', words });
  }
  for (const { first, last, name } of holidays)
    if (![first.slice(0, 4), last.slice(0, 4)].includes(String(year))) problems.push({ code: 'wrongYear', words: name });
  if (problems.length > 0) return { problems };
  const makeUpWorkdays = [...new Set(made.map(({ date }) => date))].filter((date) => date.startsWith(String(year))).toSorted();
  return { table: { year, source: `${year}年部分节假日安排的通知`, holidays, makeUpWorkdays } };
}

/** A day of the notice; without its month it is in that of the day before it, or the next where the number falls. */
function dateOf([writtenYear, month, day, brackets]: readonly (string | undefined)[], year: number, before: string | undefined): Said {
  const two = (value: number): string => String(value).padStart(2, '0');
  const inYear = writtenYear === undefined ? (before?.slice(0, 4) ?? String(year)) : writtenYear;
  const inMonth = month === undefined ? (before?.slice(5, 7) ?? '01') : two(Number(month));
  const written = `${inYear}-${inMonth}-${two(Number(day))}`;
  // 12月30日至1月1日 ends in the next year.
  const date = before !== undefined && writtenYear === undefined && written < before ? `${Number(inYear) + 1}${written.slice(4)}` : written;
  const weekday = /(?:周|星期)([一二三四五六日天])/u.exec(brackets ?? '')?.[1];
  return { date, words: `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`, weekday };
}

/** Days that do not exist, and those whose weekday is not the one in brackets. */
function misfits(days: readonly Said[]): readonly NoticeProblem[] {
  return days
    .filter(({ date, weekday }) => {
      if (plusDays(plusDays(date, 1), -1) !== date) return true;
      return weekday !== undefined && WEEKDAYS.charAt(weekdayOf(date) - 1) !== weekday.replace('天', '日');
    })
    .map(({ words }) => ({ code: 'wrongWeekday', words }));
}
