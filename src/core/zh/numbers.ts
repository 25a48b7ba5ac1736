/** A number written in a text: `text.slice(start, end)` are its characters. */
export interface FoundNumber {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };
const SHORT_TENS: Readonly<Record<string, number>> = { 廿: 20, 卅: 30 };

/** Words in which a numeral does not count anything: 一起 is not one. */
const IDIOM = /一(?:起|下|些|定|样|共|直|般|旦|律|切|致|线|卡通|把手)|统一|之一|唯一|万一|第一书记|进一步|十分|三会一课|两学一做|四史/y;
const WRITTEN =
  /[\d０-９]+(?:[,，](?=[\d０-９]{3}))?[\d０-９]*(?:[.．][\d０-９]+)?[百千万亿]*|[零〇○一二两兩三四五六七八九十百千万亿廿卅]+(?:点[零〇一二三四五六七八九]+(?=倍|个|元|万|亿|分|小时|天))?|半/y;

const BEGINS = /[\d０-９零〇○一二两兩三四五六七八九十百千万亿廿卅半统之唯第进]/g;

function foldDigits(text: string): string {
  return text.replace(/[０-９．，]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

/**
 * The value of a number in digits (also full-width, `1,200`, `1.5万`) or Chinese numerals: 十二, 两百, 一百零五, 一百五 (150),
 * 廿三, 二〇二六 (digit by digit), 零五, 三点五, 半 (0.5). `undefined` for anything else.
 */
export function parseChineseNumber(text: string): number | undefined {
  const word = foldDigits(text.trim());
  if (word === '半') return 0.5;
  const western = /^(\d[\d,]*(?:\.\d+)?)([百千万亿]*)$/.exec(word);
  if (western !== null) {
    return [...(western[2] ?? '')].reduce((value, scale) => value * (SCALES[scale] ?? 1), Number(western[1]?.replaceAll(',', '')));
  }
  const [whole = '', fraction, ...rest] = word.split('点');
  if (rest.length > 0) return undefined;
  const value = parseWhole(whole);
  if (value === undefined || fraction === undefined) return value;
  const decimals = [...fraction].map((char) => DIGITS[char]);
  return decimals.length === 0 || decimals.includes(undefined) ? undefined : Number(`${value}.${decimals.join('')}`);
}

function parseWhole(word: string): number | undefined {
  if (word === '') return undefined;
  const digits = [...word].map((char) => DIGITS[char]);
  return digits.includes(undefined) ? parseScaled(word) : Number(digits.join(''));
}

/** 一百零五 and its like: digits times scales, each scale of a section smaller than the one before. */
function parseScaled(word: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let scaleBefore = 0;
  let afterZero = false;
  for (const char of word) {
    const scale = SCALES[char];
    const plain = DIGITS[char];
    if (SHORT_TENS[char] !== undefined) {
      if (digit !== undefined || scaleBefore === 10) return undefined;
      section += SHORT_TENS[char];
      scaleBefore = 10;
    } else if (plain === 0) {
      if (digit !== undefined) return undefined;
      afterZero = true;
    } else if (plain !== undefined) {
      if (digit !== undefined) return undefined;
      digit = plain;
    } else if (scale === undefined) {
      return undefined;
    } else if (scale >= 10_000) {
      const amount = section + (digit ?? 0);
      if (amount === 0) return undefined;
      total += amount * scale;
      section = 0;
      digit = undefined;
      scaleBefore = scale;
      afterZero = false;
    } else {
      if (scaleBefore < 10_000 && scaleBefore > 0 && scale >= scaleBefore) return undefined;
      if (digit === undefined && scale !== 10) return undefined;
      section += (digit ?? 1) * scale;
      digit = undefined;
      scaleBefore = scale;
      afterZero = false;
    }
  }
  // 一百五 is 150, 一百零五 is 105.
  const lastScale = afterZero || scaleBefore <= 10 ? 1 : scaleBefore / 10;
  return total + section + (digit ?? 0) * lastScale;
}

/** All numbers of a text in its order; idioms such as 一起 or 统一 are passed over. */
export function findNumbers(text: string): readonly FoundNumber[] {
  const found: FoundNumber[] = [];
  for (let at = placeFrom(text, 0); at < text.length; at = placeFrom(text, at)) {
    IDIOM.lastIndex = at;
    WRITTEN.lastIndex = at;
    const idiom = IDIOM.exec(text);
    const written = idiom === null ? WRITTEN.exec(text) : null;
    const value = written === null ? undefined : parseChineseNumber(written[0]);
    if (written !== null && value !== undefined) found.push({ value, start: at, end: at + written[0].length });
    at += idiom?.[0].length ?? written?.[0].length ?? 1;
  }
  return found;
}

/** The next place where a number or an idiom can begin: most of a text is neither, and is passed over at one look. */
function placeFrom(text: string, at: number): number {
  BEGINS.lastIndex = at;
  return BEGINS.exec(text)?.index ?? text.length;
}
