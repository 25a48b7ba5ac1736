import { DAY_MS } from '../../core/clock.ts';
import { holidayWall } from '../holidays.ts';
import { dateText, startOfDay, wallOf, yearAt, type Wall } from '../wall.ts';
import { NEXT_HOLIDAY } from './lexicon.ts';
import { daySpan, is, type Parsed, type Reader, type Span } from './reader.ts';

const STATUTORY = ['元旦', '春节', '清明', '劳动节', '端午节', '中秋节', '国庆节'];

/** Days before the festival and days in all, as the notices since 2025 give them. */
const USUAL_BREAKS: Readonly<Record<string, { readonly before: number; readonly days: number }>> = {
  春节: { before: 1, days: 8 },
  劳动节: { before: 0, days: 5 },
  国庆节: { before: 0, days: 7 },
};

/** A festival of the year; 国庆假期 is the whole break, where its table is known. */
export function readFestivalIn(reader: Reader, at: number, year: number): Parsed<Span> | undefined {
  const token = reader.tokens[at];
  if (token?.kind !== 'holiday') return undefined;
  const name = token.name === NEXT_HOLIDAY ? nearestHoliday(reader, reader.anchor) : token.name;
  const day = name === undefined || (token.name === NEXT_HOLIDAY && yearAt(reader.anchor) > year) ? undefined : holidayWall(name, year);
  if (day === undefined || name === undefined) return undefined;
  const isBreak = /(?:假期|期间|长假|黄金周)$/.test(token.text) || token.name === NEXT_HOLIDAY || is(reader, at + 1, 'dayOff');
  const next = is(reader, at + 1, 'dayOff') ? at + 2 : at + 1;
  return { value: { ...(isBreak ? breakOf(reader, name, day) : daySpan(day)), isFestival: true }, next };
}

/** The days off around a festival; the festival alone where no table tells. */
function breakOf(reader: Reader, name: string, day: Wall): Span {
  const range = reader.calendar.holidayRange(name, yearAt(day));
  if (range === undefined) return guessedBreak(name, day);
  const start = Date.parse(range.first);
  return daySpan(start, (Date.parse(range.last) - start) / DAY_MS + 1);
}

/** The usual break; vague, for no notice tells. */
function guessedBreak(name: string, day: Wall): Span {
  const { before, days } = USUAL_BREAKS[name] ?? { before: 0, days: 1 };
  return { ...daySpan(day - before * DAY_MS, days), vague: days > 1 };
}

/** The name of the festival whose break holds `from` or comes next. */
function nearestHoliday(reader: Reader, from: Wall): string | undefined {
  const today = startOfDay(from);
  const candidates = [yearAt(from), yearAt(from) + 1].flatMap((year) =>
    STATUTORY.map((name) => ({ name, span: breakOf(reader, name, holidayWall(name, year) ?? wallOf(year, 1)) })),
  );
  const open = candidates.filter(({ span }) => span.end > today).toSorted((left, right) => left.span.start - right.span.start);
  return open[0]?.name;
}

/** The break a festival day belongs to, for 国庆节后: behind the last day off. */
export function breakAround(reader: Reader, span: Span): Span {
  const name =
    reader.calendar.holidayName(dateText(span.start)) ?? STATUTORY.find((known) => holidayWall(known, yearAt(span.start)) === span.start);
  return name === undefined ? span : { ...breakOf(reader, name.split('、')[0] ?? name, span.start), isFestival: true };
}
