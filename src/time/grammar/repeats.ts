import type { Recurrence } from '../time.ts';
import { is, isUnit, skip, wholeAt, type Parsed, type Reader } from './reader.ts';
import { readMonthDays, readQuarterDays, readYearDay, type Frequency } from './repeat-days.ts';
import { readDayOff, readTimes } from './repeat-times.ts';
import { readWeekday, readWeekdayName } from './weekdays.ts';

export interface Repeat {
  readonly rule: Recurrence;
  readonly vague: boolean;
}

/** Reads 每周一和周四早上8点半, 每个工作日9点, 每月最后一个周五, 隔周三, 每年12月4日, 周末上午10点, 6月的每周一. */
export function readRepeat(reader: Reader, at: number): Parsed<Repeat> | undefined {
  const ahead = readExcept(reader, at);
  const months = ahead === undefined ? readMonthsAhead(reader, at) : undefined;
  const begin = ahead?.next ?? months?.next ?? at;
  const named = readEvery(reader, begin);
  const frequency = named ?? (months === undefined ? readUnsaid(reader, begin) : undefined);
  if (frequency === undefined) return undefined;
  const byMonth = months === undefined ? {} : { byMonth: months.value };
  const time = readTimes(reader, skip(reader, frequency.next, 'of', 'once', 'from'));
  // Without 每 only a time of the day makes 工作日 or 周末 a habit.
  if (named === undefined && time === undefined && !is(reader, frequency.next - 1, 'once')) return undefined;
  const step = time?.value.times.endTime === undefined ? undefined : readStep(reader, time.next);
  const behind = skip(reader, step?.next ?? time?.next ?? frequency.next, 'once');
  const except = ahead ?? readExcept(reader, behind);
  const base = stepped(frequency.value, step?.value);
  const days = except === undefined ? base : withoutDays(base, except.value);
  const dayOff = readDayOff(reader, except === undefined || except === ahead ? behind : except.next);
  return {
    value: { rule: { ...days, ...byMonth, ...time?.value.times, ...dayOff?.value }, vague: time?.value.vague ?? false },
    next: dayOff?.next ?? (except === undefined || except === ahead ? behind : except.next),
  };
}

/** 每天8点到18点每小时: how often between the two. */
function readStep(reader: Reader, at: number): Parsed<Frequency> | undefined {
  const step = readEvery(reader, skip(reader, at, 'comma'));
  return step?.value.freq === 'hour' || step?.value.freq === 'minute' ? step : undefined;
}

/** A daily or weekly plan that happens by the step within its hours. */
function stepped(frequency: Frequency, step: Frequency | undefined): Frequency {
  if (step === undefined || frequency.interval !== 1 || (frequency.freq !== 'day' && frequency.freq !== 'week')) return frequency;
  return { ...step, ...(frequency.byDay === undefined ? {} : { byDay: frequency.byDay }) };
}

/** 除周末外, 除了周日; behind the plan also ，周日除外. */
function readExcept(reader: Reader, at: number): Parsed<readonly number[]> | undefined {
  const begin = skip(reader, at, 'comma');
  const isSaid = is(reader, begin, 'except');
  const first = isSaid ? begin + 1 : begin;
  const weekday = readWeekday(reader, first);
  const days = is(reader, first, 'weekend')
    ? { value: [6, 7], next: first + 1 }
    : weekday === undefined
      ? undefined
      : readWeekdayList(reader, weekday);
  if (days === undefined) return undefined;
  const outside = reader.tokens[days.next];
  const isClosed = outside?.kind === 'excepted' || /^(?:以外|外)$/.test(outside?.text ?? '');
  if (!isSaid && !is(reader, days.next, 'excepted')) return undefined;
  return { value: days.value, next: skip(reader, isClosed ? days.next + 1 : days.next, 'comma') };
}

/** Every day but those. */
function withoutDays(frequency: Frequency, excepted: readonly number[]): Frequency {
  const isDaily = frequency.freq === 'day' && frequency.interval === 1;
  if (!isDaily && frequency.freq !== 'hour' && frequency.freq !== 'minute') return frequency;
  const byDay = [1, 2, 3, 4, 5, 6, 7].filter((day) => !excepted.includes(day));
  return isDaily ? { freq: 'week', interval: 1, byDay } : { ...frequency, byDay };
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
  const minutes = number === undefined || named.name !== 'hour' ? undefined : wholeAt(reader, unit + 1, 1, 59);
  if (number !== undefined && minutes !== undefined && isUnit(reader, unit + 2, 'minute'))
    return { value: { freq: 'minute', interval: number * 60 + minutes }, next: unit + 3 };
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
    if (interval === 1 && isUnit(reader, weekend, 'workday')) return { value: { freq: 'workday', interval }, next: weekend + 1 };
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

/** What repeats without 每: 工作日9点, 周末中午, 周一到周五8点, 一周一次. */
function readUnsaid(reader: Reader, at: number): Parsed<Frequency> | undefined {
  if (is(reader, at, 'half') && is(reader, at + 2, 'once')) {
    const half = readHalf(reader.tokens[at + 1]?.name ?? '', at + 3);
    if (half !== undefined) return half;
  }
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
