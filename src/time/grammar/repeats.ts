import type { Recurrence } from '../time.ts';
import { readOrdinal } from './places.ts';
import { is, isUnit, skip, wholeAt, type Parsed, type Reader } from './reader.ts';
import { readDayOff, readTimes } from './repeat-times.ts';
import { readWeekday, readWeekdayName } from './weekdays.ts';

export interface Repeat {
  readonly rule: Recurrence;
  readonly vague: boolean;
}

type Frequency = Omit<Recurrence, 'time' | 'endTime' | 'onDayOff'>;

/** Reads 每周一和周四早上8点半, 每个工作日9点, 每月最后一个周五, 隔周三, 每年12月4日, 周末上午10点, 6月的每周一. */
export function readRepeat(reader: Reader, at: number): Parsed<Repeat> | undefined {
  const months = readMonthsAhead(reader, at);
  const begin = months?.next ?? at;
  const named = readEvery(reader, begin);
  const frequency = named ?? (months === undefined ? readUnsaid(reader, begin) : undefined);
  if (frequency === undefined) return undefined;
  const byMonth = months === undefined ? {} : { byMonth: months.value };
  const time = readTimes(reader, skip(reader, frequency.next, 'of', 'once'));
  // Without 每 only a time of the day makes 工作日 or 周末 a habit.
  if (named === undefined && time === undefined && !is(reader, frequency.next - 1, 'once')) return undefined;
  const behind = skip(reader, time?.next ?? frequency.next, 'once');
  const dayOff = readDayOff(reader, behind);
  return {
    value: { rule: { ...frequency.value, ...byMonth, ...time?.value.times, ...dayOff?.value }, vague: time?.value.vague ?? false },
    next: dayOff?.next ?? behind,
  };
}

/** 6月的, 6月到9月 before 每. */
function readMonthsAhead(reader: Reader, at: number): Parsed<readonly number[]> | undefined {
  const first = wholeAt(reader, at, 1, 12);
  if (first === undefined) return undefined;
  const unit = isUnit(reader, at + 1, 'month') ? at + 2 : at + 1;
  const last = is(reader, unit, 'to') ? wholeAt(reader, unit + 1, first, 12) : undefined;
  const end = last === undefined ? unit : unit + 2;
  if (last === undefined ? unit === at + 1 : !isUnit(reader, end, 'month')) return undefined;
  const next = skip(reader, last === undefined ? end : end + 1, 'of');
  if (!is(reader, next, 'each')) return undefined;
  return { value: Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index), next };
}

/** 每, 每个, 每隔, 隔 and what is repeated. */
function readEvery(reader: Reader, at: number): Parsed<Frequency> | undefined {
  if (!is(reader, at, 'each') && !is(reader, at, 'skipping')) return undefined;
  const isSkipping = is(reader, at, 'skipping');
  if (is(reader, at + 1, 'part')) return isSkipping ? undefined : { value: { freq: 'day', interval: 1 }, next: at + 1 };
  if (is(reader, at + 1, 'weekend')) return { value: { freq: 'week', interval: 1, byDay: [6, 7] }, next: at + 2 };
  if (is(reader, at + 1, 'holiday'))
    return isSkipping ? undefined : { value: { freq: 'year', interval: 1, holiday: reader.tokens[at + 1]?.name ?? '' }, next: at + 2 };
  const isHalf = is(reader, at + 1, 'half');
  const number = isHalf ? undefined : wholeAt(reader, at + 1, 1, 999);
  const amountEnd = isHalf || number !== undefined ? at + 2 : at + 1;
  const unit = isUnit(reader, amountEnd, 'count') ? amountEnd + 1 : amountEnd;
  const named = reader.tokens[unit];
  if (named?.kind !== 'unit') return undefined;
  if (isHalf) return readHalf(named.name, unit + 1);
  // 每15号 is a day of the month; 隔一天 is every second day, 每隔3天 every third as most people count.
  if (named.text === '号')
    return number === undefined ? undefined : { value: { freq: 'month', interval: 1, byMonthDay: [number] }, next: unit + 1 };
  const interval = isSkipping ? Math.max(2, number ?? 2) : (number ?? 1);
  return readUnit(reader, named.name, interval, unit + 1);
}

function readHalf(unit: string, next: number): Parsed<Frequency> | undefined {
  switch (unit) {
    case 'hour':
    case 'bell':
      return { value: { freq: 'minute', interval: 30 }, next };
    case 'minute':
      return { value: { freq: 'second', interval: 30 }, next };
    case 'day':
      return { value: { freq: 'hour', interval: 12 }, next };
    case 'year':
      return { value: { freq: 'month', interval: 6 }, next };
    default:
      return undefined;
  }
}

