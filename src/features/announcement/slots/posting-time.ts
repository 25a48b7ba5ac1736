import type { FoundTime } from '../../../time/time.ts';
import { NOTICE, run, VERB } from './order-words.ts';
import { MARKS } from './sheet.ts';

const [G, O, M] = [run(MARKS.group), run(MARKS.option), run(MARKS.mention)];
/** Small words between a moment and its order. */
export const BETWEEN = `(?:的时候|左右|准时|整|[,，\\s]|就|再|都|先|各|分别|帮忙|帮(?:我们?)?|给我|麻烦(?:你|您)?|请|你|记得|自动|定时|统一|循环|固定|在|往|到|向|给|里面?|群里?|要|得|${G}|${M}|${O}){0,12}`;
const THEN_ORDER = new RegExp(`^${BETWEEN}(?:${VERB}|(?<=${MARKS.mention})|(?<=${MARKS.group}里?)[:：\\s])`, 'u');
/** 发送时间：…, 定时…发, 设个…的提醒 */
const ORDER_THEN =
  /(?:发送?的?时间|提醒的?时间|时间)(?:就|定)?(?:是|为|在|到|:|：)*$|定时(?:在|到)?$|(?:设|定|建|弄|加|做|搞|安排)(?:一?个|一条|在|到)?$/u;
const OF_NOTICE = new RegExp(`^的?(?:一?[个条])?(?:定时)?[^,，。:：\\s]{0,8}${NOTICE}`, 'u');
const REPEATS = /提醒|推送?|定时|自动|循环|发(?!生|现)|喊|播/u;
const CLAUSE_BEGINS = new RegExp(
  `(?:^|[,，。;；!！?？\\s${MARKS.group}${MARKS.option}${MARKS.mention}]|请|麻烦|帮我?|给我|你|到|在|等|从|以后|今后|记得)$`,
  'u',
);
const TELLS = new RegExp(`^${BETWEEN}${VERB}[^,，。:：]{0,4}[:：]`, 'u');
const WARNS_AHEAD = new RegExp(`^${BETWEEN}(?:再|就)?${VERB}`, 'u');

export interface PostingTime {
  /** Which of the times says when to post; the others belong to the content. */
  readonly time: FoundTime | null;
  /** 提前半小时提醒: the other time less this. */
  /** 和下午4点: a second moment in the same breath; only one can be kept. */
  readonly more: FoundTime | null;
  /** 周五前提醒大家交表: what is told keeps its limit, the order behind it goes. */
  readonly limit: FoundTime | null;
  /** 12月10日之前每天…: the last day of a repeated one. */
  readonly until: FoundTime | null;
  /** `clock`: 提前一天下午三点, the hour of that day. */
  readonly ahead: { readonly of: FoundTime; readonly seconds: number; readonly words: FoundTime; readonly clock: string | null } | null;
}

const NONE: PostingTime = { time: null, more: null, limit: null, until: null, ahead: null };

/**
 * Of several times one says when to post: the one that leads to the order ("今晚八点提醒大家…"); what stands behind the order is
 * told ("通知大家明天停水"). A repetition is a plan wherever it stands, unless it is plainly told.
 */
export function postingTime(text: string, mask: string, times: readonly FoundTime[]): PostingTime {
  const points = times.filter(({ meaning }) => meaning.kind !== 'duration' && meaning.kind !== 'workdays');
  const ahead = aheadOf(text, mask, times, points);
  if (ahead !== null) return { ...NONE, ahead };
  const isLimit = ({ meaning }: FoundTime): boolean => meaning.kind === 'range' && meaning.start === null;
  const limit = points.find((time) => isLimit(time) && leadsToOrder(mask, time)) ?? null;
  const leading = points.filter((time) => !isLimit(time) && leadsToOrder(mask, time));
  const repeated = (
    leading.length > 0 ? leading : points.filter(() => REPEATS.test(text) && !/^[^,，]{0,6}(?:通知|公告|告诉|告知|说)/u.test(text))
  ).find(({ meaning }) => meaning.kind === 'recurring');
  // 明天8点通知大家：后天下午2点提醒家属: what stands behind the colon is told, orders and all.
  const last = leading.find((time) => TELLS.test(mask.slice(time.end))) ?? leading.at(-1);
  const time = repeated ?? (last === undefined ? null : ofSomeDay(text, last, points));
  const before = time === null ? undefined : points.find((other) => joined(text, other, time));
  const behind = time === null ? undefined : points.find((other) => joined(text, time, other));
  const until = repeated === undefined ? null : (points.find((other) => isLimit(other) && follows(text, other, repeated)) ?? null);
  return {
    ...NONE,
    until,
    time: before ?? time,
    more: before === undefined ? (behind ?? null) : time,
    limit: time === null ? limit : null,
  };
}

