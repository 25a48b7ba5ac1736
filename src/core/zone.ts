import { DAY_MS, MINUTE_MS, SECOND_MS, type Instant, type LocalDate } from './clock.ts';

/** Wall-clock time of a zone. `month` 1–12, `weekday` 1 (Monday) – 7 (Sunday). */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Offsets by zone and quarter of an hour: asking Intl costs more than most of what is asked. */
const offsets = new Map<string, Map<number, number>>();
const QUARTER_MS = 15 * MINUTE_MS;
const OFFSETS_KEPT = 5_000;
/** Since then no zone has changed its offset off a quarter of an hour. */
const QUARTERS_SINCE_MS = Date.UTC(1980, 0, 1);

function wallMs(ms: number, zone: string): number {
  if (ms < QUARTERS_SINCE_MS) return askedWallMs(ms, zone);
  const quarter = Math.floor(ms / QUARTER_MS);
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  let offset = known.get(quarter);
  if (offset === undefined) {
    if (known.size >= OFFSETS_KEPT) known.clear();
    offset = askedWallMs(quarter * QUARTER_MS, zone) - quarter * QUARTER_MS;
    known.set(quarter, offset);
  }
  // Whole seconds, as Intl answers.
  return Math.floor((ms + offset) / SECOND_MS) * SECOND_MS;
}

function askedWallMs(ms: number, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(ms)) part[type] = Number(value);
  return Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  );
}

/** What the clock on the wall shows in `zone` at `instant`. */
export function localTimeOf(instant: Instant, zone: string): LocalTime {
  const wall = new Date(wallMs(Date.parse(instant), zone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    weekday: wall.getUTCDay() || 7,
  };
}

export function localDateOf(instant: Instant, zone: string): LocalDate {
  const wall = wallMs(Date.parse(instant), zone);
  const day = Math.floor(wall / DAY_MS);
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(wall).toISOString().slice(0, 10);
  if (dates.size >= DATES_KEPT) dates.clear();
  dates.set(day, date);
  return date;
}

/** Written dates by the day's number: today is asked for several times with every message. */
const dates = new Map<number, LocalDate>();
const DATES_KEPT = 5_000;

/**
 * The instant at which the wall clock of `zone` shows `date` and `time` (`HH:MM` or `HH:MM:SS`).
 * In the gap of summer time: the first instant after the gap; in a doubled hour: the first of the two.
 */
export function instantOf(date: LocalDate, time: string, zone: string): Instant {
  const wall = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  const guesses = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - (wallMs(near, zone) - near));
  const exact = guesses.filter((guess) => wallMs(guess, zone) === wall);
  const ms = exact.length > 0 ? Math.min(...exact) : endOfGap(wall, Math.min(...guesses), Math.max(...guesses), zone);
  return new Date(ms).toISOString();
}

/** The first instant whose wall time is past `wall`; the guesses lie on either side of the jump. */
function endOfGap(wall: number, before: number, after: number, zone: string): number {
  let low = before;
  let high = after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallMs(middle, zone) > wall) high = middle;
    else low = middle;
  }
  return high;
}

/** Calendar arithmetic on local dates; knows nothing of zones. */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The last day before the local end of a span (`YYYY-MM-DDTHH:MM[:SS]`): what ends at 00:00 ended the day before. */
export function lastDayOf(end: string): LocalDate {
  return new Date(Date.parse(`${end}Z`) - 1000).toISOString().slice(0, 10);
}

/** 1 (Monday) – 7 (Sunday). */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
