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
  const hour = wholeAt(reader, begin, 0, 24);
  if (hour === undefined) return undefined;
  const isFixed = hour > 12 || hour === 0 || /^0\d$/.test(literal?.text ?? '');
  const clock = { hour, minute: 0, second: 0, isFixed, isRough: begin > at };
  if (!isUnit(reader, begin + 1, 'point'))
    return borrowsUnit(reader, begin, 'point') || borrowsClock(reader, begin) ? { value: clock, next: begin + 1 } : undefined;
  const minutes = readMinutes(reader, begin + 2);
  return roughly(reader, minutes.next, { ...clock, ...minutes.value, isRough: begin > at || is(reader, begin + 2, 'bit') });
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
