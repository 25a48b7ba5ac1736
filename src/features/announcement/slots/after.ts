import type { Utterance } from '../../feature.ts';
import { numberIn } from './meant.ts';

const RECEIVED =
  /^(?:我|我们|俺|嗯|好的?|ok)?[,，\s]*(?:都|已经?)?(?:收到|知道|知晓|已知晓|已阅|看到|看过|明白|了解|清楚)(?:了|啦|咯|，收到|收到)*(?:这条|通知|公告)?(?:\s*n\s*\d+)?(?:[,，\s]*(?:谢谢|辛苦|感谢).{0,8})?[!！。.~～\s]*$/iu;
const CORRECTS = /^(?:发(?:个|一个|一条)?)?(?:更正|纠正|勘误)(?:一下|通知|公告)?(?:一下)?(?:n\s*\d+)?\s*[:：,，]?\s*/iu;
const CORRECTS_NAMED = /^n\s*\d+\s*(?:要|需要)?(?:更正|纠正)(?:为|成|一下)?\s*[:：,，]?\s*/iu;
const WHICH_COUNTS =
  /以?(?:哪|什么|啥)(?:个|条|一个|一条|次|份)?(?:通知|公告|消息|时间|版)?(?:的)?(?:为准|算数|才算|说了算|有效|是对的|才对)|(?:听|看|按|照)哪(?:个|条|一条|份)|到底(?:是)?哪(?:个|条)|最新(?:的)?(?:通知|公告)(?:是(?:啥|什么|哪)|呢|[?？]|$)/u;
const ASKS_TICKS =
  /(?:谁|哪些人|哪几个|有没有人)(?:还|都)?没(?:有)?(?:看|回|收到|知晓|点|确认|已知晓)|(?:多少|几个)?人(?:已经?)?(?:看了?|看到|收到|知晓|回了?|回执|已知晓|点了)|(?:多少|几)个?人(?:已经?)?(?:看|收到|知晓|回|点)|(?:回执|知晓|已知晓|收到|阅读)(?:的)?(?:情况|统计|人数|名单|怎么样|如何)|未读名单|没看的有谁/u;
const REMINDS =
  /(?:提醒|催|通知|叫)(?:一下|下|一催|催)?(?:那些|这些)?(?:还)?没(?:有)?(?:看|回|收到|知晓|点|确认|回执)(?:的|过的)?(?:人|同志|同事|大家)?|催(?:一下)?回执/u;

/** Kind of entity: a post here that waits for 收到. */
export const TO_TICK = 'announcementToTick';

/** A post waits for 收到 here, and no question is open that it could answer. */
export function isAwaited({ entities, focus }: Utterance): boolean {
  return focus.pending === null && entities.some(({ kind }) => kind === TO_TICK);
}

/** 收到, alone: a tick, not a talk. */
export function saysReceived(said: Utterance): boolean {
  return RECEIVED.test(said.text);
}

/** Said about a post: quoted, by its number, or right after it. */
export function isAboutPost(said: Utterance): boolean {
  return said.quote !== null || said.focus.about?.kind === 'announcement' || numberIn(said) !== undefined;
}

/** What shall count instead; undefined when nothing is corrected. */
export function correctionIn(said: Utterance): string | undefined {
  const text = said.written.trim();
  const start = CORRECTS.exec(text)?.[0] ?? CORRECTS_NAMED.exec(text)?.[0];
  return start === undefined ? undefined : text.slice(start.length).trim();
}

export const asksWhichCounts = (said: Utterance): boolean => WHICH_COUNTS.test(said.text);
export const asksTicks = (said: Utterance): boolean => ASKS_TICKS.test(said.text) && !REMINDS.test(said.text);
export const remindsUnticked = (said: Utterance): boolean => REMINDS.test(said.text);
