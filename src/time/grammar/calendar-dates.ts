import { addMonths, dayAt, monthAt, startOfDay, startOfMonth, wallOf, yearAt, type Wall } from '../wall.ts';
import { readFestivalIn } from './festivals.ts';
import { readLunarIn } from './lunar-dates.ts';
import { readOrdinal, readPlace } from './places.ts';
import {
  borrowsUnit,
  daySpan,
  is,
  isPastMeant,
  isUnit,
  monthSpan,
  skip,
  solarDay,
  wholeAt,
  yearSpan,
  type Parsed,
  type Reader,
  type Span,
} from './reader.ts';
import { readWithin } from './within.ts';

/** Behind a bare figure these make it a count, not a day: 10月20人. */
const COUNTED = /^(?:[人名位个份元块岁桌辆台件张本次场期组家条项户万余多%]|分之)/;

/** Reads dates by year, month and day, in any part: 2026年11月, 下月15号, 去年五月初五, 3月, 15号, 明年初, 二季度, 2026-11-27. */
export function readCalendarDate(reader: Reader, at: number): Parsed<Span> | undefined {
  const literal = readLiteral(reader, at);
  if (literal !== undefined) return literal;
  const year = readYear(reader, at);
  if (year !== undefined) {
    const inside = skip(reader, year.next, 'of');
    return (
      readInYear(reader, inside, year.value) ?? readSameDay(reader, inside, year.value) ?? { value: yearSpan(year.value), next: year.next }
    );
  }
  const month = readPlacedMonth(reader, at);
  if (month !== undefined) return month;
  const period = readPartOfYear(reader, at, yearAt(reader.anchor));
  if (period !== undefined) return period;
  return (
    (isPastMeant(reader) ? lastUntil : firstFrom)(reader.anchor, (candidate) => readInYear(reader, at, candidate)) ??
    readBareDay(reader, at) ??
    readPlacedPeriod(reader, at)
  );
}

/** The first of the years' readings that is not over at `anchor`; a date that no year near has (30 February) is none. */
function firstFrom(anchor: Wall, read: (year: number) => Parsed<Span> | undefined): Parsed<Span> | undefined {
  for (let year = yearAt(anchor) - 1; year <= yearAt(anchor) + 8; year += 1) {
    const found = read(year);
    if (found !== undefined && found.value.end > startOfDay(anchor) && found.value.start >= wallOf(yearAt(anchor), 1)) return found;
  }
  return undefined;
}

function lastUntil(anchor: Wall, read: (year: number) => Parsed<Span> | undefined): Parsed<Span> | undefined {
  for (let year = yearAt(anchor); year >= yearAt(anchor) - 8; year -= 1) {
    const found = read(year);
    if (found !== undefined && found.value.start <= anchor) return found;
  }
  return undefined;
}

function readLiteral(reader: Reader, at: number): Parsed<Span> | undefined {
  const token = reader.tokens[at];
  if (token?.kind === 'date') {
    const [year = 0, month = 0, day = 0] = token.fields;
    const date = solarDay(year, month, day);
    return date === undefined ? undefined : { value: date, next: at + 1 };
  }
  return undefined;
}

/** 2026年, 二〇二六年, 08年, 今年, 去年. Two figures are a year where no length can be meant. */
function readYear(reader: Reader, at: number): Parsed<number> | undefined {
  const token = reader.tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'year') return { value: yearAt(reader.ref) + token.value, next: at + 1 };
  if (token.kind !== 'number' || !Number.isInteger(token.value) || reader.tokens[at + 1]?.name !== 'year') return undefined;
  const behind = skip(reader, at + 2, 'of');
  const isDated =
    is(reader, behind, 'number') || is(reader, behind, 'holiday') || is(reader, behind, 'halfYear') || is(reader, behind, 'lunar');
  if (token.value >= 1000 && token.value <= 2999) return { value: token.value, next: at + 2 };
  if (token.value >= 100 && token.value < 1000)
    return isDated || reader.tokens[at - 1]?.text === '在' ? { value: token.value, next: at + 2 } : undefined;
  const isWrittenOut = /^(?:[0零〇].|[一二三四五六七八九]{2}|[5-9]\d)$/.test(token.text);
  if (token.value >= 100 || token.text.length !== 2 || !(isWrittenOut || isDated)) return undefined;
  return { value: token.value + (token.value >= 50 ? 1900 : 2000), next: at + 2 };
}

/** 去年的今天 */
function readSameDay(reader: Reader, at: number, year: number): Parsed<Span> | undefined {
  const token = reader.tokens[at];
  if (token?.kind !== 'day') return undefined;
  const day = startOfDay(reader.ref) + token.value * 86_400_000;
  const date = solarDay(year, monthAt(day), dayAt(day));
  return date === undefined ? undefined : { value: date, next: at + 1 };
}

/** What follows a year: a festival, a lunar date, a month and its day, a part of the year. */
function readInYear(reader: Reader, at: number, year: number): Parsed<Span> | undefined {
  const monthDay = reader.tokens[at];
  if (monthDay?.kind === 'monthDay') {
    const [month = 0, day = 0] = monthDay.fields;
    const date = solarDay(year, month, day);
    const next = isUnit(reader, at + 1, 'day') ? at + 2 : at + 1;
    return date === undefined ? undefined : { value: date, next };
  }
  const month = wholeAt(reader, at, 1, 12);
  return (
    readFestivalIn(reader, at, year) ??
    readLunarIn(reader, at, year) ??
    (month !== undefined && (isUnit(reader, at + 1, 'month') || borrowsUnit(reader, at, 'month'))
      ? readInMonth(reader, isUnit(reader, at + 1, 'month') ? at + 2 : at + 1, year, month)
      : undefined) ??
    readPartOfYear(reader, at, year)
  );
}

