import type { Recurrence } from '../time.ts';
import { readClock } from './clocks.ts';
import { readMoment } from './moments.ts';
import { hourInPart, partOf } from './parts.ts';
import { is, skip, type Parsed, type Reader } from './reader.ts';

/** The time of the day of a plan, as its rule has it. */
export interface Times {
  readonly times: { readonly time: string; readonly endTime?: string };
  readonly vague: boolean;
}

/** The time of the day and, in a range, until when. */
export function readTimes(reader: Reader, at: number): Parsed<Times> | undefined {
  const begin = is(reader, at, 'comma') && (is(reader, at + 1, 'part') || readClock(reader, at + 1) !== undefined) ? at + 1 : at;
  const part = reader.tokens[begin];
  const behind = part?.kind === 'part' ? skip(reader, begin + 1, 'of') : begin;
  const clock = readClock(reader, behind);
  if (clock === undefined) {
    return part?.kind === 'part'
      ? { value: { times: { time: partOf(part.name).usual }, vague: part.name !== 'noon' }, next: behind }
      : undefined;
  }
  const { hour, isFixed, minute } = clock.value;
  // A habit without a half of the day: 1 to 6 is the afternoon of a working day.
  const assumed = isFixed || hour >= 7 ? hour : hour + 12;
  const start = (part?.kind === 'part' ? hourInPart(part.name, hour) : assumed) % 24;
  const vague = !isFixed && part?.kind !== 'part';
  const time = written(start, minute);
  const end = is(reader, clock.next, 'to')
    ? endTime(reader, clock.next + 1, start * 60 + minute, part?.kind === 'part' ? part.name : undefined)
    : undefined;
  return { value: { times: end === undefined ? { time } : { time, endTime: end.value }, vague }, next: end?.next ?? clock.next };
}

function endTime(reader: Reader, at: number, startMinutes: number, part: string | undefined): Parsed<string> | undefined {
  const base = Math.floor(reader.ref / 86_400_000) * 86_400_000;
  const start = base + startMinutes * 60_000;
  const left = { start, end: start, grain: 'point' as const, vague: false, hasDay: true, part, openHour: undefined };
  const end = readMoment(reader, at, left);
  if (end === undefined || end.value.hasDay || end.value.grain !== 'point') return undefined;
  const minutes = Math.floor((end.value.start - base) / 60_000) % 1440;
  return { value: written(Math.floor(minutes / 60), minutes % 60), next: end.next };
}

function written(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Beside the plan it is part of the expression; a little further on it only counts. */
const DAY_OFF =
  /^([^每\n]{0,30}?)(?:如|若|要是)?(?:遇到?上?|赶上|逢|碰到?上?)?(?:法定)?(?:节假日|放假|休息日|假期|假日|过节)(?:了|的话|时|就|则|也|都)*(?:(往后推?|后一?个?工作日|顺延|推迟|延后)|(提前|往前提?|提早)|(跳过|不发|不用|除外|取消|暂停|休息|不办|不提醒|不算|不开|停)|(照常|照发|照旧|照样|照办|照开|不变|不管))(?:[到至在]?(?:节前|节后|假前|假后|放假前|放假后)?(?:[上下前后]一?个?|(?:最后|第)一?个?)?(?:工作日|上班日)(?:发|办)?)?/;

/** 遇节假日顺延, 节假日除外. */
export function readDayOff(reader: Reader, at: number): Parsed<Pick<Recurrence, 'onDayOff'>> | undefined {
  const from = reader.tokens[at - 1]?.end ?? 0;
  const match = DAY_OFF.exec(reader.text.slice(from));
  if (match === null) return undefined;
  const onDayOff = match[2] !== undefined ? 'after' : match[3] !== undefined ? 'before' : match[4] !== undefined ? 'skip' : 'keep';
  if (!/^[,。;:(\s]*$/.test(match[1] ?? '')) return { value: { onDayOff }, next: at };
  const end = from + match[0].length;
  const next = reader.tokens.findIndex((token) => token.start >= end);
  return { value: { onDayOff }, next: next < 0 ? reader.tokens.length : next };
}
