import { anyOf } from '../../../core/matches.ts';

/** Words that lean on the question before them: "那二十年的呢", "换成病假", "退休的也算吗". */
/** 不是 我问的是产假: the answer was to something else. */
const CORRECTS = '(?:(?:不是|不对|错了|搞错了|答错了)[,，\\s]*)?(?:我|俺)是?想?(?:问|查|说)的?(?:就)?是';
const LEANS = anyOf([
  new RegExp(`^${CORRECTS}.{1,12}$`, 'u'),
  /^(?:那么?|那要是|要是|如果|假如|换成|换作|改成|还有(?!什么|啥|哪|没|谁|多)).{1,17}[^吗不没?？]$/u,
  /^.{1,10}(?:的?呢|也一样|也是这样|(?<!怎么|怎样|如何|咋)也?算(?:不算)?|包括|也行|也可以|也有|也要|同样)[吗么嘛呀啊]?[?？]?$/u,
  /^(?:[\d零一二两三四五六七八九十百半]+)(?:年|个?月|天|岁|级|类|等|元|块|人|次|周|小时)(?:半|多|以上|以下)?的?$/u,
  /^(?:我|俺)?(?:都|已经)?(?:干|工作|工龄|来|上班)(?:了|是|有|满)*[\d零一二两三四五六七八九十百半]+(?:年|个?月)(?:半|多)?了?$/u,
  /^(?!可以|没事|没有|不|好|是|对|行|谢|真|知道|应该|当然|必须|肯定|一定|我|你|您|他|她|.*(?:谁|什么|啥|怎么|哪|几|多少)).{2,6}(?:那边)?的$/u,
]);
const OPENING = new RegExp(
  `^(?:${CORRECTS}|(?:我|俺)(?=(?:都|已经)?(?:干|工作|工龄|来|上班))|那么|那要是|那如果|那换成|那|要是|如果|假如|换成|换作|改成|还有)是?[,，\\s]*`,
  'u',
);
const ENDING =
  /(?:的话)?(?:的?呢|也一样|也是这样|也?算(?:不算)?|包括|也行|也可以|也有|也要|同样|怎么样|怎么算|咋算|咋样)?[吗么嘛呀啊]?[?？。!！\s]*$/u;
const COUNTED = /[\d零一二两三四五六七八九十百千半]+(?:\.\d+)?\s*(年|个?月|天|岁|级|类|等|公里|元|块|人|次|点|层|周|小时)/u;
const DAYS = /(?:[这下每]个?)?(?:周|星期|礼拜)[一二三四五六日天末]|双休日|休息日|(?:法定)?节假日|工作日|平时|[今明后]天/u;
/** Kinds of things whose names end alike: one of a kind takes the place of the other. */
const KINDS = [
  '假',
  '餐',
  '饭',
  '费',
  '补',
  '补贴',
  '补助',
  '津贴',
  '证',
  '卡',
  '车',
  '会',
  '城市',
  '党员',
  '职工',
  '工',
  '岗',
  '班',
  '票',
  '鞋',
  '服',
  '室',
  '季',
  '天',
];
const LONGEST_NAME = 6;

/** "那个我想问一下…": the 那个 of somebody who begins to speak. */
export const BEGINS = /^那个(?:啥|什么)?[,，\s]*(?:就是|我|请|想问|问)/u;

/** Whether these words only make sense after another question. */
export function leansOn(words: string): boolean {
  const text = words.trim();
  return LEANS.test(text) && !BEGINS.test(text);
}

/** 那做饭呢 names a thing; 那二十年的呢 and 周末呢 a figure or a day of what was asked before. */
export function namesAnotherThing(words: string): boolean {
  return !COUNTED.test(words) && !DAYS.test(words);
}

/**
 * The whole question that is meant: what the new words name takes the place of its like in the last question (a figure of the
 * same unit, a thing of the same kind), else it is asked beside it. `segment` cuts a text into words.
 */
export function resolveFollowup(last: string, words: string, segment: (text: string) => readonly string[]): string {
  const named = words.trim().replace(OPENING, '').replace(ENDING, '').trim();
  const before = last.trim().replace(/[吗呢吧啊呀?？。!！\s]+$/u, '');
  if (named === '') return before;
  const figure = COUNTED.exec(named);
  const unit = figure?.[1]?.replace('个', '');
  if (unit !== undefined) {
    const same = [...before.matchAll(new RegExp(COUNTED, 'gu'))].find(([, other]) => other?.replace('个', '') === unit);
    if (same !== undefined) return `${before.slice(0, same.index)}${named.replace(/的$/u, '')}${before.slice(same.index + same[0].length)}`;
  }
  const thing = named.replace(/的$/u, '');
  if (DAYS.test(thing) && DAYS.test(before)) return before.replace(DAYS, thing);
  const kind = KINDS.filter((ending) => thing.endsWith(ending) && thing.length > ending.length).toSorted((a, b) => b.length - a.length)[0];
  const like = kind === undefined ? undefined : likeOf(before, thing, kind, segment);
  if (like !== undefined) return before.replace(like, thing);
  return `${before} ${thing}`;
}

/** The word or the two words of the last question that end as the new name does. */
function likeOf(before: string, thing: string, kind: string, segment: (text: string) => readonly string[]): string | undefined {
  const cut = segment(before);
  const single = cut.filter((word) => word.endsWith(kind) && word !== thing);
  const joined = cut.slice(1).map((word, index) => `${cut[index] ?? ''}${word}`);
  return [...single, ...joined.filter((word) => word.endsWith(kind) && word !== thing)].find(
    (word) => word.length > kind.length && word.length <= LONGEST_NAME && before.includes(word),
  );
}
