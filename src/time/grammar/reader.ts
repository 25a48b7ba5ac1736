import type { WorkdayCalendar } from '../time.ts';
import { dayAt, monthAt, wallOf, yearAt, type Wall } from '../wall.ts';
import type { Kind } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** What the rules of the grammar read from. */
export interface Reader {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** When it is said. */
  readonly ref: Wall;
  /** Partial dates (周五, 15号, 3月) mean the first at or after this; `ref`, or the start of the range being read. */
  readonly anchor: Wall;
  readonly calendar: WorkdayCalendar;
  readonly prefers: 'future' | 'past';
}

/** What a rule read, and the token it stopped before. */
export interface Parsed<T> {
  readonly value: T;
  readonly next: number;
}

type Grain = 'point' | 'part' | 'day' | 'week' | 'weekend' | 'month' | 'quarter' | 'year' | 'stretch';

/** A piece of the calendar, half-open; a point where both ends are equal. */
export interface Span {
  readonly start: Wall;
  readonly end: Wall;
  readonly grain: Grain;
  readonly vague: boolean;
  /** A festival: 国庆节前 does not include it. */
  readonly isFestival?: boolean;
  /** A weekday without its week: once its hour is over today, the next week's is meant. */
  readonly isBareWeekday?: boolean;
}

export function is(reader: Reader, at: number, kind: Kind, name?: string): boolean {
  const token = reader.tokens[at];
  return token !== undefined && token.kind === kind && (name === undefined || token.name === name);
}

export function isUnit(reader: Reader, at: number, ...names: readonly string[]): boolean {
  const token = reader.tokens[at];
  return token?.kind === 'unit' && names.includes(token.name);
}

/** Passes over words of the given kinds, any number of them. */
export function skip(reader: Reader, at: number, ...kinds: readonly Kind[]): number {
  let next = at;
  while (kinds.some((kind) => is(reader, next, kind))) next += 1;
  return next;
}

/** The figure at `at`, when it is a whole number within the bounds. */
export function wholeAt(reader: Reader, at: number, least: number, most: number): number | undefined {
  const token = reader.tokens[at];
  if (token?.kind !== 'number' || !Number.isInteger(token.value) || token.value < least || token.value > most) return undefined;
  return token.value;
}

/** 9 in 9-11点, 3 in 3到5号: a bare number that takes the unit of the end of its range. */
export function borrowsUnit(reader: Reader, at: number, ...units: readonly string[]): boolean {
  return is(reader, at + 1, 'to') && is(reader, at + 2, 'number') && isUnit(reader, at + 3, ...units);
}

export function daySpan(start: Wall, days = 1, vague = false): Span {
  return { start, end: start + days * 86_400_000, grain: days === 1 ? 'day' : 'stretch', vague };
}

export function monthSpan(year: number, month: number): Span {
  return { start: wallOf(year, month), end: wallOf(year, month + 1), grain: 'month', vague: false };
}

export function yearSpan(year: number): Span {
  return { start: wallOf(year, 1), end: wallOf(year + 1, 1), grain: 'year', vague: false };
}

/** A solar date, `undefined` where the month has no such day. */
export function solarDay(year: number, month: number, day: number): Span | undefined {
  const start = wallOf(year, month, day);
  return monthAt(start) === month && dayAt(start) === day && yearAt(start) === year ? daySpan(start) : undefined;
}

/** In a report the last such date that has begun is meant; within a range only its start is looked for backwards. */
export function isPastMeant(reader: Reader): boolean {
  return reader.prefers === 'past' && reader.anchor === reader.ref;
}
