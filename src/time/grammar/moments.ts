import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import { startOfDay, type Wall } from '../wall.ts';
import { readClock, type Clock } from './clocks.ts';
import { readDay } from './days.ts';
import { hourInPart, partOf } from './parts.ts';
import { borrowsUnit, is, skip, type Parsed, type Reader, type Span } from './reader.ts';

/** A day, a part of one or a point of time, with what a range's end takes over from its start. */
export interface Moment extends Span {
  readonly hasDay: boolean;
  readonly part: string | undefined;
  /** The half of the day was not said; which hour was. */
  readonly openHour: number | undefined;
}

/** Reads 下周五下午两点, 明晚七点半, 今天上午, 14:30, 12月3日. `left`: the start of the range whose end this is. */
export function readMoment(reader: Reader, at: number, left?: Moment): Parsed<Moment> | undefined {
  // 当天早上8点 is a time of the event's day, which only the event knows.
  const isBehindPart = is(reader, at - 1, 'part');
  if (/^当[天日]$/.test(reader.tokens[isBehindPart ? at - 2 : at - 1]?.text ?? '')) return undefined;
  const now = reader.tokens[at];
  if (now?.kind === 'now') {
    const point = { start: reader.ref, end: reader.ref, grain: 'point' as const, vague: false };
    return { value: { ...point, hasDay: true, part: undefined, openHour: undefined }, next: at + 1 };
  }
  if (now?.kind === 'lately')
    return { value: { ...wholeDay(reader.ref), vague: true, hasDay: true, part: undefined, openHour: undefined }, next: at + 1 };
  const begin = skip(reader, at, 'approximately');
  const day = isHourOfRange(reader, begin) ? undefined : readDay(reader, begin);
  const behindDay = day === undefined ? begin : skip(reader, day.next, 'of', 'whole');
  const part =
    day === undefined || day.value.grain === 'day' || day.value.grain === 'weekend'
      ? readPart(reader, commaBeforeClock(reader, behindDay, day), day !== undefined)
      : undefined;
  const behindPart = part === undefined ? behindDay : skip(reader, part.next, 'of');
  const clock =
    day === undefined || day.value.grain === 'day' ? readClock(reader, commaBeforeClock(reader, behindPart, day ?? part)) : undefined;
  if (clock !== undefined) {
    const rough = { ...clock.value, isRough: clock.value.isRough || begin > at };
    return { value: pointOf(reader, day?.value, part?.value, rough, left), next: clock.next };
  }
  if (part !== undefined && isStandingAlone(reader, part, day !== undefined))
    return { value: partSpan(reader, day?.value, part.value, left), next: part.next };
  if (day === undefined) return undefined;
  const next = is(reader, skip(reader, day.next, 'of'), 'whole') ? behindDay : day.next;
  return { value: { ...day.value, hasDay: true, part: undefined, openHour: undefined }, next: skip(reader, next, 'approximately') };
}

/** 9 in 9-11点 is an hour, though 9-11 might be read as a day. */
function isHourOfRange(reader: Reader, at: number): boolean {
  return borrowsUnit(reader, at, 'point') || (is(reader, at, 'number') && is(reader, at + 1, 'to') && is(reader, at + 2, 'clock'));
}

/** 11月27日，下午两点: the comma belongs to the expression where a time of the day follows. */
function commaBeforeClock(reader: Reader, at: number, before: object | undefined): number {
  if (before === undefined || !is(reader, at, 'comma')) return at;
  return is(reader, at + 1, 'part') || readClock(reader, at + 1) !== undefined ? at + 1 : at;
}

function readPart(reader: Reader, at: number, hasDay: boolean): Parsed<string> | undefined {
  const token = reader.tokens[at];
  if (token?.kind !== 'part') return undefined;
  const again = reader.tokens[at + 1];
  // 今晚 + 晚上, 今天早上 + 上午: said twice, the second is the finer.
  const next = again?.kind === 'part' && hasDay ? at + 2 : at + 1;
  return { value: next === at + 2 ? (again?.name ?? token.name) : token.name, next };
}

/** A bare 早 or 晚 is a part of the day only behind a day. */
function isStandingAlone(reader: Reader, part: Parsed<string>, hasDay: boolean): boolean {
  return hasDay || (reader.tokens[part.next - 1]?.text.length ?? 0) > 1;
}

function wholeDay(wall: Wall): Span {
  return { start: startOfDay(wall), end: startOfDay(wall) + DAY_MS, grain: 'day', vague: false };
}