function readUnit(reader: Reader, unit: string, interval: number, next: number): Parsed<Frequency> | undefined {
  switch (unit) {
    case 'second':
    case 'day':
      return { value: { freq: unit, interval }, next };
    case 'minute':
      return { value: { freq: 'minute', interval }, next };
    case 'quarterHour':
      return { value: { freq: 'minute', interval: interval * 15 }, next };
    case 'hour':
    case 'bell':
      return readMinuteOfHour(reader, interval, next);
    case 'workday':
      return interval === 1 ? { value: { freq: 'workday', interval }, next } : undefined;
    case 'week':
      return readWeekdays(reader, interval, next);
    case 'month':
      return readMonthDays(reader, { freq: 'month', interval }, next);
    case 'quarter':
      return readQuarterDays(reader, interval, next);
    case 'year':
      return readYearDay(reader, interval, next);
    default:
      return undefined;
  }
}

function readMinuteOfHour(reader: Reader, interval: number, next: number): Parsed<Frequency> {
  const begin = skip(reader, next, 'of', 'ordinal');
  const minute = wholeAt(reader, begin, 0, 59);
  if (minute === undefined || !isUnit(reader, begin + 1, 'minute')) return { value: { freq: 'hour', interval }, next };
  return { value: { freq: 'hour', interval, minute }, next: begin + 2 };
}

/** 一, 一、三、五, 一和周四, 一至周五, 的周五; or no day at all. */
function readWeekdays(reader: Reader, interval: number, next: number): Parsed<Frequency> {
  const first = readWeekdayName(reader, next) ?? readWeekday(reader, skip(reader, next, 'of'));
  if (first === undefined) {
    const weekend = skip(reader, next, 'of');
    if (is(reader, weekend, 'weekend')) return { value: { freq: 'week', interval, byDay: [6, 7] }, next: weekend + 1 };
    return { value: { freq: 'week', interval }, next };
  }
  const days = readWeekdayList(reader, first);
  return { value: { freq: 'week', interval, byDay: days.value }, next: days.next };
}

function readWeekdayList(reader: Reader, first: Parsed<number>): Parsed<readonly number[]> {
  const days = [first.value];
  let { next } = first;
  while (true) {
    const isRun = is(reader, next, 'to');
    const joint = isRun ? next + 1 : skip(reader, next, 'and', 'comma');
    const day =
      readWeekday(reader, joint) ?? (isUnit(reader, joint + 1, 'point', 'day', 'minute') ? undefined : readWeekdayName(reader, joint));
    if (day === undefined) break;
    const before = days.at(-1) ?? 0;
    if (isRun) days.push(...Array.from({ length: Math.max(0, day.value - before - 1) }, (_, index) => before + 1 + index));
    days.push(day.value);
    next = day.next;
  }
  return { value: [...new Set(days)].toSorted((left, right) => left - right), next };
}

/** 1号, 1日和15日, 底, 最后一天, 最后一个周五, 第一个工作日. */
function readMonthDays(reader: Reader, base: Frequency, next: number): Parsed<Frequency> {
  const begin = skip(reader, next, 'of');
  const token = reader.tokens[begin];
  if (token?.kind === 'edge' && token.name === 'end') return { value: { ...base, byMonthDay: [-1] }, next: begin + 1 };
  if (token?.kind === 'edge' && token.name === 'start') return { value: { ...base, byMonthDay: [1] }, next: begin + 1 };
  if (token?.kind === 'edge' && token.name === 'middle') return { value: { ...base, byMonthDay: [15] }, next: begin + 1 };
  const ordinal = readOrdinal(reader, begin);
  if (ordinal !== undefined) {
    const weekday = readWeekday(reader, ordinal.next);
    if (weekday !== undefined) return { value: { ...base, byDay: [weekday.value], nth: ordinal.value }, next: weekday.next };
    if (isUnit(reader, ordinal.next, 'workday')) return { value: { ...base, nth: ordinal.value }, next: ordinal.next + 1 };
    if (isUnit(reader, ordinal.next, 'day')) return { value: { ...base, byMonthDay: [ordinal.value] }, next: ordinal.next + 1 };
    return { value: base, next };
  }
  const days = readDayNumbers(reader, begin);
  return days === undefined ? { value: base, next } : { value: { ...base, byMonthDay: days.value }, next: days.next };
}

