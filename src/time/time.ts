import type { Instant, LocalDate } from '../core/clock.ts';

/** Wall-clock time without a zone, `YYYY-MM-DDTHH:MM:SS`. */
export type LocalDateTime = string;

/**
 * A repeated plan. `byDay` 1 (Monday) – 7 (Sunday); `time` and `endTime` `HH:MM`; `minute` for hourly rules.
 * `workday` means a working day of the official calendar (调休 included).
 * `onDayOff` says what happens when a day/week/month occurrence falls on a statutory day off: keep it (default), skip it,
 * or move it to the workday before or after.
 */
export interface Recurrence {
  readonly freq: 'second' | 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'month' | 'year';
  readonly interval: number;
  readonly byDay?: readonly number[];
  /** 1–31, or -1 for the last day of the month, -2 for the one before. */
  readonly byMonthDay?: readonly number[];
  readonly byMonth?: readonly number[];
  /**
   * With `month`: which of the days in `byDay`, or which workday when `byDay` is absent; 1 = first, -1 = last
   * (每月第一个周三, 每月最后一个工作日).
   */
  readonly nth?: number;
  readonly time?: string;
  readonly endTime?: string;
  readonly minute?: number;
  readonly holiday?: string;
  readonly onDayOff?: 'keep' | 'skip' | 'before' | 'after';
  /** First local date on which it may happen; anchors `interval` > 1. */
  readonly startsOn?: LocalDate;
  /** Last local date on which it may happen. */
  readonly endsOn?: LocalDate;
}

export type TimeMeaning =
  | { readonly kind: 'instant'; readonly at: LocalDateTime }
  | { readonly kind: 'date'; readonly date: LocalDate }
  /** Half-open; null = open. */
  | { readonly kind: 'range'; readonly start: LocalDateTime | null; readonly end: LocalDateTime | null }
  | { readonly kind: 'recurring'; readonly rule: Recurrence }
  | { readonly kind: 'duration'; readonly seconds: number }
  | { readonly kind: 'workdays'; readonly workdays: number };

/** One time expression found in a text: `text.slice(start, end)` are its words. */
export interface FoundTime {
  readonly meaning: TimeMeaning;
  readonly start: number;
  readonly end: number;
  /** The clock time was guessed from a day part ("上午") or the half of the day was open ("三点"). */
  readonly vague: boolean;
}

/** A date that no year has, as it was written (2月30号), and its place with what goes with it (2月30号下午3点). */
export interface ImpossibleDate {
  readonly date: string;
  readonly start: number;
  readonly end: number;
}

/** Which days are worked. `undefined` for a year without a table: callers fall back to Monday–Friday and say so. */
export interface WorkdayCalendar {
  isWorkday(date: LocalDate): boolean | undefined;
  /** Name of the statutory holiday of that day off, e.g. 国庆节. */
  holidayName(date: LocalDate): string | undefined;
  /** First day off of a named holiday in a year, e.g. ('国庆节', 2026) → 2026-10-01. */
  holidayRange(name: string, year: number): { readonly first: LocalDate; readonly last: LocalDate } | undefined;
}

/** What a time expression is read against. */
export interface TimeContext {
  readonly now: Instant;
  readonly zone: string;
  readonly calendar: WorkdayCalendar;
  /** Which 四月, 15号 or 周五 is meant: the next (default; plans), or the last (reports, points, what has been). */
  readonly prefers?: 'future' | 'past';
  /** A question is open, so a bare 12号 may answer it; said out of the blue it is a bus or a room as well. */
  readonly isAnswer?: boolean;
}
