import { lunarDateOf, lunarDay, lunarMonth } from '../lunar.ts';
import { wallOf, type Wall } from '../wall.ts';
import { daySpan, is, isUnit, skip, wholeAt, type Parsed, type Reader, type Span } from './reader.ts';

/** 农历八月十五, 五月初五, 十一月廿九, 正月, 闰四月: said to be lunar by 农历 or by words only the lunar calendar has. */
export function readLunarIn(reader: Reader, at: number, year: number): Parsed<Span> | undefined {
  const begin = is(reader, at, 'lunar') && reader.tokens[at]?.value === 0 ? skip(reader, at + 1, 'of') : at;
  const place = readThisMonth(reader, begin);
  const isLeap = is(reader, begin, 'leap');
  const named = reader.tokens[begin];
  const monthAtToken = isLeap ? begin + 1 : begin;
  const month = named?.kind === 'lunar' && named.value > 0 ? named.value : (place ?? wholeAt(reader, monthAtToken, 1, 12));
  if (month === undefined) return undefined;
  const isNamed = named?.kind === 'lunar' && named.value > 0;
  if (!isNamed && !isUnit(reader, monthAtToken + 1, 'month')) return undefined;
  const behind = isNamed ? begin + 1 : monthAtToken + 2;
  const day = readLunarDay(reader, behind);
  if (begin === at && !isNamed && !isLeap && day?.value.isLunarWord !== true) return undefined;
  if (day !== undefined) return lunarSpan(lunarDay(year, month, day.value.day, isLeap), day.next);
  const span = lunarMonth(year, month, isLeap);
  if (span === undefined) return undefined;
  const whole: Span = { ...span, grain: 'month', vague: false };
  if (is(reader, behind, 'edge', 'start'))
    return { value: { ...whole, end: span.start + 10 * 86_400_000, grain: 'stretch', vague: true }, next: behind + 1 };
  return { value: whole, next: behind };
}

/** 本月初一: the lunar month at hand. */
function readThisMonth(reader: Reader, at: number): number | undefined {
  return is(reader, at, 'this') && isUnit(reader, at + 1, 'month') ? lunarDateOf(reader.ref).month : undefined;
}

function readLunarDay(reader: Reader, at: number): Parsed<{ day: number; isLunarWord: boolean }> | undefined {
  const token = reader.tokens[at];
  if (token?.kind === 'edge' && token.text === '初') {
    const day = wholeAt(reader, at + 1, 1, 10);
    return day === undefined ? undefined : { value: { day, isLunarWord: true }, next: at + 2 };
  }
  const day = wholeAt(reader, at, 1, 30);
  if (day === undefined || token === undefined) return undefined;
  const isUnitBehind = isUnit(reader, at + 1, 'day');
  return { value: { day, isLunarWord: token.text.startsWith('廿') && !isUnitBehind }, next: isUnitBehind ? at + 2 : at + 1 };
}

function lunarSpan(day: Wall | undefined, next: number): Parsed<Span> | undefined {
  return day === undefined || day < wallOf(1900, 1) ? undefined : { value: daySpan(day), next };
}
