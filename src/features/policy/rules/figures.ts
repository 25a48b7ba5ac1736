import { parseChineseNumber } from '../../../core/zh/numbers.ts';

/** What a figure allows: exactly so much, no more, no less. */
export type Bound = 'exact' | 'atMost' | 'atLeast';

/** A figure of a rule with what it measures: 15 日内 is at most 15 days, 半年 6 months, 每季度一次 4 times a year. */
export interface Figure {
  readonly kind: string;
  readonly value: number;
  readonly bound: Bound;
  /** It says for whom or from when something holds (满10年的, 5000元以上的), not how much. */
  readonly isCondition: boolean;
  /** Words that stand inside it (每月检查一次) and are none of it. */
  readonly within: string;
  readonly start: number;
  readonly end: number;
}

const NUMBER = String.raw`(?:\d+(?:,\d{3})*(?:\.\d+)?[百千万亿]?|[零一二两三四五六七八九十百千万]+|半)`;

/** Unit → what it measures, in how many of the smallest. Years and months are no days: a month has no fixed number of them. */
const UNITS: Readonly<Record<string, readonly [kind: string, factor: number]>> = {
  个工作日: ['工作日', 1],
  工作日: ['工作日', 1],
  个自然日: ['日', 1],
  个日历日: ['日', 1],
  天: ['日', 1],
  日: ['日', 1],
  个星期: ['日', 7],
  周: ['日', 7],
  个月: ['月', 1],
  个季度: ['月', 3],
  年: ['月', 12],
  小时: ['分钟', 60],
  个小时: ['分钟', 60],
  分钟: ['分钟', 1],
  元: ['元', 1],
  '%': ['%', 1],
  '％': ['%', 1],
  倍: ['倍', 1],
  次: ['次', 1],
  人: ['人', 1],
  名: ['人', 1],
  周岁: ['岁', 1],
  岁: ['岁', 1],
  度: ['度', 1],
  '℃': ['度', 1],
  公里: ['米', 1000],
  米: ['米', 1],
  平方米: ['平方米', 1],
  公斤: ['公斤', 1],
  份: ['份', 1],
  双: ['双', 1],
  套: ['套', 1],
  件: ['件', 1],
  具: ['件', 1],
  学时: ['学时', 1],
  课时: ['学时', 1],
  分: ['分', 1],
};

const UNIT = Object.keys(UNITS)
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const BEFORE = String.raw`不得低于|不得少于|不得超过|不低于|不少于|不超过|不高于|不多于|至少|最少|最低|至多|最多|最长|最高|不满|未满|不足|年满|满|超过|高于|低于|大于|小于|少于|[第每]`;
const COUNTED = new RegExp(
  String.raw`(?<before>${BEFORE})?\s*(?<number>${NUMBER})\s*(?<unit>${UNIT})(?!级|间|房|制|度)(?<after>以内|之内|内|及以上|以上|及以下|以下)?`,
  'gu',
);
const SHARE = new RegExp(String.raw`百分之(?<number>${NUMBER})`, 'gu');
const OFTEN = new RegExp(
  String.raw`每(?<every>${NUMBER})?(?<period>半年|年度|年|个?季度|个?月|周|个?星期|天|日)(?:至少|不少于|不超过|最多)?(?<within>[^，。；、\d]{0,8}?)(?<times>${NUMBER})次`,
  'gu',
);
const CLOCK =
  /(?<half>上午|下午|早上|晚上|中午|凌晨)?\s*(?<hour>\d{1,2})(?:[:：](?<minute>\d{2})|[点时](?:(?<thirty>半)|(?<minutes>\d{1,2})分?)?)(?!间|段)/gu;
