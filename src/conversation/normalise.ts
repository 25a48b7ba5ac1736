/** Characters that are not seen but break matching: zero-width, bidi controls, variation selectors. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20E3/gu;
/** WeCom writes its own faces as words in brackets: [微笑], [玫瑰]. Pictures in mixed messages come as [图片]. */
const FACE = /\[(?!图片)[\u4e00-\u9fa5A-Za-z]{1,4}\]/gu;
/** Two to five stars in a row are a mark out of five; one is decoration, and beside a figure they repeat it. */
const STARS = /(?<![⭐🌟★])(?:[⭐🌟★]\s*){2,5}(?![⭐🌟★])/gu;
/** 元旦那几天 is the whole of the break, not its first day. */
const THOSE_DAYS = /(元旦|春节|过年|国庆|五一|清明|端午|中秋)(?:放假)?那[几两三]天/gu;
const BLANKS = '[\\s\u00A0\u2005\u3000]';

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replace(/\s+/gu, `${BLANKS}+`);
}

/**
 * Takes the bot's names out of a message: `@name` anywhere (half- or full-width @, blanks of any kind inside and after),
 * and a bare name at the very beginning when something separates it from the rest ("党群助手，…").
 * Longer names first, so that 党群助手二号 does not leave 二号.
 */
export function withoutBotName(text: string, botNames: readonly string[]): string {
  let rest = text.replace(INVISIBLE, '');
  for (const { called, leading } of patternsOf(botNames)) rest = rest.replace(called, ' ').replace(leading, '');
  return rest.trim().replace(/\s{2,}/gu, fewerBlanks);
}

/** A gap stays a gap, a line a line, a paragraph a paragraph; a thousand blanks would keep some patterns busy for minutes. */
function fewerBlanks(blanks: string): string {
  const lines = blanks.split('\n').length - 1;
  return lines === 0 ? ' ' : lines === 1 ? '\n' : '\n\n';
}

interface NamePatterns {
  readonly called: RegExp;
  readonly leading: RegExp;
}

/** By the list of names itself, which a running bot has one of. */
const patterns = new WeakMap<readonly string[], readonly NamePatterns[]>();

function patternsOf(botNames: readonly string[]): readonly NamePatterns[] {
  const known = patterns.get(botNames);
  if (known !== undefined) return known;
  const made = botNames
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .map((name) => ({
      called: new RegExp(`[@＠]${BLANKS}*${name}(?:${BLANKS}+|(?=[^\\p{L}\\p{N}_])|(?=\\p{Script=Han})|$)`, 'gu'),
      leading: new RegExp(`^${BLANKS}*${name}(?:${BLANKS}+|[，,：:。！!~～、]+)`, 'u'),
    }));
  patterns.set(botNames, made);
  return made;
}

function starsInWords(stars: string, at: number, text: string): string {
  const marked = /[分星]/u.test(text.slice(0, at) + text.slice(at + stars.length));
  return marked ? ' ' : ` ${[...stars.replace(/\s/gu, '')].length}颗星 `;
}

/** The form that is matched: NFKC, ticks and crosses as √ and ×, no faces, one line, single blanks, lower-case Latin. Length limit against floods: 2000 characters. */
export function matchable(text: string): string {
  return text
    .slice(0, 4_000)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(STARS, starsInWords)
    .replace(/[\u2705\u2611\u2714]/gu, '√')
    .replace(/[\u274C\u2716\u2717\u2718]/gu, '×')
    .replace(FACE, ' ')
    .replace(EMOJI, ' ')
    .replace(THOSE_DAYS, '$1期间')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 2_000);
}
