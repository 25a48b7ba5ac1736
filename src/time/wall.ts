import { DAY_MS, type Instant, type LocalDate } from '../core/clock.ts';
import { localTimeOf } from '../core/zone.ts';
import type { LocalDateTime } from './time.ts';

/** What a clock on the wall shows, as milliseconds; arithmetic on it knows nothing of zones. Never an instant. */
export type Wall = number;

export function wallOf(year: number, month: number, day = 1, minutes = 0): Wall {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() + minutes * 60_000;
}

export function wallAt(instant: Instant, zone: string): Wall {
  const { year, month, day, hour, minute, second } = localTimeOf(instant, zone);
  return wallOf(year, month, day, hour * 60 + minute) + second * 1000;
}

export function startOfDay(wall: Wall): Wall {
  return Math.floor(wall / DAY_MS) * DAY_MS;
}

/** Monday, 00:00. */
export function startOfWeek(wall: Wall): Wall {
  return startOfDay(wall) - (weekdayAt(wall) - 1) * DAY_MS;
}

export function startOfMonth(wall: Wall): Wall {
  return wallOf(yearAt(wall), monthAt(wall));
}

export function yearAt(wall: Wall): number {
  return new Date(wall).getUTCFullYear();
}

export function monthAt(wall: Wall): number {
  return new Date(wall).getUTCMonth() + 1;
}

export function dayAt(wall: Wall): number {
  return new Date(wall).getUTCDate();
}

/** 1 (Monday) – 7 (Sunday). */
export function weekdayAt(wall: Wall): number {
  return new Date(wall).getUTCDay() || 7;
}

function daysInMonth(year: number, month: number): number {
  return dayAt(wallOf(year, month + 1, 0));
}

/** The same day and time some months on; the last day of the month where that day does not exist. */
export function addMonths(wall: Wall, months: number): Wall {
  const first = new Date(wallOf(yearAt(wall), monthAt(wall) + months));
  const length = daysInMonth(first.getUTCFullYear(), first.getUTCMonth() + 1);
  return first.getTime() + (Math.min(dayAt(wall), length) - 1) * DAY_MS + (wall - startOfDay(wall));
}

export function dateText(wall: Wall): LocalDate {
  return new Date(wall).toISOString().slice(0, 10);
}

export function dateTimeText(wall: Wall): LocalDateTime {
  return new Date(wall).toISOString().slice(0, 19);
}
