import type { Word } from './lexicon.ts';

/** Something written in figures: its words (a date glued to a clock gives one at a time) and its length. */
export interface Literal {
  readonly word: Word;
  readonly length: number;
  readonly fields: readonly number[];
}

interface Pattern {
  readonly kind: 'date' | 'clock' | 'monthDay';
  readonly regex: RegExp;
  readonly read: (groups: readonly number[], raw: RegExpExecArray) => readonly number[] | undefined;
}

const AFTER_MONTH_DAY = String.raw`(?=\s*(?:$|[(,]|周|星期|礼拜|上午|下午|早|晚|中午|凌晨|\d{1,2}[:点时]|[-~到至]+\s*\d{1,2}[-/.]\d))`;
const UNIT_BEHIND = String.raw`(?!\d|\.\d|\s*(?:小时|分|秒|天|年|月|周|个|点|时|人|名|位|万|元|米|公里|岁|%|楼|倍))`;

const PATTERNS: readonly Pattern[] = [
  // 2018-12-1209:03 has its clock glued on.
  {
    kind: 'date',
    regex: /(\d{4})[-/.](\d{1,2})[-/.](\d{2}(?=\d{1,2}:\d)|\d{1,2}(?!\d))/y,
    read: ([year = 0, month = 0, day = 0]) => validDate(year, month, day),
  },
  {
    kind: 'date',
    regex: /(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})(?!\d)/y,
    read: ([first = 0, second = 0, year = 0]) => readDayMonthYear(first, second, year),
  },
  { kind: 'date', regex: /((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/y, read: ([year = 0, month = 0, day = 0]) => validDate(year, month, day) },
  { kind: 'clock', regex: /(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)(?:\s*([ap])(?:\.?m\.?)?(?![a-z]))?/y, read: readClock },
  { kind: 'clock', regex: /(\d{1,2})()()\s*([ap])\.?m\.?(?![a-z])/y, read: readClock },
  // 8.20 and 3/8 are dates only where a date is expected: before a weekday, a part of the day, another of their kind.
  {
    kind: 'monthDay',
    regex: new RegExp(String.raw`(\d{1,2})[./](\d{1,2})${UNIT_BEHIND}${AFTER_MONTH_DAY.replace('$|', '')}`, 'y'),
    read: ([month = 0, day = 0]) => validMonthDay(month, day),
  },
  {
    kind: 'monthDay',
    regex: new RegExp(String.raw`(\d{1,2})[./](\d{1,2})(?=号|日)`, 'y'),
    read: ([month = 0, day = 0]) => validMonthDay(month, day),
  },
  {
    kind: 'monthDay',
    regex: new RegExp(String.raw`(\d\d)[-/](\d\d)${UNIT_BEHIND}`, 'y'),
    read: ([month = 0, day = 0]) => validMonthDay(month, day),
  },
  {
    kind: 'monthDay',
    regex: new RegExp(String.raw`(\d{1,2})-(\d{1,2})(?=\s*(?:周|星期|[上下]午|早上|晚上|\d{1,2}:\d))`, 'y'),
    read: ([month = 0, day = 0]) => validMonthDay(month, day),
  },
];

/** `expectsDate`: a year or another month and day stands before. */
export function literalAt(text: string, at: number, expectsDate: boolean): Literal | undefined {
  for (const { kind, regex, read } of PATTERNS) {
    regex.lastIndex = at;
    const match = regex.exec(text);
    const fields = match === null ? undefined : read(match.slice(1).map(Number), match);
    if (match !== null && fields !== undefined) return { word: { kind, name: kind, value: 0 }, length: match[0].length, fields };
  }
  if (!expectsDate) return undefined;
  const plain = /^(\d{1,2})[-./](\d{1,2})(?!\d)/.exec(text.slice(at, at + 6));
  const fields = plain === null ? undefined : validMonthDay(Number(plain[1]), Number(plain[2]));
  return plain === null || fields === undefined
    ? undefined
    : { word: { kind: 'monthDay', name: 'monthDay', value: 0 }, length: plain[0].length, fields };
}

function validDate(year: number, month: number, day: number): readonly number[] | undefined {
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 31 ? [year, month, day] : undefined;
}

function validMonthDay(month: number, day: number): readonly number[] | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? [month, day] : undefined;
}

/** Day first, unless only the other order gives a date. */
function readDayMonthYear(first: number, second: number, year: number): readonly number[] | undefined {
  const full = year >= 100 ? year : year + (year >= 50 ? 1900 : 2000);
  return validDate(full, second, first) ?? validDate(full, first, second);
}

/** Hour, minute, second, 1 when the half of the day is fixed by the writing (08:30, 15:00, 3pm). */
function readClock(groups: readonly number[], raw: RegExpExecArray): readonly number[] | undefined {
  const [written = 0, minute = 0, second = 0] = groups.map((value) => (Number.isNaN(value) ? 0 : value));
  const letter = raw[4];
  if (written > 24 || minute > 59 || second > 59 || (written === 24 && minute > 0) || (letter !== undefined && written > 12))
    return undefined;
  const hour = letter === undefined ? written : (written % 12) + (letter === 'p' ? 12 : 0);
  const isFixed = letter !== undefined || written > 12 || written === 0 || /^[01]\d/.test(raw[0]);
  return [hour, minute, second, isFixed ? 1 : 0];
}
