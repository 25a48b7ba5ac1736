import { readAnchored } from './bounds.ts';
import { readDay } from './days.ts';
import { is, isUnit, skip, solarDay, wholeAt, type Reader } from './reader.ts';
import { readWeekday } from './weekdays.ts';

/** The longest that each month gets, in any year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * 2月30号下午3点, 2027年2月29日（周一）, 9月31号到10月7号: where the date ends and where what goes with it does, else undefined. It must not
 * be read as the 30th of some other month, which nobody said, nor its hour as one of today; whoever wrote it is asked when.
 */
export function readImpossibleDate(reader: Reader, at: number): { readonly dateEnds: number; readonly next: number } | undefined {
  const year = isUnit(reader, at + 1, 'year') ? wholeAt(reader, at, 1900, 2200) : undefined;
  const begin = year === undefined ? at : skip(reader, at + 2, 'of');
  const month = wholeAt(reader, begin, 0, 99);
  const day = wholeAt(reader, begin + 2, 0, 99);
  const isDate = isUnit(reader, begin + 1, 'month') && isUnit(reader, begin + 3, 'day') && reader.tokens[begin + 3]?.text !== '天';
  if (month === undefined || day === undefined || !isDate || (day >= 1 && day <= daysIn(month, year))) return undefined;
  const dateEnds = begin + 4;
  const moment = behindHour(reader, behindWeekday(reader, dateEnds));
  return { dateEnds, next: is(reader, moment, 'to') ? behindEnd(reader, moment) : moment };
}

function daysIn(month: number, year: number | undefined): number {
  const isShort = month === 2 && year !== undefined && solarDay(year, 2, 29) === undefined;
  return isShort ? 28 : (DAYS[month - 1] ?? 0);
}

/** 周一, （星期一）. */
function behindWeekday(reader: Reader, at: number): number {
  const weekday = readWeekday(reader, skip(reader, at, 'open'));
  return weekday === undefined ? at : skip(reader, weekday.next, 'close');
}

/** An hour behind it that is not another day's. */
function behindHour(reader: Reader, at: number): number {
  const behind = skip(reader, at, 'of', 'comma');
  return (readDay(reader, behind) === undefined ? readAnchored(reader, behind)?.next : undefined) ?? at;
}

/** Half a range is none. */
function behindEnd(reader: Reader, at: number): number {
  const end = readDay(reader, at + 1) ?? readAnchored(reader, at + 1);
  return end === undefined ? at : behindHour(reader, behindWeekday(reader, end.next));
}