function readPartOfYear(reader: Reader, at: number, year: number): Parsed<Span> | undefined {
  const token = reader.tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'halfYear') {
    const start = wallOf(year, token.value === 1 ? 1 : 7);
    return { value: { start, end: addMonths(start, 6), grain: 'stretch', vague: false }, next: at + 1 };
  }
  const quarter = readOrdinal(reader, at) ?? (token.kind === 'number' ? { value: token.value, next: at + 1 } : undefined);
  if (
    quarter !== undefined &&
    isUnit(reader, quarter.next, 'quarter') &&
    (quarter.value === -1 || (quarter.value >= 1 && quarter.value <= 4))
  ) {
    return { value: quarterSpan(year, quarter.value === -1 ? 4 : quarter.value), next: quarter.next + 1 };
  }
  if (token.kind === 'edge') {
    // Bare 底 and 初 need the year in front of them.
    const isNamed = token.text.startsWith('年') || (!token.text.startsWith('月') && isYearWord(reader, at - 1));
    return isNamed ? readWithin(reader, at, yearSpan(year)) : undefined;
  }
  return isYearWord(reader, is(reader, at - 1, 'of') ? at - 2 : at - 1) ? readWithin(reader, at, yearSpan(year)) : undefined;
}

function isYearWord(reader: Reader, at: number): boolean {
  return is(reader, at, 'year') || isUnit(reader, at, 'year');
}

function quarterSpan(year: number, quarter: number): Span {
  return { start: wallOf(year, quarter * 3 - 2), end: wallOf(year, quarter * 3 + 1), grain: 'quarter', vague: false };
}

/** 本月, 下个月, 上上个月 and the day in it. */
function readPlacedMonth(reader: Reader, at: number): Parsed<Span> | undefined {
  const place = readPlace(reader, at, 'month');
  if (place !== undefined) {
    const month = addMonths(startOfMonth(reader.ref), place.value);
    return readInMonth(reader, place.next + 1, yearAt(month), monthAt(month));
  }
  const edge = reader.tokens[at];
  if (edge?.kind !== 'edge' || !edge.text.startsWith('月')) return undefined;
  return readWithin(reader, at, monthSpan(yearAt(reader.anchor), monthAt(reader.anchor)));
}

/** The month itself, or the day, week or part that follows it. */
function readInMonth(reader: Reader, at: number, year: number, month: number): Parsed<Span> | undefined {
  const scope = monthSpan(year, month);
  const inside = skip(reader, at, 'of');
  const day = wholeAt(reader, inside, 1, 31);
  if (day !== undefined && isDayNumber(reader, inside)) {
    const date = solarDay(year, month, day);
    return date === undefined ? undefined : { value: date, next: isUnit(reader, inside + 1, 'day') ? inside + 2 : inside + 1 };
  }
  return readWithin(reader, inside, scope) ?? { value: scope, next: at };
}

/** 日 and 号, or nothing that would make the figure a count or an hour. */
function isDayNumber(reader: Reader, at: number): boolean {
  if (isUnit(reader, at + 1, 'day')) return reader.tokens[at + 1]?.text !== '天';
  if (is(reader, at + 1, 'unit')) return isUnit(reader, at + 1, 'week');
  return !COUNTED.test(reader.text.slice(reader.tokens[at]?.end ?? 0)) && !is(reader, at + 1, 'bit') && !is(reader, at - 1, 'of');
}

/** 15号, 廿号, 3到5号: the next month that has the day. */
function readBareDay(reader: Reader, at: number): Parsed<Span> | undefined {
  const day = wholeAt(reader, at, 1, 31);
  const unit = reader.tokens[at + 1];
  const borrows = borrowsUnit(reader, at, 'day') && reader.tokens[at + 3]?.text !== '天';
  if (
    day === undefined ||
    reader.tokens[at]?.text === '两' ||
    unit?.spaced === true ||
    !(borrows || (unit?.kind === 'unit' && (unit.text === '号' || unit.text === '日')))
  )
    return undefined;
  const month = startOfMonth(reader.anchor);
  const isPast = isPastMeant(reader);
  const first = isPast === day > dayAt(reader.anchor) && day !== dayAt(reader.anchor) ? 1 : 0;
  for (let away = first; away < 4; away += 1) {
    const candidate = addMonths(month, isPast ? -away : away);
    const date = solarDay(yearAt(candidate), monthAt(candidate), day);
    if (date !== undefined) return { value: date, next: borrows ? at + 1 : at + 2 };
  }
  return undefined;
}

/** 本季度, 上个季度, 下半年 without a year is read with the years. */
function readPlacedPeriod(reader: Reader, at: number): Parsed<Span> | undefined {
  const place = readPlace(reader, at, 'quarter', 'day', 'workday');
  if (place === undefined) return undefined;
  if (isUnit(reader, place.next, 'quarter')) {
    const month = addMonths(startOfMonth(reader.ref), place.value * 3);
    const span = quarterSpan(yearAt(month), Math.ceil(monthAt(month) / 3));
    return readWithin(reader, skip(reader, place.next + 1, 'of'), span) ?? { value: span, next: place.next + 1 };
  }
  return reader.tokens[place.next]?.text === '天'
    ? { value: daySpan(startOfDay(reader.ref) + place.value * 86_400_000), next: place.next + 1 }
    : undefined;
}
