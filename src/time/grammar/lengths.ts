import { DAY_MS } from '../../core/clock.ts';
import { isWorkdayOrGuess } from '../calendar.ts';
import type { WorkdayCalendar } from '../time.ts';
import { addMonths, dateText, startOfDay, type Wall } from '../wall.ts';
import { is, isUnit, type Parsed, type Reader } from './reader.ts';

/** How long: calendar months and days are kept apart from seconds, a month being no fixed number of days. */
export interface Length {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
  readonly workdays: number;
  readonly vague: boolean;
}

type Field = Exclude<keyof Length, 'vague'>;

/** 1年3个月20天8小时50分20秒 has six; a text of nothing but lengths must not be read anew from each of them. */
const MOST_ITEMS = 8;
/** A thousand years: beyond, dates would leave the calendar. */
const LONGEST_SECONDS = 1000 * 365 * 86_400;

const NOTHING: Length = { years: 0, months: 0, days: 0, seconds: 0, workdays: 0, vague: false };

const UNIT: Readonly<Record<string, readonly [Field, number]>> = {
  year: ['years', 1],
  quarter: ['months', 3],
  month: ['months', 1],
  week: ['days', 7],
  day: ['days', 1],
  workday: ['workdays', 1],
  hour: ['seconds', 3600],
  bell: ['seconds', 3600],
  quarterHour: ['seconds', 900],
  minute: ['seconds', 60],
  second: ['seconds', 1],
};

/** Reads 一个半小时, 两天又三小时, 半年, 三个工作日. `bare`: 月 and 日 count without 个 (近三月, 前两日). */
export function readLength(reader: Reader, at: number, bare = false): Parsed<Length> | undefined {
  let total = NOTHING;
  let next = at;
  let count = 0;
  while (count < MOST_ITEMS) {
    const joint =
      count > 0 && (is(reader, next, 'and', '又') || is(reader, next, 'and', '加') || is(reader, next, 'and', '零')) ? next + 1 : next;
    const item = readItem(reader, joint, bare, count > 0);
    if (item === undefined) break;
    total = { ...sum(total, item.value), vague: total.vague || item.value.vague };
    next = item.next;
    count += 1;
  }
  return count === 0 || !(secondsOf(total) <= LONGEST_SECONDS) ? undefined : { value: total, next };
}

function readItem(reader: Reader, at: number, bare: boolean, isFollowing: boolean): Parsed<Length> | undefined {
  const amount = readAmount(reader, at);
  if (amount === undefined) return undefined;
  const unit = reader.tokens[amount.next];
  const field = unit?.kind === 'unit' ? UNIT[unit.name] : undefined;
  if (unit === undefined || field === undefined || !isCountable(reader, at, amount, bare, isFollowing)) return undefined;
  let next = amount.next + 1;
  let value = amount.value.number;
  if (is(reader, next, 'half') && reader.tokens[next + 1]?.kind !== 'unit') {
    value += 0.5;
    next += 1;
  } else if (is(reader, next, 'half') && isUnit(reader, next + 1, 'bell')) {
    value += 0.5;
    next += 2;
  }
  if (isUnit(reader, next, 'bell')) next += 1;
  const isMore = is(reader, next, 'bit', '多') || is(reader, next, 'bit', '余');
  if (isMore) next += 1;
  // 三天两夜: the nights are part of the days.
  if (field[0] === 'days' && is(reader, next, 'number') && (isUnit(reader, next + 1, 'night') || is(reader, next + 1, 'part', 'evening')))
    next += 2;
  return { value: { ...scaled(field[0], value * field[1]), vague: amount.value.isVague || isMore }, next };
}

interface Amount {
  readonly number: number;
  readonly isCounted: boolean;
  readonly isVague: boolean;
}