const DAY_SECONDS = 86_400;

/** An hour without a day. */
function isClock(text: string, { meaning, start, end }: FoundTime): boolean {
  return (
    meaning.kind === 'instant' &&
    /点|时|[:：]/u.test(text.slice(start, end)) &&
    !/月|日|号|周|星期|礼拜|天|明|后|今|年/u.test(text.slice(start, end))
  );
}

function follows(text: string, first: FoundTime, second: FoundTime): boolean {
  return first.end <= second.start && /^[的在\s]*$/u.test(text.slice(first.end, second.start));
}

/** 这周末早上|九点, 月底|上午九点: several days, and which of them is not said. The hour alone would be taken for today's. */
function ofSomeDay(text: string, time: FoundTime, points: readonly FoundTime[]): FoundTime {
  const days = points.find((other) => other.meaning.kind === 'range' && other.meaning.start !== null && follows(text, other, time));
  if (days === undefined || !isClock(text, time)) return time;
  return { ...time, start: days.start, meaning: { kind: 'range', start: null, end: null } };
}

function joined(text: string, first: FoundTime, second: FoundTime): boolean {
  return first.end <= second.start && /^\s*[和及与跟、]\s*$/u.test(text.slice(first.end, second.start));
}

function leadsToOrder(mask: string, time: FoundTime): boolean {
  const before = mask.slice(0, time.start);
  const after = mask.slice(time.end);
  if (ORDER_THEN.test(before) && (OF_NOTICE.test(after) || /时间|定时/u.test(before) || THEN_ORDER.test(after))) return true;
  if (OF_NOTICE.test(after) && /(?:发|设|定|来|建|弄|加|搞|做)(?:一?[个条])$/u.test(before)) return true;
  const order = THEN_ORDER.exec(after);
  if (order === null) return false;
  // "停水时间明天下午三点，通知大家": after a comma it belongs to the order only when it begins its clause.
  return !/[,，\s]/u.test(order[0].slice(0, 2)) || CLAUSE_BEGINS.test(before);
}

/** 提前半小时提醒, 会前十分钟喊一声: before the moment that the sentence tells. */
function aheadOf(text: string, mask: string, times: readonly FoundTime[], points: readonly FoundTime[]): PostingTime['ahead'] {
  for (const words of times) {
    if (words.meaning.kind !== 'duration') continue;
    const said = text.slice(words.start, words.end);
    const before = text.slice(0, words.start);
    if (!/^(?:提前|前)/u.test(said) && !/(?:提前|之?前)$/u.test(before)) continue;
    const clock =
      words.meaning.seconds % DAY_SECONDS === 0 ? times.find((time) => isClock(text, time) && follows(text, words, time)) : undefined;
    if (!WARNS_AHEAD.test(mask.slice((clock ?? words).end))) continue;
    const of = points.find((time) => time !== clock && ['instant', 'recurring', 'date', 'range'].includes(time.meaning.kind));
    const hour = clock?.meaning.kind === 'instant' ? clock.meaning.at.slice(11, 16) : null;
    if (of !== undefined) return { of, seconds: words.meaning.seconds, words: { ...words, end: (clock ?? words).end }, clock: hour };
  }
  return null;
}
