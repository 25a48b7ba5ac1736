import { DAY_MS } from '../../core/clock.ts';
import { isWorkdayOrGuess } from '../calendar.ts';
import { dateText, monthAt, dayAt, startOfDay, weekdayAt, yearAt, type Wall } from '../wall.ts';
import { readCalendarDate } from './calendar-dates.ts';
import { breakAround } from './festivals.ts';
import { isFine, moveBy, readLength } from './lengths.ts';
import { readOrdinal, readPlace } from './places.ts';
import { daySpan, is, isUnit, skip, solarDay, type Parsed, type Reader, type Span } from './reader.ts';
import { nextWeekday, readWeek, readWeekday } from './weekdays.ts';

/** Reads a day or a longer piece of the calendar, however it is named: 明天, 下周五, 12月3日（周四）, 国庆节后第一个工作日, 三天后. */
export function readDay(reader: Reader, at: number): Parsed<Span> | undefined {
  const plain = readPlainDay(reader, at);
  if (plain === undefined) return undefined;
  return readBeside(reader, readApposition(reader, at, plain));
}

function readPlainDay(reader: Reader, at: number): Parsed<Span> | undefined {
  const token = reader.tokens[at];
  if (token?.kind === 'day') {
    // 次日 is the day after the one spoken of, 明天 always the day after today.
    const from = /^[次翌]/.test(token.text) ? reader.anchor : reader.ref;
    return { value: daySpan(startOfDay(from) + token.value * DAY_MS), next: at + 1 };
  }
  const second = reader.anchor === reader.ref ? undefined : readSecondDay(reader, at);
  if (second !== undefined) return second;
  if (token?.kind === 'whole') return { value: daySpan(startOfDay(reader.ref)), next: at + 1 };
  return readNextWorkday(reader, at) ?? readWeek(reader, at) ?? readOffsetDay(reader, at) ?? readCalendarDate(reader, at);
}

/** 晚上10点到第二天6点: in the end of a range, the day after its start. */
function readSecondDay(reader: Reader, at: number): Parsed<Span> | undefined {
  const ordinal = is(reader, at, 'ordinal') ? readOrdinal(reader, at) : undefined;
  if (ordinal?.value !== 2 || !isUnit(reader, ordinal.next, 'day')) return undefined;
  return { value: daySpan(startOfDay(reader.anchor) + DAY_MS), next: ordinal.next + 1 };
}

/** 下个工作日 */
function readNextWorkday(reader: Reader, at: number): Parsed<Span> | undefined {
  const place = readPlace(reader, at, 'workday');
  if (place?.value !== 1) return undefined;
  return { value: daySpan(workdayFrom(reader, startOfDay(reader.ref) + DAY_MS, 1, 1)), next: place.next + 1 };
}

/** 三天后, 两周以后, 5个工作日后: a day, as hours are not named. */
function readOffsetDay(reader: Reader, at: number): Parsed<Span> | undefined {
  const length = readLength(reader, at);
  if (length === undefined || isFine(length.value) || !is(reader, length.next, 'after')) return undefined;
  const day = startOfDay(moveBy(reader.ref, length.value, 1, reader.calendar));
  return { value: { ...daySpan(day), vague: length.value.vague }, next: length.next + 1 };
}

/** 11月27日（周五） and 周五（27日） name one day twice; the date decides, and the weekday which year was meant. */
function readApposition(reader: Reader, at: number, first: Parsed<Span>): Parsed<Span> {
  if (first.value.grain !== 'day') return first;
  const isBracket = is(reader, first.next, 'open');
  const inside = skip(reader, first.next, 'open', 'comma');
  const close = (next: number): number => (isBracket && is(reader, next, 'close') ? next + 1 : next);
  const weekday = readWeekday(reader, inside);
  const isWord = isWeekdayOrDayWord(reader, at);
  if (weekday !== undefined) {
    const date = agreeing(reader, at, first.value, weekday.value);
    if (date === undefined && !isBracket && (isWord || inside > first.next)) return first;
    return { value: date ?? first.value, next: close(weekday.next) };
  }
  if (!isWord) return first;
  const date = readCalendarDate(reader, inside);
  if (date?.value.grain !== 'day') return first;
  const agreed = agreeing(reader, inside, date.value, weekdayAt(first.value.start));
  return agreed === undefined && !isBracket ? first : { value: agreed ?? date.value, next: close(date.next) };
}