function partSpan(reader: Reader, day: Span | undefined, name: string, left: Moment | undefined): Moment {
  const part = partOf(name);
  const start = day?.start ?? startOfDay(left?.start ?? reader.ref);
  return {
    start: start + part.start * MINUTE_MS,
    end: start + part.end * MINUTE_MS,
    grain: 'part',
    vague: true,
    hasDay: day !== undefined,
    part: name,
    openHour: undefined,
  };
}

function pointOf(reader: Reader, day: Span | undefined, ownPart: string | undefined, clock: Clock, left: Moment | undefined): Moment {
  const isOpen = ownPart === undefined && !clock.isFixed;
  const isEnd = day === undefined && left !== undefined;
  const isMorningAfter = isOpen && day !== undefined && left !== undefined && isNightBefore(left, day);
  const said = isEnd
    ? afterLeft(ownPart, clock, left)
    : isMorningAfter
      ? timeOn(day.start, clock.hour, clock)
      : standing(reader, day, ownPart, clock);
  const at = day?.isBareWeekday === true && said < reader.ref ? said + 7 * DAY_MS : said;
  return {
    start: at,
    end: at,
    grain: 'point',
    vague: (isOpen && !isEnd) || clock.isRough,
    hasDay: day !== undefined,
    part: ownPart ?? (day === undefined ? left?.part : undefined),
    openHour: isOpen ? clock.hour : undefined,
  };
}

/** 晚上10点到次日6点: who begins in the evening ends in the morning. */
function isNightBefore(left: Moment, day: Span): boolean {
  return left.grain === 'point' && startOfDay(left.start) + DAY_MS === day.start && left.start % DAY_MS >= 17 * 60 * MINUTE_MS;
}

function timeOn(day: Wall, hour: number, clock: Clock): Wall {
  return startOfDay(day) + (hour * 60 + clock.minute) * MINUTE_MS + clock.second * SECOND_MS;
}

/** The end of a range without a day of its own: the first such time after its start. */
function afterLeft(part: string | undefined, clock: Clock, left: Moment): Wall {
  // The night after the start's day is that day: 晚上10点到2点.
  const base =
    left.grain === 'point' && left.part !== undefined && left.start % DAY_MS < 5 * 60 * MINUTE_MS ? left.start - DAY_MS : left.start;
  const hours = part !== undefined ? [hourInPart(part, clock.hour)] : clock.isFixed ? [clock.hour] : [clock.hour, clock.hour + 12];
  const candidates = [...hours, ...hours.map((hour) => hour + 24), ...hours.map((hour) => hour + 48)].map((hour) =>
    timeOn(base, hour, clock),
  );
  return candidates.find((candidate) => candidate > left.start) ?? timeOn(base, clock.hour, clock);
}

function standing(reader: Reader, day: Span | undefined, part: string | undefined, clock: Clock): Wall {
  const today = startOfDay(reader.ref);
  const base = day?.start ?? today;
  if (part !== undefined) {
    const at = timeOn(base, hourInPart(part, clock.hour), clock);
    if (day !== undefined) return at;
    // 夜里两点 said in the evening is the coming night, said at one o'clock it is this one.
    const tonight = hourInPart(part, clock.hour) >= 24 && clock.hour < 5 ? at - DAY_MS : at;
    if (tonight >= reader.ref) return tonight;
    return at >= reader.ref ? at : at + DAY_MS;
  }
  if (clock.isFixed) {
    const at = timeOn(base, clock.hour, clock);
    return day === undefined && at < reader.ref ? at + DAY_MS : at;
  }
  if (base > today) return timeOn(base, officeHour(clock.hour), clock);
  if (base < today) return timeOn(base, clock.hour, clock);
  const halves = [clock.hour, clock.hour === 12 ? 24 : clock.hour + 12].map((hour) => timeOn(base, hour, clock));
  const toCome = halves.find((half) => half >= reader.ref);
  if (day !== undefined) return toCome ?? timeOn(base, clock.hour, clock);
  // After noon nobody means midnight by a bare 12点.
  if (toCome === undefined || (clock.hour === 12 && toCome !== halves[0])) return timeOn(base + DAY_MS, officeHour(clock.hour), clock);
  return toCome;
}

/** What is planned for a day is planned for working hours: 下周五两点 is 14:00. */
function officeHour(hour: number): number {
  return hour < 7 ? hour + 12 : hour;
}
