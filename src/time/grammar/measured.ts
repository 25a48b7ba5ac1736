import { DAY_MS } from '../../core/clock.ts';
import { startOfDay, type Wall } from '../wall.ts';
import { bounds, type Reading } from './bounds.ts';
import type { Kind } from './lexicon.ts';
import { isFine, moveBy, readLength, type Length } from './lengths.ts';
import type { Moment } from './moments.ts';
import { is, isUnit, skip, wholeAt, type Parsed, type Reader } from './reader.ts';

/** Behind 前两天 these say that an event is spoken of, not the days past. */
const REMINDS = /^(?:再|就|先|都|要|各)?(?:提醒|通知|催|预告|预热|发(?![的了过])|叫|喊|告诉|说一声|报到|到场|集合|签到)/;

/** Reads what is built on a length: 半小时后, 三天内, 近三个月, 前一天, 提前一小时, 两小时. */
export function readMeasured(reader: Reader, at: number): Parsed<Reading> | undefined {
  const kind = reader.tokens[at]?.kind;
  if (kind === 'ahead') return readAhead(reader, at);
  if (kind === 'before') return readLeading(reader, at);
  return kind !== undefined && WINDOW.has(kind) ? readWindow(reader, at) : readTrailing(reader, at);
}

const WINDOW: ReadonlySet<Kind> = new Set<Kind>(['coming', 'past', 'previous', 'next', 'after', 'passing', 'lately']);

function ofLength(length: Length, next: number): Parsed<Reading> {
  return { value: { kind: 'length', length }, next };
}

const ONE_DAY: Length = { years: 0, months: 0, days: 1, seconds: 0, workdays: 0, vague: false };

/** 提前两天, 会前半小时, 前一天: measured back from the event spoken of. */
function readAhead(reader: Reader, at: number): Parsed<Reading> | undefined {
  const token = reader.tokens[at];
  if (token === undefined) return undefined;
  if (/[天晚]$/.test(token.text)) return ofLength(ONE_DAY, at + 1);
  const length = readLength(reader, skip(reader, at + 1, 'approximately'), true);
  return length === undefined ? undefined : ofLength(length.value, length.next);
}

/** 活动前两天 is measured from the activity; 前两周 without one are the two weeks past. */
function readLeading(reader: Reader, at: number): Parsed<Reading> | undefined {
  const length = readLength(reader, at + 1, true);
  if (length === undefined) return undefined;
  const before = reader.tokens[at - 1];
  const isBound =
    before !== undefined &&
    (before.kind === 'event' || before.kind === 'since' || before.kind === 'other') &&
    !/[\p{P}\p{S}]/u.test(before.text);
  if (isBound || isReminder(reader, length.next)) return ofLength(length.value, length.next);
  return back(reader, length.value, length.next);
}

function isReminder(reader: Reader, at: number): boolean {
  const last = reader.tokens[at - 1];
  return last !== undefined && REMINDS.test(reader.text.slice(last.end));
}

function back(reader: Reader, length: Length, next: number): Parsed<Reading> {
  const start = moveBy(reader.ref, length, -1, reader.calendar);
  return bounds(isFine(length) ? start : startOfDay(start), reader.ref, true, next);
}

/** 近三个月, 未来两天, 上个小时, 之后5分钟, 过半小时, 过两天. */
function readWindow(reader: Reader, at: number): Parsed<Reading> | undefined {
  const token = reader.tokens[at];
  const behind = skip(reader, at + 1, 'of');
  if (token?.kind === 'previous') {
    const unit = isUnit(reader, behind, 'count') ? behind + 1 : behind;
    if (isUnit(reader, unit, 'hour')) return back(reader, { ...ONE_DAY, days: 0, seconds: 3600 }, unit + 1);
    // 上两周 are the last two weeks, 连上七天 are seven days of work.
    if (isUnit(reader, (readLength(reader, behind)?.next ?? behind) - 1, 'day')) return undefined;
  }
  // 下两周 are two weeks, 下周 is the next one.
  if (token?.kind === 'next' && wholeAt(reader, behind, 2, 99) === undefined) return undefined;
  const length = readLength(reader, behind, true);
  if (length === undefined || token === undefined) return undefined;
  if (token.kind === 'past' || token.kind === 'previous' || token.kind === 'lately') return back(reader, length.value, length.next);
  const next = is(reader, length.next, 'within') || is(reader, length.next, 'after') ? length.next + 1 : length.next;
  const ahead = moveBy(reader.ref, length.value, 1, reader.calendar);
  if (token.kind === 'passing')
    return isFine(length.value) ? pointAt(ahead, length.value.vague, next) : bounds(startOfDay(ahead), null, true, next);
  if (isFine(length.value)) return bounds(reader.ref, ahead, true, next);
  const tomorrow = startOfDay(reader.ref) + DAY_MS;
  return bounds(tomorrow, moveBy(tomorrow, length.value, 1, reader.calendar), true, next);
}

/** 半小时后, 三天内, 五天前, 三个月以来, or the bare length. */
function readTrailing(reader: Reader, at: number): Parsed<Reading> | undefined {
  // 第二周 is no two weeks.
  const length = is(reader, at - 1, 'ordinal') ? undefined : readLength(reader, at);
  if (length === undefined || isMisheard(reader, length.next)) return undefined;
  const { value } = length;
  const suffix = skip(reader, length.next, 'approximately');
  const token = reader.tokens[suffix];
  const ahead = moveBy(reader.ref, value, 1, reader.calendar);
  if (token?.kind === 'after') return isFine(value) ? pointAt(ahead, value.vague, suffix + 1) : dayAt(ahead, value.vague, suffix + 1);
  if (token?.kind === 'within') return bounds(reader.ref, isFine(value) ? ahead : startOfDay(ahead) + DAY_MS, value.vague, suffix + 1);
  if (token?.kind === 'since' && token.text === '以来') return back(reader, value, suffix + 1);
  if (token?.kind === 'before' || token?.kind === 'ahead') {
    const isOfEvent =
      is(reader, at - 1, 'event') || is(reader, at - 1, 'since') || isReminder(reader, suffix + 1) || token.kind === 'ahead';
    if (isOfEvent) return ofLength(value, token.kind === 'before' ? suffix + 1 : length.next);
    const earlier = moveBy(reader.ref, value, -1, reader.calendar);
    return isFine(value) ? pointAt(earlier, value.vague, suffix + 1) : dayAt(earlier, value.vague, suffix + 1);
  }
  return ofLength(value, length.next);
}

/** 十分钟七百九十六: digits read aloud, no minutes and no seconds. */
function isMisheard(reader: Reader, at: number): boolean {
  return (
    wholeAt(reader, at, 60, Number.MAX_SAFE_INTEGER) !== undefined &&
    /^(?:[^\p{L}]|$)/u.test(reader.text.slice(reader.tokens[at]?.end ?? 0))
  );
}

function pointAt(at: Wall, vague: boolean, next: number): Parsed<Reading> {
  const moment: Moment = { start: at, end: at, grain: 'point', vague, hasDay: true, part: undefined, openHour: undefined };
  return { value: { kind: 'moment', moment }, next };
}

function dayAt(at: Wall, vague: boolean, next: number): Parsed<Reading> {
  const start = startOfDay(at);
  return {
    value: {
      kind: 'moment',
      moment: { start, end: start + DAY_MS, grain: 'day', vague, hasDay: true, part: undefined, openHour: undefined },
    },
    next,
  };
}