const DATE =
  /(?<!截至\s*)(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*日(?=之?前|以前|为?止|起|截止)|(?<=每年\s*)(?<sameMonth>\d{1,2})\s*月\s*(?<sameDay>\d{1,2})\s*日/gu;
/** One day in history: when something was issued, happened or was counted. Nothing is laid down by it. */
const DAY = /\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{1,2}\s*月\s*\d{1,2}\s*日/gu;

const TIMES_A_YEAR: Readonly<Record<string, number>> = { 年: 1, 年度: 1, 半年: 2, 季度: 4, 月: 12, 周: 52, 星期: 52, 天: 365, 日: 365 };
const CONDITION = /^(?:不满|未满|不足|年满|满|超过|高于|低于|大于|小于|少于)$/u;
const AT_LEAST = /^(?:不得低于|不得少于|不低于|不少于|至少|最少|最低)$/u;
const AT_MOST = /^(?:不得超过|不超过|不高于|不多于|至多|最多|最长|最高)$/u;

/** What a date in history measures. */
export const NOTHING = '';

type Groups = Readonly<Record<string, string | undefined>>;

/** All figures of a piece of text, in its order; what is part of a date, a clock or a rhythm is not counted again. */
export function figuresIn(text: string): readonly Figure[] {
  const found: Figure[] = [];
  const take = (pattern: RegExp, read: (groups: Groups) => (Pick<Figure, 'kind' | 'value'> & Partial<Figure>) | undefined): void => {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const figure = read(match.groups ?? {});
      if (figure !== undefined) found.push({ bound: 'exact', isCondition: false, within: '', start, end, ...figure });
    }
  };
  take(OFTEN, often);
  take(DATE, ({ month, day, sameMonth, sameDay }) => ({ kind: '日期', value: Number(month ?? sameMonth) * 100 + Number(day ?? sameDay) }));
  take(DAY, () => ({ kind: NOTHING, value: 0 }));
  take(CLOCK, clock);
  take(SHARE, ({ number = '' }) => valued('%', number, 1));
  take(COUNTED, counted);
  return found.toSorted((a, b) => a.start - b.start);
}

/** The text with every figure as a sign of its kind. */
export function withoutFigures(text: string, figures: readonly Figure[], sign: (figure: Figure) => string): string {
  let rest = '';
  let at = 0;
  for (const figure of figures) {
    rest += text.slice(at, figure.start) + sign(figure) + figure.within;
    at = figure.end;
  }
  return rest + text.slice(at);
}

function valued(kind: string, written: string, factor: number): Pick<Figure, 'kind' | 'value'> | undefined {
  const value = parseChineseNumber(written.replaceAll(',', ''));
  return value === undefined ? undefined : { kind, value: value * factor };
}

function often({ every, period = '', within = '', times = '' }: Groups): Pick<Figure, 'kind' | 'value' | 'within'> | undefined {
  const [each, count] = [every === undefined ? 1 : parseChineseNumber(every), parseChineseNumber(times)];
  const aYear = TIMES_A_YEAR[period.replace(/^个/u, '')];
  if (each === undefined || count === undefined || aYear === undefined) return undefined;
  return { kind: '次/年', within, value: Math.round((count * aYear * 1000) / each) / 1000 };
}

function clock({ half, hour = '', minute, thirty, minutes }: Groups): Pick<Figure, 'kind' | 'value'> | undefined {
  const late = (half === '下午' || half === '晚上') && Number(hour) < 12 ? 12 : 0;
  const past = thirty === undefined ? Number(minute ?? minutes ?? 0) : 30;
  return Number(hour) > 24 || past > 59 ? undefined : { kind: '时刻', value: (Number(hour) + late) * 60 + past };
}

function counted({
  before = '',
  number = '',
  unit = '',
  after = '',
}: Groups): (Pick<Figure, 'kind' | 'value'> & Partial<Figure>) | undefined {
  const [kind, factor] = UNITS[unit] ?? ['', 1];
  // 第3次 is one of several, not how many.
  const figure = before === '第' ? undefined : valued(kind, number, factor);
  if (figure === undefined) return undefined;
  const bound = AT_LEAST.test(before) ? 'atLeast' : AT_MOST.test(before) || after.endsWith('内') ? 'atMost' : 'exact';
  const isCondition = bound === 'exact' && (CONDITION.test(before) || /以上|以下/u.test(after));
  // "超过3天" and "3天以上" are other conditions than "不满3天".
  return { ...figure, kind: isCondition ? `${/不|未|低|小|少|下/u.test(before + after) ? '<' : '>'}${kind}` : kind, bound, isCondition };
}

/** Whether two rules with these figures cannot both be kept. */
export function exclude(one: Figure, other: Figure): boolean {
  if (one.kind !== other.kind) return false;
  if (one.bound === other.bound) return one.value !== other.value;
  if (one.bound === 'exact') return other.bound === 'atMost' ? one.value > other.value : one.value < other.value;
  if (other.bound === 'exact') return exclude(other, one);
  const [least, most] = one.bound === 'atLeast' ? [one, other] : [other, one];
  return least.value > most.value;
}
