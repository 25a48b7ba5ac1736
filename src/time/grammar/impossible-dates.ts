import { readAnchored } from './bounds.ts';
import { readDay } from './days.ts';
import { isUnit, skip, wholeAt, type Reader } from './reader.ts';

/** The longest that each month gets, in any year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * 2月30号下午3点, 2026年13月5日: where the date ends and where what goes with it does, else undefined. It must not be read as the 30th
 * of some other month, which nobody said, nor its hour as one of today; whoever wrote it is asked when.
 */
export function readImpossibleDate(reader: Reader, at: number): { readonly dateEnds: number; readonly next: number } | undefined {
  const begin = isUnit(reader, at + 1, 'year') ? skip(reader, at + 2, 'of') : at;
  const month = wholeAt(reader, begin, 0, 99);
  const day = wholeAt(reader, begin + 2, 0, 99);
  if (month === undefined || day === undefined || !isUnit(reader, begin + 1, 'month') || !isUnit(reader, begin + 3, 'day'))
    return undefined;
  if (day >= 1 && day <= (DAYS[month - 1] ?? 0)) return undefined;
  const dateEnds = begin + 4;
  const behind = skip(reader, dateEnds, 'of', 'comma');
  const hour = readDay(reader, behind) === undefined ? readAnchored(reader, behind) : undefined;
  return { dateEnds, next: hour?.next ?? dateEnds };
}
