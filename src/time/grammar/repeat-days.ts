import type { Recurrence } from '../time.ts';
import { lunarName } from '../holidays.ts';
import { readOrdinal } from './places.ts';
import { is, isUnit, skip, wholeAt, type Parsed, type Reader } from './reader.ts';
import { readWeekday } from './weekdays.ts';

/** How often, and on which days. */
export type Frequency = Omit<Recurrence, 'time' | 'endTime' | 'onDayOff'>;

/** 1号, 1日和15日, 底, 最后一天, 倒数第二天, 最后一个周五, 第一个工作日. */
export function readMonthDays(reader: Reader, base: Frequency, next: number): Parsed<Frequency> {
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
    // 每月十五: said without 号 in words, where nothing is counted.
    const isBare = /^[十廿]/.test(reader.tokens[joint]?.text ?? '') && isOver(reader, joint + 1);
    if (day === undefined || !(isNamed || isListed || isBare)) break;
    days.push(day);
    next = isNamed ? joint + 2 : joint + 1;
  }
  return days.length === 0 ? undefined : { value: days, next };
}

/** Nothing more, or a time of the day. */
function isOver(reader: Reader, at: number): boolean {
  return at >= reader.tokens.length || is(reader, at, 'comma') || is(reader, at, 'part');
}

/** 末, 第一天, 最后一个月的5号: what falls in each quarter, by the months of the year. */
export function readQuarterDays(reader: Reader, interval: number, next: number): Parsed<Frequency> {
  const whole: Parsed<Frequency> = { value: { freq: 'month', interval: interval * 3 }, next };
  if (interval > 1) return whole;
  const begin = skip(reader, next, 'of');
  const token = reader.tokens[begin];
  const isEnd = token?.kind === 'edge' && token.name === 'end';
  const isStart = token?.kind === 'edge' && token.name === 'start';
  const ordinal = readOrdinal(reader, begin) ?? (isEnd ? readOrdinal(reader, begin + 1) : undefined);
  const isDay = ordinal !== undefined && isUnit(reader, ordinal.next, 'day');
  if (isEnd || (isDay && ordinal.value === -1))
    return { value: { ...ofQuarter(3), byMonthDay: [-1] }, next: isDay ? ordinal.next + 1 : begin + 1 };
  if (isStart || (isDay && ordinal.value === 1))
    return { value: { ...ofQuarter(1), byMonthDay: [1] }, next: isDay ? ordinal.next + 1 : begin + 1 };
  if (ordinal === undefined) return whole;
  // 每季度最后一个工作日 lies in its last month, 第一个周一 in its first.
  const isNamedDay = isUnit(reader, ordinal.next, 'workday') || readWeekday(reader, ordinal.next) !== undefined;
  if (isNamedDay) return readMonthDays(reader, ofQuarter(ordinal.value < 0 ? 3 : 1), begin);
  if (!isUnit(reader, ordinal.next, 'month')) return whole;
  const month = ordinal.value < 0 ? 4 + ordinal.value : ordinal.value;
  return month >= 1 && month <= 3 ? readMonthDays(reader, ofQuarter(month), ordinal.next + 1) : whole;
}

/** The first, second or third month of every quarter. */
function ofQuarter(month: number): Frequency {
  return { freq: 'month', interval: 1, byMonth: [month, month + 3, month + 6, month + 9] };
}

export function readYearDay(reader: Reader, interval: number, next: number): Parsed<Frequency> {
  const begin = skip(reader, next, 'of');
  const base: Frequency = { freq: 'year', interval };
  const holiday = reader.tokens[begin];
  if (holiday?.kind === 'holiday') return { value: { ...base, holiday: holiday.name }, next: begin + 1 };
  if (holiday?.kind === 'monthDay')
    return { value: { ...base, byMonth: [holiday.fields[0] ?? 1], byMonthDay: [holiday.fields[1] ?? 1] }, next: begin + 1 };
  if (holiday?.kind === 'edge' && holiday.name === 'end') return { value: { ...base, byMonth: [12], byMonthDay: [-1] }, next: begin + 1 };
  const lunar = readLunarDay(reader, begin);
  if (lunar !== undefined) return { value: { ...base, holiday: lunar.value }, next: lunar.next };
  const months = readMonths(reader, begin);
  return months === undefined ? { value: base, next } : readMonthDays(reader, { ...base, byMonth: months.value }, months.next);
}

/** 3月, 3月和9月, 三、六、九月 */
function readMonths(reader: Reader, at: number): Parsed<readonly number[]> | undefined {
  const months: number[] = [];
  let next = at;
  while (true) {
    const joint = months.length === 0 ? next : skip(reader, next, 'and');
    const month = wholeAt(reader, joint, 1, 12);
    const isNamed = isUnit(reader, joint + 1, 'month');
    const isListed = is(reader, joint + 1, 'and') && is(reader, joint + 2, 'number');
    if (month === undefined || !(isNamed || isListed)) break;
    months.push(month);
    next = isNamed ? joint + 2 : joint + 1;
  }
  return months.length > 0 && isUnit(reader, next - 1, 'month') ? { value: months, next } : undefined;
}

/** 农历八月十五, 腊月二十三, 正月初一: by the name `holidayDate` takes. */
function readLunarDay(reader: Reader, at: number): Parsed<string> | undefined {
  const begin = is(reader, at, 'lunar') && reader.tokens[at]?.value === 0 ? skip(reader, at + 1, 'of') : at;
  const named = reader.tokens[begin];
  const isNamed = named?.kind === 'lunar' && named.value > 0;
  if (begin === at && !isNamed) return undefined;
  const month = isNamed ? named.value : wholeAt(reader, begin, 1, 12);
  if (month === undefined || !(isNamed || isUnit(reader, begin + 1, 'month'))) return undefined;
  const inside = skip(reader, isNamed ? begin + 1 : begin + 2, 'edge');
  const day = wholeAt(reader, inside, 1, 30);
  if (day === undefined) return undefined;
  return { value: lunarName(month, day), next: isUnit(reader, inside + 1, 'day') ? inside + 2 : inside + 1 };
}