function isWeekdayOrDayWord(reader: Reader, at: number): boolean {
  return (
    is(reader, at, 'day') || isUnit(reader, at, 'week') || is(reader, at, 'this') || is(reader, at, 'next') || is(reader, at, 'previous')
  );
}

/** The date itself, or last year's, when it falls on that weekday. */
function agreeing(reader: Reader, at: number, date: Span, weekday: number): Span | undefined {
  if (weekdayAt(date.start) === weekday) return date;
  if (isWeekdayOrDayWord(reader, at)) return undefined;
  const hasYear = is(reader, at, 'date') || is(reader, at, 'year') || reader.tokens[at + 1]?.name === 'year';
  const lastYear = hasYear ? undefined : solarDay(yearAt(date.start) - 1, monthAt(date.start), dayAt(date.start));
  return lastYear !== undefined && weekdayAt(lastYear.start) === weekday ? lastYear : undefined;
}

/** The day before or after, and the first or last workday beside: 教师节前一天, 国庆节后第一个工作日, 10日后的第一个周一. */
function readBeside(reader: Reader, day: Parsed<Span>): Parsed<Span> {
  const { value, next } = day;
  if (is(reader, next, 'ahead', '前一天') || is(reader, next, 'ahead', '头一天'))
    return { value: daySpan(value.start - DAY_MS), next: next + 1 };
  const isAfter = is(reader, next, 'after');
  if (!isAfter && !is(reader, next, 'before')) return day;
  const length = readLength(reader, next + 1);
  if (length !== undefined && reader.tokens[next]?.text.length === 1 && !isFine(length.value)) {
    const moved = moveBy(isAfter ? value.end - DAY_MS : value.start, length.value, isAfter ? 1 : -1, reader.calendar);
    return { value: daySpan(startOfDay(moved)), next: length.next };
  }
  const ordinal = readOrdinal(reader, skip(reader, next + 1, 'of'));
  if (ordinal === undefined || isAfter === ordinal.value < 0) return day;
  const span = value.isFestival === true ? breakAround(reader, value) : value;
  const from = isAfter ? span.end : span.start - DAY_MS;
  const nth = Math.abs(ordinal.value);
  const weekday = readWeekday(reader, ordinal.next);
  if (isUnit(reader, ordinal.next, 'workday'))
    return { value: daySpan(workdayFrom(reader, from, nth, isAfter ? 1 : -1), 1, span.vague), next: ordinal.next + 1 };
  if (isUnit(reader, ordinal.next, 'day')) return { value: daySpan(from + (isAfter ? nth - 1 : 1 - nth) * DAY_MS), next: ordinal.next + 1 };
  if (weekday === undefined) return day;
  const start = isAfter
    ? nextWeekday(from, weekday.value) + (nth - 1) * 7 * DAY_MS
    : nextWeekday(from - 6 * DAY_MS, weekday.value) - (nth - 1) * 7 * DAY_MS;
  return { value: daySpan(start), next: weekday.next };
}

/** The nth workday at or after (before) a day. */
function workdayFrom(reader: Reader, from: Wall, nth: number, direction: 1 | -1): Wall {
  let day = from;
  for (let left = Math.min(nth, 366); left > 0;) {
    if (isWorkdayOrGuess(reader.calendar, dateText(day))) left -= 1;
    if (left > 0) day += direction * DAY_MS;
  }
  return day;
}
