import { readAnchored, type Reading } from './grammar/bounds.ts';
import { lastDayOf } from '../core/zone.ts';
import { fold } from './grammar/fold.ts';
import { readImpossibleDate } from './grammar/impossible-dates.ts';
import { secondsOf } from './grammar/lengths.ts';
import { readMeasured } from './grammar/measured.ts';
import type { Kind } from './grammar/lexicon.ts';
import type { Parsed, Reader } from './grammar/reader.ts';
import { readRepeat, type Repeat } from './grammar/repeats.ts';
import { Signs } from './grammar/signs.ts';
import { FIGURES, tokenize } from './grammar/tokens.ts';
import { beginnings } from './grammar/words.ts';
import { nextOccurrence } from './recurrence.ts';
import type { FoundTime, ImpossibleDate, Recurrence, TimeContext, TimeMeaning } from './time.ts';
import { dateText, dateTimeText, wallAt } from './wall.ts';

/** A WeCom message has at most 2048 bytes; of longer texts the rest is not read. */
const READ_CHARS = 2000;
const BARE_NUMBER = /^\s*[0-9０-９]{1,2}号\s*$/;

/**
 * The time expressions of a text, in its order, none inside another. 下周五下午两点到四点 is one range, 每周一和周四早上8点半 one recurrence;
 * what is measured from an event (前一天, 提前一小时) is a duration.
 *
 * Weeks start on Monday, 下周五 is the Friday of the next one, a bare weekday or date the next to come, a named end day belongs to the
 * range. An hour without its half is the next such hour today, and within working hours on a later day; it is marked `vague`.
 */
export function findTimes(text: string, context: TimeContext): readonly FoundTime[] {
  return timesIn(text, context).times;
}

/** As {@link findTimes}, with the dates that no year has: whoever wrote one should know before others read it. */
export function timesIn(
  text: string,
  context: TimeContext,
): { readonly times: readonly FoundTime[]; readonly impossibleDates: readonly ImpossibleDate[] } {
  const isBareNumber = context.isAnswer !== true && context.prefers !== 'past' && BARE_NUMBER.test(text);
  const reader = isBareNumber ? undefined : readerOf(text, context);
  if (reader === undefined) return { times: [], impossibleDates: [] };
  const times: FoundTime[] = [];
  const impossibleDates: ImpossibleDate[] = [];
  let at = 0;
  while (at < reader.tokens.length) {
    const start = reader.tokens[at]?.start ?? 0;
    const endOf = (next: number): number => reader.tokens[next - 1]?.end ?? start;
    const impossible = readImpossibleDate(reader, at);
    const longest = impossible === undefined ? readAt(reader, at, context) : undefined;
    if (impossible !== undefined)
      impossibleDates.push({ date: text.slice(start, endOf(impossible.dateEnds)), start, end: endOf(impossible.next) });
    if (longest !== undefined) times.push({ ...longest.value, start, end: endOf(longest.next) });
    at = impossible?.next ?? longest?.next ?? at + 1;
  }
  return { times: joinLimits(reader.text, times), impossibleDates };
}

/** Undefined where nothing in the text can begin a time. */
function readerOf(text: string, context: TimeContext): Reader | undefined {
  const read = text.slice(0, READ_CHARS);
  const folded = fold(read);
  if (!BEGINNINGS.someIn(folded)) return undefined;
  const ref = wallAt(context.now, context.zone);
  return {
    text: folded,
    tokens: tokenize(read),
    ref,
    anchor: ref,
    calendar: context.calendar,
    prefers: context.prefers ?? 'future',
  };
}

/** The expression a text is about: a plan before a date, a date before a length, then the first. */
export function readTime(text: string, context: TimeContext): FoundTime | undefined {
  const found = findTimes(text, context);
  const best = Math.max(...found.map(weightOf));
  return found.find((time) => weightOf(time) === best);
}

function weightOf({ meaning }: FoundTime): number {
  if (meaning.kind === 'recurring') return 3;
  return meaning.kind === 'duration' || meaning.kind === 'workdays' ? 1 : 2;
}

/** Most of any text: passed over without asking the grammar. */
const BEGINS_NOTHING: ReadonlySet<Kind> = new Set<Kind>([
  'other',
  'of',
  'and',
  'comma',
  'open',
  'close',
  'to',
  'event',
  'since',
  'within',
  'once',
  'dayOff',
]);

/** Where none of these stands, nothing begins: so it is with most of what is said. */
const BEGINNINGS = new Signs([...beginnings((kind) => !BEGINS_NOTHING.has(kind)), ...FIGURES]);

type Found = Pick<FoundTime, 'meaning' | 'vague'>;

/** The longest reading that begins at a word; of equals, the plan, then the moment. */
function readAt(reader: Reader, at: number, context: TimeContext): Parsed<Found> | undefined {
  if (BEGINS_NOTHING.has(reader.tokens[at]?.kind ?? 'other')) return undefined;
  const repeat = readRepeat(reader, at);
  const readings: (Parsed<Found> | undefined)[] = [
    repeat === undefined ? undefined : { value: ofRepeat(repeat.value, context), next: repeat.next },
    ofReading(readAnchored(reader, at)),
    ofReading(readMeasured(reader, at)),
  ];
  let longest: Parsed<Found> | undefined;
  for (const reading of readings) {
    if (reading !== undefined && reading.next > (longest?.next ?? at)) longest = reading;
  }
  return longest;
}

