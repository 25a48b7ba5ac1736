import { borrowsUnit, is, isUnit, skip, wholeAt, type Parsed, type Reader } from './reader.ts';

/** A time of the clock as it was said. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Said so that the half of the day is known: 15点, 08:30, 3pm, 零点. */
  readonly isFixed: boolean;
  readonly isRough: boolean;
}

/** What is counted rather than timed: 两点20人 has no minutes. */
const COUNTED = /^(?:[人名位个份元块岁桌辆台件张本次场组家条项户万余多%]|分之)/;

/** Reads 七点半, 8点12, 六点一刻, 三点零五分十秒, 14:30, 10点整, 3pm. */
export function readClock(reader: Reader, at: number): Parsed<Clock> | undefined {
  const begin = skip(reader, at, 'approximately');
  const literal = reader.tokens[begin];
  if (literal?.kind === 'clock') {
    const [hour = 0, minute = 0, second = 0, fixed = 0] = literal.fields;
    const tail = isUnit(reader, begin + 1, 'exact') || isUnit(reader, begin + 1, 'minute') ? begin + 2 : begin + 1;
    return roughly(reader, tail, { hour, minute, second, isFixed: fixed === 1, isRough: begin > at });
  }
  const short = readShort(reader, begin);
  if (short !== undefined) return short;
  const hour = wholeAt(reader, begin, 0, 24);
  // 第三点 is a point of a list.
  if (hour === undefined || is(reader, begin - 1, 'ordinal')) return undefined;
  const isFixed = hour > 12 || hour === 0 || /^0\d$/.test(literal?.text ?? '');
  const clock = { hour, minute: 0, second: 0, isFixed, isRough: begin > at };
  if (!isUnit(reader, begin + 1, 'point'))
    return borrowsUnit(reader, begin, 'point') || borrowsClock(reader, begin) ? { value: clock, next: begin + 1 } : undefined;
  if (hour === 0 && isDecimal(reader, begin + 2)) return undefined;
  const minutes = readMinutes(reader, begin + 2);
  return roughly(reader, minutes.next, { ...clock, ...minutes.value, isRough: begin > at || is(reader, begin + 2, 'bit') });
}

/** 零点五 is a half. */
function isDecimal(reader: Reader, at: number): boolean {
  return reader.tokens[at]?.kind === 'number' && reader.tokens[at]?.text.length === 1 && !isUnit(reader, at + 1, 'minute', 'quarterHour');
}

/** 差一刻八点, 差五分十二点 */
function readShort(reader: Reader, at: number): Parsed<Clock> | undefined {
  if (!is(reader, at, 'lacking')) return undefined;
  const amount = wholeAt(reader, at + 1, 1, 59);
  const isQuarter = isUnit(reader, at + 2, 'quarterHour');
  if (amount === undefined || !(isQuarter || isUnit(reader, at + 2, 'minute'))) return undefined;
  const hour = wholeAt(reader, at + 3, 1, 24);
  if (hour === undefined || !isUnit(reader, at + 4, 'point')) return undefined;
  const minute = 60 - (isQuarter ? amount * 15 : amount);
  return { value: { hour: hour - 1, minute, second: 0, isFixed: hour > 13, isRough: false }, next: at + 5 };
}

/** 8-9:30 */
function borrowsClock(reader: Reader, at: number): boolean {
  return is(reader, at + 1, 'to') && is(reader, at + 2, 'clock');
}

function roughly(reader: Reader, at: number, clock: Clock): Parsed<Clock> {
  const next = skip(reader, at, 'approximately');
  return { value: { ...clock, isRough: clock.isRough || next > at }, next };
}

function readMinutes(reader: Reader, at: number): Parsed<{ minute: number; second: number }> {
  const begin = isUnit(reader, at, 'exact', 'bell') || is(reader, at, 'bit') || is(reader, at, 'passing') ? at + 1 : at;
  if (begin > at && isUnit(reader, begin, 'bell', 'exact')) return { value: { minute: 0, second: 0 }, next: begin + 1 };
  if (is(reader, begin, 'half')) return { value: { minute: 30, second: 0 }, next: begin + 1 };
  const minute = wholeAt(reader, begin, 0, 59);
  if (minute === undefined) return { value: { minute: 0, second: 0 }, next: begin };
  if (isUnit(reader, begin + 1, 'quarterHour') && minute < 4) return { value: { minute: minute * 15, second: 0 }, next: begin + 2 };
  if (isUnit(reader, begin + 1, 'minute')) {
    const second = wholeAt(reader, begin + 2, 0, 59);
    if (second !== undefined && isUnit(reader, begin + 3, 'second')) return { value: { minute, second }, next: begin + 4 };
    return { value: { minute, second: 0 }, next: begin + 2 };
  }
  const token = reader.tokens[begin];
  const isWritten = minute >= 10 || /^[0零〇]./.test(token?.text ?? '');
  const isCounted =
    COUNTED.test(reader.text.slice(token?.end ?? 0)) || (is(reader, begin + 1, 'unit') && !isUnit(reader, begin + 1, 'exact'));
  if (!isWritten || isCounted) return { value: { minute: 0, second: 0 }, next: begin };
  return { value: { minute, second: 0 }, next: begin + 1 };
}