function readDayNumbers(reader: Reader, at: number): Parsed<readonly number[]> | undefined {
  const days: number[] = [];
  let next = at;
  while (true) {
    const joint = days.length === 0 ? next : skip(reader, next, 'and');
    const day = wholeAt(reader, joint, 1, 31);
    const isNamed = isUnit(reader, joint + 1, 'day') && reader.tokens[joint + 1]?.text !== '天';
    // 1、15号: the first borrows the unit of the last.
    const isListed = is(reader, joint + 1, 'and') && is(reader, joint + 2, 'number');
    if (day === undefined || !(isNamed || isListed)) break;
    days.push(day);
    next = isNamed ? joint + 2 : joint + 1;
  }
  return days.length === 0 ? undefined : { value: days, next };
}

function readQuarterDays(reader: Reader, interval: number, next: number): Parsed<Frequency> {
  const begin = skip(reader, next, 'of');
  const token = reader.tokens[begin];
  const ordinal = readOrdinal(reader, begin);
  const isLast = (token?.kind === 'edge' && token.name === 'end') || (ordinal?.value === -1 && isUnit(reader, ordinal.next, 'day'));
  if (interval === 1 && isLast) {
    const again = ordinal ?? readOrdinal(reader, begin + 1);
    return {
      value: { freq: 'month', interval: 1, byMonth: [3, 6, 9, 12], byMonthDay: [-1] },
      next: again === undefined ? begin + 1 : again.next + 1,
    };
  }
  if (interval === 1 && ordinal !== undefined && isUnit(reader, ordinal.next, 'month')) {
    const month = ordinal.value === -1 ? 3 : ordinal.value;
    const byMonth = [month, month + 3, month + 6, month + 9];
    if (month <= 3) return readMonthDays(reader, { freq: 'month', interval: 1, byMonth }, ordinal.next + 1);
  }
  return { value: { freq: 'month', interval: interval * 3 }, next };
}

function readYearDay(reader: Reader, interval: number, next: number): Parsed<Frequency> {
  const begin = skip(reader, next, 'of');
  const base: Frequency = { freq: 'year', interval };
  const holiday = reader.tokens[begin];
  if (holiday?.kind === 'holiday') return { value: { ...base, holiday: holiday.name }, next: begin + 1 };
  if (holiday?.kind === 'monthDay')
    return { value: { ...base, byMonth: [holiday.fields[0] ?? 1], byMonthDay: [holiday.fields[1] ?? 1] }, next: begin + 1 };
  if (holiday?.kind === 'edge' && holiday.name === 'end') return { value: { ...base, byMonth: [12], byMonthDay: [-1] }, next: begin + 1 };
  const month = wholeAt(reader, begin, 1, 12);
  if (month === undefined || !isUnit(reader, begin + 1, 'month')) return { value: base, next };
  return readMonthDays(reader, { ...base, byMonth: [month] }, begin + 2);
}

/** What repeats without 每: 工作日9点, 周末中午, 周一到周五8点, 一周一次. */
function readUnsaid(reader: Reader, at: number): Parsed<Frequency> | undefined {
  const one = wholeAt(reader, at, 1, 99);
  if (one !== undefined) {
    const unit = isUnit(reader, at + 1, 'count') ? at + 2 : at + 1;
    const named = reader.tokens[unit];
    if (named?.kind !== 'unit' || !is(reader, unit + 1, 'once')) return undefined;
    const frequency = readUnit(reader, named.name, one, unit + 1);
    return frequency === undefined ? undefined : { value: frequency.value, next: unit + 2 };
  }
  if (is(reader, at - 1, 'unit') || is(reader, at - 1, 'next') || is(reader, at - 1, 'this') || is(reader, at - 1, 'number'))
    return undefined;
  if (isUnit(reader, at, 'workday')) return { value: { freq: 'workday', interval: 1 }, next: passEveryDay(reader, at + 1) };
  if (is(reader, at, 'weekend')) return { value: { freq: 'week', interval: 1, byDay: [6, 7] }, next: at + 1 };
  const weekday = readWeekday(reader, at);
  if (weekday === undefined || !is(reader, weekday.next, 'to')) return undefined;
  const days = readWeekdayList(reader, weekday);
  return days.value.length < 3
    ? undefined
    : { value: { freq: 'week', interval: 1, byDay: days.value }, next: passEveryDay(reader, days.next) };
}

/** 周一到周五每天8点, 工作日每天9点 */
function passEveryDay(reader: Reader, at: number): number {
  return is(reader, at, 'each') && isUnit(reader, at + 1, 'day') ? at + 2 : at;
}