/** 三, 三个, 三个半, 半, 半个, 个半, 十多个, 二点五个. */
function readAmount(reader: Reader, at: number): Parsed<Amount> | undefined {
  if (is(reader, at, 'half')) {
    const isCounted = isUnit(reader, at + 1, 'count');
    const unit = at + (isCounted ? 2 : 1);
    const isMore = is(reader, unit, 'bit');
    return { value: { number: 0.5, isCounted: true, isVague: isMore }, next: isMore ? unit + 1 : unit };
  }
  if (isUnit(reader, at, 'count') && is(reader, at + 1, 'half'))
    return { value: { number: 1.5, isCounted: true, isVague: false }, next: at + 2 };
  const token = reader.tokens[at];
  if (token?.kind !== 'number' || Number.isNaN(token.value)) return undefined;
  // 3-5天 and 两三天 are as long as they may get.
  const isRange = is(reader, at + 1, 'to') && is(reader, at + 2, 'number') && (reader.tokens[at + 2]?.value ?? 0) > token.value;
  const isGuess = isRange || /^[一二两三四五六七八九]{2}$/.test(token.text);
  let value = isRange ? (reader.tokens[at + 2]?.value ?? 0) : token.value;
  let next = isRange ? at + 3 : at + 1;
  const decimal = reader.tokens[next + 1];
  if (
    isUnit(reader, next, 'point') &&
    decimal?.kind === 'number' &&
    /^[一二三四五六七八九]$/.test(decimal.text) &&
    isDecimalUnit(reader, next + 2)
  ) {
    value += decimal.value / 10;
    next += 2;
  }
  const isVague = isGuess || is(reader, next, 'bit');
  if (is(reader, next, 'bit')) next += 1;
  const isCounted = isUnit(reader, next, 'count');
  if (isCounted) next += 1;
  const isHalf = isCounted && is(reader, next, 'half');
  if (isCounted && is(reader, next, 'bit')) next += 1;
  return { value: { number: value + (isHalf ? 0.5 : 0), isCounted, isVague }, next: isHalf ? next + 1 : next };
}

function isDecimalUnit(reader: Reader, at: number): boolean {
  const unit = isUnit(reader, at, 'count') ? at + 1 : at;
  return isUnit(reader, unit, 'hour', 'week', 'month') || reader.tokens[unit]?.text === '分钟' || reader.tokens[unit]?.text === '天';
}

/** Whether the unit counts here: 3月 is March, 3个月 are three months; 五分 a score, 五分钟 and 五分半 a time. */
function isCountable(reader: Reader, at: number, amount: Parsed<Amount>, bare: boolean, isFollowing: boolean): boolean {
  const unit = reader.tokens[amount.next];
  const number = reader.tokens[at];
  const { isCounted, number: value } = amount.value;
  if (unit === undefined) return false;
  switch (unit.name) {
    case 'year':
      return value < 1000 && !/^[0零〇]/.test(number?.text ?? '');
    case 'quarter':
      return isCounted;
    case 'month':
      return isCounted || bare || isFollowing;
    case 'day':
      if (unit.text === '号') return false;
      return (
        unit.text === '天' ||
        bare ||
        isFollowing ||
        number?.text === '两' ||
        value > 31 ||
        unit.spaced ||
        isBoundAhead(reader, amount.next + 1)
      );
    case 'bell':
      return isCounted;
    case 'quarterHour':
      return unit.text === '刻钟';
    case 'minute':
      return (
        unit.text === '分钟' ||
        isFollowing ||
        is(reader, amount.next + 1, 'half') ||
        (is(reader, amount.next + 1, 'number') && isUnit(reader, amount.next + 2, 'second'))
      );
    default:
      return true;
  }
}

function isBoundAhead(reader: Reader, at: number): boolean {
  return is(reader, at, 'within') || is(reader, at, 'after') || is(reader, at, 'before') || reader.tokens[at]?.text === '游';
}

function scaled(field: Field, value: number): Length {
  // Half a year, month or week: in the next smaller unit that has no fractions people care about.
  if (field === 'years') return { ...NOTHING, years: Math.floor(value), months: Math.round((value % 1) * 12) };
  if (field === 'months') return { ...NOTHING, months: Math.floor(value), days: Math.round((value % 1) * 30) };
  if (field === 'days') return { ...NOTHING, days: Math.floor(value), seconds: Math.round((value % 1) * 86_400) };
  return { ...NOTHING, [field]: value };
}

function sum(left: Length, right: Length): Length {
  return {
    years: left.years + right.years,
    months: left.months + right.months,
    days: left.days + right.days,
    seconds: left.seconds + right.seconds,
    workdays: left.workdays + right.workdays,
    vague: false,
  };
}

/** A year counts 365 days, a month 30. */
export function secondsOf(length: Length): number {
  return (length.years * 365 + length.months * 30 + length.days) * 86_400 + length.seconds;
}

/** Made of hours, minutes or seconds: it leads to a moment, not to a day. */
export function isFine(length: Length): boolean {
  return length.seconds > 0;
}

/** `from` moved by a length; `direction` 1 or -1. Workdays skip days off and keep the time. */
export function moveBy(from: Wall, length: Length, direction: 1 | -1, calendar: WorkdayCalendar): Wall {
  let moved =
    addMonths(from, direction * (length.years * 12 + length.months)) +
    direction * (length.days * DAY_MS + Math.round(length.seconds * 1000));
  for (let left = Math.min(length.workdays, 1000); left > 0;) {
    moved += direction * DAY_MS;
    if (isWorkdayOrGuess(calendar, dateText(startOfDay(moved)))) left -= 1;
  }
  return moved;
}
