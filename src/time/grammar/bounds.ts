import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import { startOfDay, wallOf, type Wall } from '../wall.ts';
import type { Length } from './lengths.ts';
import { readMoment, type Moment } from './moments.ts';
import { is, isUnit, skip, wholeAt, type Parsed, type Reader } from './reader.ts';

/** A stretch of time; null = open. */
interface Bounds {
  readonly start: Wall | null;
  readonly end: Wall | null;
  readonly vague: boolean;
}

export type Reading =
  | { readonly kind: 'moment'; readonly moment: Moment }
  | { readonly kind: 'bounds'; readonly bounds: Bounds }
  | { readonly kind: 'length'; readonly length: Length };

/** Reads a moment or what is built on moments: from … to …, before, after, until. */
export function readAnchored(reader: Reader, at: number): Parsed<Reading> | undefined {
  const isUntil = is(reader, at, 'until');
  const isFrom = is(reader, at, 'from');
  const begin = isUntil || isFrom ? at + 1 : at;
  const years = readYears(reader, begin);
  if (years !== undefined) return years;
  if (is(reader, at, 'before', 'leaving')) return bounds(null, leavingOf(reader.ref), true, at + 1);
  const left = readMoment(reader, begin);
  if (left === undefined) return undefined;
  if (isUntil) return bounds(null, endOf(left.value), left.value.vague, left.next);
  const to = skip(reader, left.next, 'of', 'comma', 'since');
  const right = is(reader, left.next, 'to') ? left.next + 1 : is(reader, to, 'to') && reader.tokens[to]?.text !== '-' ? to + 1 : undefined;
  const end =
    right === undefined
      ? undefined
      : readMoment({ ...reader, anchor: Math.max(left.value.start, startOfDay(left.value.start)) }, skip(reader, right, 'to'), left.value);
  if (end !== undefined && end.value.end > left.value.start) return rangeOf(left.value, end);
  return readSuffix(reader, left, isFrom) ?? { value: { kind: 'moment', moment: left.value }, next: left.next };
}

function rangeOf(left: Moment, right: Parsed<Moment>): Parsed<Reading> {
  // 两点到下午四点: the start lies in the half that the end names.
  const end = endOf(right.value);
  const isLater =
    left.openHour !== undefined &&
    left.openHour < 7 &&
    right.value.part !== undefined &&
    left.start + DAY_MS / 2 < end &&
    !right.value.hasDay;
  const start = isLater && left.start % DAY_MS < DAY_MS / 2 ? left.start + DAY_MS / 2 : left.start;
  // 8:30-11:30 is one forenoon, not an evening and a night.
  const isOneForenoon =
    left.openHour !== undefined &&
    !left.hasDay &&
    !right.value.hasDay &&
    right.value.openHour === undefined &&
    right.value.part === undefined &&
    startOfDay(start) < startOfDay(end) &&
    start - DAY_MS / 2 - startOfDay(start) < end - startOfDay(end);
  if (isOneForenoon) return bounds(start + DAY_MS / 2, end, left.vague || right.value.vague, right.next);
  // 八点到五点 is a working day, not a night.
  const isDayShift =
    left.openHour !== undefined &&
    !left.hasDay &&
    right.value.openHour !== undefined &&
    !right.value.hasDay &&
    startOfDay(start) < startOfDay(end);
  const shift = isDayShift && left.start % DAY_MS >= DAY_MS / 2 ? DAY_MS / 2 : 0;
  return bounds(start + shift, end + shift, left.vague || right.value.vague, right.next);
}

/** When people go home, near enough for 下班前. */
function leavingOf(day: Wall): Wall {
  return startOfDay(day) + 18 * HOUR_MS;
}

function endOf(moment: Moment): Wall {
  return moment.end;
}

export function bounds(start: Wall | null, end: Wall | null, vague: boolean, next: number): Parsed<Reading> {
  return { value: { kind: 'bounds', bounds: { start, end, vague } }, next };
}

/** …前, …以后, …起, …内. A named day or month belongs to what ends with it, a festival does not. */
function readSuffix(reader: Reader, left: Parsed<Moment>, isFrom: boolean): Parsed<Reading> | undefined {
  const { value: moment } = left;
  const at = skip(reader, left.next, 'of');
  const word = reader.tokens[at]?.kind;
  const { start, end, vague } = moment;
  if (word === 'before' && is(reader, at, 'before', 'leaving'))
    return moment.grain === 'day' ? bounds(null, leavingOf(start), true, at + 1) : undefined;
  if (word === 'before') return bounds(null, moment.isFestival === true ? start : end, vague, at + 1);
  if (word === 'orEarlier') return bounds(null, end, vague, at + 1);
  if (word === 'after') return bounds(moment.isFestival === true || moment.grain === 'part' ? end : start, null, vague, at + 1);
  if (word === 'orLater') return bounds(start, null, vague, at + 1);
  if (word === 'within') return moment.grain === 'point' || moment.grain === 'day' ? undefined : bounds(start, end, vague, at + 1);
  if (word === 'since') {
    // 下午两点开始 is when something begins; 周一起 is since when it holds.
    if (!isFrom && (moment.grain === 'point' || reader.tokens[at]?.text === '开始')) return undefined;
    return bounds(start, null, vague, at + 1);
  }
  return isFrom && isSinceEver(reader, left) ? bounds(start, null, vague, left.next) : undefined;
}

/** 自2018年 has no end; 从 alone may just name the beginning. */
function isSinceEver(reader: Reader, left: Parsed<Moment>): boolean {
  const begin = reader.tokens.slice(0, left.next).findLast((token) => token.kind === 'from');
  return begin?.text === '自' || begin?.text === '自从';
}

/** 2016-2018, 1985到89年9月: bare years. */
function readYears(reader: Reader, at: number): Parsed<Reading> | undefined {
  const first = wholeAt(reader, at, 1000, 2999);
  if (first === undefined || reader.tokens[at]?.text.length !== 4 || !is(reader, at + 1, 'to')) return undefined;
  const last = wholeAt(reader, at + 2, 1, 2999);
  if (last === undefined) return undefined;
  const isNamed = isUnit(reader, at + 3, 'year');
  const year = last < 100 ? Math.floor(first / 100) * 100 + last : last;
  if (year < first || (last < 1000 && !isNamed)) return undefined;
  const month = isNamed ? wholeAt(reader, at + 4, 1, 12) : undefined;
  if (month !== undefined && isUnit(reader, at + 5, 'month')) return bounds(wallOf(first, 1), wallOf(year, month + 1), false, at + 6);
  return bounds(wallOf(first, 1), wallOf(year + 1, 1), false, at + (isNamed ? 4 : 3));
}
