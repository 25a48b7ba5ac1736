import { DAY_MS } from '../../core/clock.ts';
import { isWorkdayOrGuess } from '../calendar.ts';
import type { WorkdayCalendar } from '../time.ts';
import { addMonths, dateText, startOfWeek, wallOf, monthAt, yearAt, type Wall } from '../wall.ts';
import { moveBy, readLength } from './lengths.ts';
import { readOrdinal } from './places.ts';
import { daySpan, is, isUnit, skip, type Parsed, type Reader, type Span } from './reader.ts';
import { readWeekday } from './weekdays.ts';

/** Reads what stands inside a month, quarter or year: 底, 上旬, 第一个周三, 最后一天, 第二周, 最后一个工作日, 前十天. */
export function readWithin(reader: Reader, at: number, scope: Span): Parsed<Span> | undefined {
  return readEdge(reader, at, scope) ?? readNth(reader, at, scope) ?? readHead(reader, at, scope);
}

/** 月初, 年底, 中旬. Their limits are those of common usage, so they are vague; ten-day periods are not. */
function readEdge(reader: Reader, at: number, scope: Span): Parsed<Span> | undefined {
  const token = reader.tokens[at];
  if (token?.kind !== 'edge' || (scope.grain !== 'month' && scope.grain !== 'year')) return undefined;
  const span = edgeOf(token.name, scope);
  return span === undefined ? undefined : (readNamedEdge(reader, at, scope) ?? { value: span, next: at + 1 });
}

/** 年底最后一个工作日, 月初第一个周一: the ordinal says which day of the edge. */
function readNamedEdge(reader: Reader, at: number, scope: Span): Parsed<Span> | undefined {
  const inside = skip(reader, at + 1, 'of');
  const ordinal = readOrdinal(reader, inside);
  if (ordinal === undefined || ordinal.value < 0 !== is(reader, at, 'edge', 'end')) return undefined;
  return readNth(reader, inside, scope);
}

function edgeOf(name: string, scope: Span): Span | undefined {
  const { start, end } = scope;
  const stretch = (from: Wall, to: Wall, vague: boolean): Span => ({ start: from, end: to, grain: 'stretch', vague });
  if (scope.grain === 'year') {
    if (name === 'end') return stretch(addMonths(end, -2), end, true);
    if (name === 'start') return stretch(start, addMonths(start, 2), true);
    return name === 'middle' ? stretch(addMonths(start, 5), addMonths(start, 7), true) : undefined;
  }
  const dayOfMonth = (day: number): Wall => start + (day - 1) * DAY_MS;
  switch (name) {
    case 'end':
      return stretch(dayOfMonth(25), end, true);
    case 'start':
      return stretch(start, dayOfMonth(6), true);
    case 'middle':
      return stretch(dayOfMonth(11), dayOfMonth(21), true);
    case 'firstHalf':
      return stretch(start, dayOfMonth(16), false);
    case 'secondHalf':
      return stretch(dayOfMonth(16), end, false);
    case 'first10':
      return stretch(start, dayOfMonth(11), false);
    case 'middle10':
      return stretch(dayOfMonth(11), dayOfMonth(21), false);
    default:
      return stretch(dayOfMonth(21), end, false);
  }
}

/** 第n or 最后一 + 天, 周, 周三, 周末, 工作日, 月. A week belongs to the month or year in which its Monday lies. */
function readNth(reader: Reader, at: number, scope: Span): Parsed<Span> | undefined {
  const ordinal = readOrdinal(reader, at);
  if (ordinal === undefined) return readTail(reader, at, scope);
  const nth = ordinal.value;
  const weekday = readWeekday(reader, ordinal.next);
  if (weekday !== undefined)
    return within(
      scope,
      nthDay(scope, nth, (day) => new Date(day).getUTCDay() % 7 === weekday.value % 7),
      weekday.next,
    );
  const unit = ordinal.next;
  if (is(reader, unit, 'weekend')) {
    const saturday = nthDay(scope, nth, (day) => new Date(day).getUTCDay() === 6);
    return saturday === undefined ? undefined : { value: { ...daySpan(saturday, 2), grain: 'weekend' }, next: unit + 1 };
  }
  if (isUnit(reader, unit, 'workday')) return within(scope, nthWorkday(scope, nth, reader.calendar), unit + 1);
  if (isUnit(reader, unit, 'day'))
    return within(
      scope,
      nthDay(scope, nth, () => true),
      unit + 1,
    );
  if (isUnit(reader, unit, 'week')) {
    const monday = nth < 0 ? startOfWeek(scope.end - DAY_MS) : startOfWeek(scope.start + 6 * DAY_MS) + (nth - 1) * 7 * DAY_MS;
    return { value: { start: monday, end: monday + 7 * DAY_MS, grain: 'week', vague: false }, next: unit + 1 };
  }
  if (isUnit(reader, unit, 'month') && scope.grain !== 'month') {
    const start = nth < 0 ? addMonths(scope.end, -1) : addMonths(scope.start, nth - 1);
    return { value: { start, end: wallOf(yearAt(start), monthAt(start) + 1), grain: 'month', vague: false }, next: unit + 1 };
  }
  return undefined;
}

/** 最后三天, 最后4个月 */
function readTail(reader: Reader, at: number, scope: Span): Parsed<Span> | undefined {
  const length = is(reader, at, 'last') ? readLength(reader, at + 1, true) : undefined;
  if (length === undefined) return undefined;
  return {
    value: { start: moveBy(scope.end, length.value, -1, reader.calendar), end: scope.end, grain: 'stretch', vague: false },
    next: length.next,
  };
}

/** 前十天, 前两周 (whole weeks), 前七个月 */
function readHead(reader: Reader, at: number, scope: Span): Parsed<Span> | undefined {
  const length = is(reader, at, 'before', '前') ? readLength(reader, at + 1, true) : undefined;
  if (length === undefined) return undefined;
  const isWeeks = isUnit(reader, length.next - 1, 'week');
  const start = isWeeks ? startOfWeek(scope.start + 6 * DAY_MS) : scope.start;
  return { value: { start, end: moveBy(start, length.value, 1, reader.calendar), grain: 'stretch', vague: false }, next: length.next };
}

function within(scope: Span, day: Wall | undefined, next: number): Parsed<Span> | undefined {
  return day === undefined || day < scope.start || day >= scope.end ? undefined : { value: daySpan(day), next };
}

function nthDay(scope: Span, nth: number, isCounted: (day: Wall) => boolean): Wall | undefined {
  let left = Math.abs(nth);
  const step = nth < 0 ? -DAY_MS : DAY_MS;
  for (let day = nth < 0 ? scope.end - DAY_MS : scope.start; day >= scope.start && day < scope.end; day += step) {
    if (isCounted(day)) left -= 1;
    if (left === 0) return day;
  }
  return undefined;
}

function nthWorkday(scope: Span, nth: number, calendar: WorkdayCalendar): Wall | undefined {
  return nthDay(scope, nth, (day) => isWorkdayOrGuess(calendar, dateText(day)));
}