function ofReading(parsed: Parsed<Reading> | undefined): Parsed<Found> | undefined {
  return parsed === undefined ? undefined : { value: meaningOf(parsed.value), next: parsed.next };
}

function meaningOf(reading: Reading): Found {
  switch (reading.kind) {
    case 'moment': {
      const { grain, start, end, vague } = reading.moment;
      if (grain === 'point') return { meaning: { kind: 'instant', at: dateTimeText(start) }, vague };
      if (grain === 'day') return { meaning: { kind: 'date', date: dateText(start) }, vague };
      return { meaning: { kind: 'range', start: dateTimeText(start), end: dateTimeText(end) }, vague };
    }
    case 'bounds': {
      const { start, end, vague } = reading.bounds;
      return {
        meaning: { kind: 'range', start: start === null ? null : dateTimeText(start), end: end === null ? null : dateTimeText(end) },
        vague,
      };
    }
    case 'length': {
      const { workdays, vague } = reading.length;
      return {
        meaning: workdays > 0 ? { kind: 'workdays', workdays } : { kind: 'duration', seconds: Math.round(secondsOf(reading.length)) },
        vague,
      };
    }
  }
}

function ofRepeat({ rule, vague }: Repeat, context: TimeContext): Found {
  return { meaning: { kind: 'recurring', rule: anchored(rule, context) }, vague };
}

const COUNTED_FROM_START: ReadonlySet<Recurrence['freq']> = new Set<Recurrence['freq']>(['day', 'week', 'month', 'year']);

/** A plan for every second week needs to know from which on: from its first day at or after today. */
function anchored(rule: Recurrence, context: TimeContext): Recurrence {
  if (rule.interval === 1 || !COUNTED_FROM_START.has(rule.freq)) return rule;
  const isNamed = rule.byDay !== undefined || rule.byMonthDay !== undefined || rule.holiday !== undefined || rule.nth !== undefined;
  const today = dateText(wallAt(context.now, context.zone));
  const first = isNamed ? nextOccurrence({ ...rule, interval: 1 }, justBefore(context), context) : null;
  return { ...rule, startsOn: first === null ? today : dateText(wallAt(first, context.zone)) };
}

function justBefore(context: TimeContext): string {
  return new Date(Date.parse(context.now) - 1).toISOString();
}

/** 从下周一起，每天8点 and 每天8点，到年底: the open range beside a plan limits it. */
function joinLimits(text: string, found: readonly FoundTime[]): readonly FoundTime[] {
  const joined: FoundTime[] = [];
  for (const time of found) {
    const last = joined.at(-1);
    const between = last === undefined ? '' : text.slice(last.end, time.start);
    const both =
      last === undefined || !/^[\s,，、(]*(?:按调休[,，])?$|^[^。;\n]{0,30}[到至]$/.test(between)
        ? undefined
        : limited(last, time, between);
    if (both === undefined) joined.push(time);
    else joined.splice(-1, 1, both);
  }
  return joined;
}

function limited(first: FoundTime, second: FoundTime, between: string): FoundTime | undefined {
  const place = { start: first.start, end: second.end, vague: first.vague || second.vague };
  const { meaning: before } = first;
  const { meaning: behind } = second;
  if (before.kind === 'range' && behind.kind === 'recurring' && before.start !== null && windowOf(before, behind.rule) === undefined) {
    const startsOn = before.start.slice(0, 10);
    const endsOn = before.end === null ? {} : { endsOn: lastDayOf(before.end) };
    return { ...place, meaning: { kind: 'recurring', rule: { ...behind.rule, startsOn, ...endsOn } } };
  }
  const window = before.kind === 'range' && behind.kind === 'recurring' ? windowOf(before, behind.rule) : undefined;
  if (window !== undefined) return { ...place, meaning: { kind: 'recurring', rule: window } };
  if (before.kind !== 'recurring') return undefined;
  if (behind.kind === 'range' && behind.start !== null && behind.end === null && !/[到至]/.test(between))
    return { ...place, meaning: { kind: 'recurring', rule: { ...before.rule, startsOn: behind.start.slice(0, 10) } } };
  const until = lastDay(behind, /[到至]/.test(between));
  return until === undefined ? undefined : { ...place, meaning: { kind: 'recurring', rule: { ...before.rule, endsOn: until } } };
}

/** 9点到17点每半小时: the hours between which a plan of hours or minutes holds. */
function windowOf({ start, end }: { start: string | null; end: string | null }, rule: Recurrence): Recurrence | undefined {
  if (start === null || end === null || start.slice(0, 10) !== end.slice(0, 10)) return undefined;
  if ((rule.freq !== 'hour' && rule.freq !== 'minute') || rule.time !== undefined) return undefined;
  return { ...rule, time: start.slice(11, 16), endTime: end.slice(11, 16) };
}

function lastDay(meaning: TimeMeaning, isUntil: boolean): string | undefined {
  if (meaning.kind === 'date') return isUntil ? meaning.date : undefined;
  if (meaning.kind !== 'range' || meaning.end === null || !(isUntil || meaning.start === null)) return undefined;
  return lastDayOf(meaning.end);
}
