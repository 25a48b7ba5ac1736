import { parseChineseNumber } from '../../core/zh/numbers.ts';
import { isBlocked } from './blocked.ts';
import { fold } from './fold.ts';
import type { Word } from './lexicon.ts';
import { Signs } from './signs.ts';
import { beginnings, longestWord } from './words.ts';
import { literalAt } from './literals.ts';

/** One word of the text; `fields` are the figures of a literal date or clock. `spaced`: white space stands before it. */
export interface Token extends Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly spaced: boolean;
  readonly fields: readonly number[];
}

const DIGITS = /\d+(?:\.\d+)?/y;
/** The characters of numbers. */
export const FIGURES = '0123456789零〇一二两三四五六七八九十百千万廿卅';
/** No number of a time is longer; a run of thousands must not be tried at every length. */
const NUMERALS = /[零〇一二两三四五六七八九十百千万廿卅]{1,12}/y;
/** Every other Han character is a word without meaning for time, which one look tells. */
const MEANT = new Signs([...beginnings(() => true), ...FIGURES]);
const WEEK = /(?:周|星期|礼拜)$/;
const ABOUT = /^(?:天|个|小时|周|星期|礼拜|分钟|秒|次|人|名)/;
/** Behind 五一 these make it a number. */
const COUNTED = /^(?:[点月日号年个人名位天时分元块度%]|班)/;
/** The hour, day or count at the end of numerals glued to weekdays: 周一三五十点. */
const LAST_NUMBER = /(?:二?十[一二三四五六七八九]?|[零〇一二两三四五六七八九])$/;

/** The text as words. Characters without meaning for time become `other`, white space is dropped. */
export function tokenize(text: string): readonly Token[] {
  const folded = fold(text);
  const tokens: Token[] = [];
  let at = 0;
  let spaced = false;
  const push = (words: readonly Word[], length: number, fields: readonly number[] = []): void => {
    for (const word of words) tokens.push({ ...word, text: folded.slice(at, at + length), start: at, end: at + length, spaced, fields });
    at += length;
    spaced = false;
  };
  while (at < folded.length) {
    const code = folded.charCodeAt(at);
    if (code >= 0x4e00 && code <= 0x9fff && !MEANT.has(code)) {
      push([{ kind: 'other', name: folded.charAt(at), value: 0 }], 1);
      continue;
    }
    if (/\s/.test(folded.charAt(at))) {
      at += 1;
      spaced = true;
      continue;
    }
    const literal = isDigit(folded.charAt(at)) ? literalAt(folded, at, expectsDate(tokens)) : undefined;
    if (literal !== undefined) {
      push([literal.word], literal.length, literal.fields);
      continue;
    }
    const found = longestWord(folded, at, (word) => !isBlocked(word, folded.slice(at + word.length), tokens));
    const numbers = numbersAt(folded, at, tokens);
    const numbersLength = numbers.reduce((sum, number) => sum + number.length, 0);
    const isFestival =
      found?.parts[0]?.kind === 'holiday' && found.word.length >= numbersLength && !COUNTED.test(folded.slice(at + found.word.length));
    const isWeekdayName = numbers.length > 0 && found?.parts[0]?.kind !== 'once' && WEEK.test(tokens.at(-1)?.text ?? '');
    if (isWeekdayName || (numbers.length > 0 && numbersLength >= (found?.word.length ?? 0) && !isFestival)) {
      for (const number of numbers)
        push([{ kind: 'number', name: number, value: valueOf(number, folded.slice(at + number.length)) }], number.length);
    } else if (found !== undefined) {
      push(found.parts, found.word.length);
    } else {
      push([{ kind: 'other', name: folded.charAt(at), value: 0 }], 1);
    }
  }
  return tokens;
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

function expectsDate(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  return (
    last?.kind === 'year' || (last?.kind === 'to' && before?.kind === 'monthDay') || (last?.name === '年' && before?.kind === 'number')
  );
}

function numbersAt(text: string, at: number, tokens: readonly Token[]): readonly string[] {
  DIGITS.lastIndex = at;
  const digits = DIGITS.exec(text)?.[0];
  if (digits !== undefined) return splitDigits(digits, text.slice(at + digits.length));
  NUMERALS.lastIndex = at;
  const run = NUMERALS.exec(text)?.[0] ?? '';
  if (run === '') return [];
  const last = tokens.at(-1);
  if (last !== undefined && WEEK.test(last.text)) return splitWeekdays(run, text.slice(at + run.length));
  for (let length = run.length; length > 0; length -= 1) {
    if (parseChineseNumber(run.slice(0, length)) !== undefined) return [run.slice(0, length)];
  }
  return [];
}

/** Two digits side by side before a unit of length are a guess, and the greater one counts: 两三天. */
function valueOf(number: string, rest: string): number {
  const isGuess = /^[一二两三四五六七八九]{2}$/.test(number) && ABOUT.test(rest);
  return parseChineseNumber(isGuess ? number.slice(1) : number) ?? Number.NaN;
}

/** 2016年6月2911:30: the day in front of a clock. */
function splitDigits(digits: string, rest: string): readonly string[] {
  if (digits.length < 3 || digits.length > 4 || !/^:\d\d/.test(rest)) return [digits];
  return [digits.slice(0, -2)];
}

/** 周一三五 are three days, 周一八点 a day and an hour. */
function splitWeekdays(run: string, rest: string): readonly string[] {
  const first = run.slice(0, 1);
  const tail = run.slice(1);
  const number = /^(?:点|时|号|日|个|次|人)/.test(rest) ? (LAST_NUMBER.exec(tail)?.[0] ?? '') : '';
  const days = tail.slice(0, tail.length - number.length);
  return [first, ...days, ...(number === '' ? [] : [number])];
}
