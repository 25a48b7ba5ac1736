import { parseChineseNumber } from '../../../core/zh/numbers.ts';

export interface SaidCapacity {
  /** null = unlimited. */
  readonly capacity?: number | null;
  /** Places more (+) or fewer (−) than now. */
  readonly delta?: number;
  readonly span?: { readonly start: number; readonly end: number };
}

const NUMERAL = '\\d{1,4}|[一二两三四五六七八九十百]{1,5}';
const UNLIMITED = /(?:不限|没有?限制?|不限制)(?:报名)?(?:人数|名额|人)?|(?:人数|名额)(?:不限|不封顶|没限制|放开)|随便报|有多少算多少/u;
const HEADS = '(?:个|名)?\\s*(?:人|名额|座位|座|位子|位置|位|席|名|份)';
const MORE = new RegExp(
  `(?:再|多|加|增加|追加|扩|扩充|增|添|放|放开|开)(?:加|放|添|开|招|要|增|来|给|多|出)*\\s*(${NUMERAL})\\s*${HEADS}?`,
  'u',
);
const FEWER = new RegExp(`(?:减少?|少|砍掉?|去掉|压缩)(?:掉|放|招|了)*\\s*(${NUMERAL})\\s*${HEADS}?`, 'u');
const LABELLED = new RegExp(
  `(?:限制?|最多|名额|人数|上限|满员|总数|规模)\\s*(?:报|为|是|到|在|改成|改为|改到|调到|调成|调整到|增加到|加到|扩到|减到|减少到|控制在|定|[:：])*\\s*(${NUMERAL})\\s*(?:${HEADS})?`,
  'u',
);
const TO = new RegExp(
  `(?:改成|改为|改到|调到|调成|调整到|增加到|加到|扩到|扩大到|减到|减少到|变成|放宽到|放到)\\s*(${NUMERAL})\\s*${HEADS}`,
  'u',
);
const PLAIN = new RegExp(
  `(?:每?车?坐)?(${NUMERAL})\\s*(?:个人|名额|个名额|人|座位|个座|座|个位子|个位置|位|席|名)(?!都|会|民|员|工|大|以前)`,
  'u',
);

/** How many places. `text` has its times already replaced by commas. */
export function readCapacity(text: string): SaidCapacity {
  const unlimited = UNLIMITED.exec(text);
  if (unlimited !== null) return { capacity: null, span: spanOf(unlimited) };
  for (const pattern of [LABELLED, TO]) {
    const value = numberIn(pattern.exec(text));
    if (value !== undefined) return { capacity: value.number, span: value.span };
  }
  const more = numberIn(MORE.exec(text));
  if (more !== undefined) return { delta: more.number, span: more.span };
  const fewer = numberIn(FEWER.exec(text));
  if (fewer !== undefined) return { delta: -fewer.number, span: fewer.span };
  const plain = numberIn(PLAIN.exec(text));
  return plain === undefined ? {} : { capacity: plain.number, span: plain.span };
}

function numberIn(match: RegExpExecArray | null): { number: number; span: { start: number; end: number } } | undefined {
  const number = match?.[1] === undefined ? undefined : parseChineseNumber(match[1]);
  return match === null || number === undefined || number < 1 ? undefined : { number, span: spanOf(match) };
}

function spanOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}
