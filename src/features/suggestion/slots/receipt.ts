import { ofLast } from '../../../core/last.ts';
import { cut } from './as-written.ts';

/** A whole receipt: 16 characters in fours, with whatever people put between them. */
const WHOLE =
  /(?<![0-9a-z])([0-9a-hjkmnp-tv-z]{4})[-—－_ ]?([0-9a-hjkmnp-tv-z]{4})[-—－_ ]?([0-9a-hjkmnp-tv-z]{4})[-—－_ ]?([0-9a-hjkmnp-tv-z]{4})(?![0-9a-z])/iu;
/** A shorter text holds no whole receipt; most messages are shorter. */
const SIGNS = 16;
const SHORT = /回执码?\s*(?:号|是|为|[:：])?\s*([0-9a-z]{4,})(?![0-9a-z])/iu;

/** The receipt in its one spelling, QX8T-…; undefined when none stands there. */
export const receiptIn = ofLast((text): string | undefined => {
  const read = readAloud(text);
  const match = read.length < SIGNS ? null : WHOLE.exec(read);
  // A telephone or order number is digits alone; sixteen random signs never are.
  if (match === null || /^[\d\W_]+$/u.test(match[0])) return undefined;
  return match.slice(1).join('-').toUpperCase();
});

/** What stands after 回执: a whole receipt or the short label that secretaries see. */
export function receiptWord(text: string): string | undefined {
  return receiptIn(text) ?? SHORT.exec(text)?.[1]?.toUpperCase();
}

/** Someone means a receipt, right or wrong, so the answer is about receipts. */
export function talksOfReceipt(text: string): boolean {
  return receiptIn(text) !== undefined || SHORT.test(text) || /回执/u.test(text);
}

/** Asks after an anonymous one, by whatever words; nothing new is said. */
const ASKS_AFTER =
  /匿名.{0,10}(?:怎么样了?|咋样了?|结果(?:了|没有?|吗|呢)?|回复(?:了|没有?|吗)|答复(?:了|没有?|吗)|(?:没有?)?(?:下文|动静|消息|回音)(?:了|没有?|吗)?|进度|到哪一?步?了?|办(?:了|好|完)?没有?|(?:处理|解决)(?:了|好了?|完了?)?(?:吗|嘛|没有?)|怎么查.{0,4}|咋查.{0,4}|在哪查|怎么看)[?？]?$|(?:怎么|咋|在哪|想)查.{0,6}匿名.{0,6}$|^(?:我的)?回执码?[?？]?$/u;

/** Somebody who reported without a name wants to know what became of it. */
export function asksAfterAnonymous(text: string): boolean {
  return text.length <= 24 && !/[:：]/u.test(text) && ASKS_AFTER.test(text);
}

/** 匿名建议有几条, 匿名那个是谁提的: about those that were filed. A colon, and something is said. */
const ABOUT_THEM =
  /^(?:我)?(?:查一?下|查查|看一?下|看看|查|看|列(?:一下|出来?)?|给我看看?)?[^:：]{0,4}匿名(?:的|那[个条件]|这[个条件]|建议|意见|件)*.{0,2}(?:是?谁(?:提|写|发|说|反映|投诉|举报)?的?|有(?:几|多少|哪些|什么|啥|没有?)[条件个]?|几[条件个]|多少[条件个]|清单|列表|名单|都?有哪些)[呀啊呢吗的]*[?？]?$/u;

/** Somebody wants to see or count the anonymous ones, or to know who it was. Nothing is said without a name. */
export function asksAboutAnonymous(text: string): boolean {
  return text.length <= 24 && ABOUT_THEM.test(text);
}

/** The words beside the receipt, as written. */
export function besideReceipt(text: string): string {
  const beside = cut(cut(text, WHOLE, readAloud), SHORT);
  return cut(beside, /^[\s,，:：;；。]*(?:我的)?(?:回执码?|查询码?)?[\s,，:：;；。]*/u).trim();
}

/** O, I and L are no signs of the alphabet; people read 0 and 1 as them. */
function readAloud(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/(?<=[0-9a-z-])o(?=[0-9a-z-])/giu, '0')
    .replaceAll(/(?<=[0-9a-z-])[il](?=[0-9a-z-])/giu, '1');
}
