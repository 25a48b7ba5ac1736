import { DAY_MS } from '../../core/clock.ts';
import { startOfDay, startOfWeek, weekdayAt, type Wall } from '../wall.ts';
import { daySpan, is, isPastMeant, isUnit, skip, type Parsed, type Reader, type Span } from './reader.ts';
import { readPlace } from './places.ts';

/** The weekday after 周: 一 to 六, 日, 天, 1 to 7. Behind it must not stand what makes it a count (周一次). */
export function readWeekdayName(reader: Reader, at: number): Parsed<number> | undefined {
  const token = reader.tokens[at];
  if (token?.kind === 'unit' && token.name === 'day' && token.text !== '号') return { value: 7, next: at + 1 };
  if (token?.kind !== 'number' || token.text.length !== 1 || token.value < 1 || token.value > 7) return undefined;
  if (isUnit(reader, at + 1, 'count')) return undefined;
  return { value: token.value, next: at + 1 };
}

/** 周三, 星期三, also behind 下周 (下周周三). */
export function readWeekday(reader: Reader, at: number): Parsed<number> | undefined {
  return isUnit(reader, at, 'week') ? readWeekdayName(reader, at + 1) : undefined;
}

/** 周三, 下周三, 下个星期的周三, 这周, 周末, 下周末, 周六周日. */
export function readWeek(reader: Reader, at: number): Parsed<Span> | undefined {
  const place = readPlace(reader, at, 'week', 'weekend');
  if (place === undefined) return readBareWeekday(reader, at);
  const monday = startOfWeek(reader.ref) + place.value * 7 * DAY_MS;
  if (is(reader, place.next, 'weekend')) return { value: weekendOf(monday), next: place.next + 1 };
  const behind = place.next + 1;
  const again = skip(reader, behind, 'of');
  const weekday = readWeekdayName(reader, behind) ?? readWeekday(reader, again);
  if (weekday !== undefined) return withSunday(reader, { value: daySpan(monday + (weekday.value - 1) * DAY_MS), next: weekday.next });
  if (is(reader, again, 'weekend')) return { value: weekendOf(monday), next: again + 1 };
  const edge = reader.tokens[behind];
  // 下周初 and 下周末 have days of their own; a bare 初 may belong to the next word.
  if (edge?.kind === 'edge' && edge.name === 'start') return { value: { ...daySpan(monday, 2, true) }, next: behind + 1 };
  if (edge?.kind === 'edge' && edge.name === 'end') return { value: weekendOf(monday), next: behind + 1 };
  return { value: { start: monday, end: monday + 7 * DAY_MS, grain: 'week', vague: false }, next: behind };
}

function readBareWeekday(reader: Reader, at: number): Parsed<Span> | undefined {
  if (is(reader, at, 'weekend')) return { value: weekendOf(startOfWeek(reader.anchor)), next: at + 1 };
  const weekday = readWeekday(reader, at);
  if (weekday === undefined) return undefined;
  return withSunday(reader, { value: bareWeekday(reader, weekday.value), next: weekday.next });
}

function bareWeekday(reader: Reader, weekday: number): Span {
  const isPast = isPastMeant(reader);
  const day = nextWeekday(isPast ? reader.anchor - 6 * DAY_MS : reader.anchor, weekday);
  return { ...daySpan(day), isBareWeekday: !isPast };
}

/** The first such weekday at or after a day. */
export function nextWeekday(from: Wall, weekday: number): Wall {
  return startOfDay(from) + ((weekday - weekdayAt(from) + 7) % 7) * DAY_MS;
}

/** 周六日 and 周六周日 are one weekend. */
function withSunday(reader: Reader, saturday: Parsed<Span>): Parsed<Span> {
  if (weekdayAt(saturday.value.start) !== 6) return saturday;
  const joint = skip(reader, saturday.next, 'and');
  const name = joint === saturday.next ? readWeekdayName(reader, joint) : undefined;
  const sunday = name ?? readWeekday(reader, joint);
  if (sunday?.value !== 7 || reader.tokens[joint]?.text === '天') return saturday;
  return { value: { ...saturday.value, end: saturday.value.start + 2 * DAY_MS, grain: 'weekend' }, next: sunday.next };
}

function weekendOf(monday: Wall): Span {
  return { start: monday + 5 * DAY_MS, end: monday + 7 * DAY_MS, grain: 'weekend', vague: false };
}
