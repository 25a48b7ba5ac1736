import { findNumbers } from '../../../core/zh/numbers.ts';
import type { Slots, Utterance } from '../../feature.ts';
import { swapsPost } from './plan.ts';
import { topicIn, wantedTopic, type NamedTopic } from './topic.ts';

/** Names of the daily prompt, whose 一 counts nothing. */
const DAILY = /(?:今日|每日|今天|每天|天天)(?:的)?一(?:题|学|练|答)/gu;
const TODAY = /今[日天儿]|当天/u;
const MISTAKES = /错题|[做答选]错|错(?:过|了)的|老错|又错|不会的题|错的(?:题|那)/u;
const RACE = /抢答|知识竞赛|竞答/u;
/** 别给我发题了, 不要题 */
const NO_MORE = /(?:别|不要|不用)(?:再)?(?:给我)?(?:发|出|来)题|^不(?:想)?(?:要|做|答|练)题/u;
const FEW = 3;

export interface Wish {
  readonly topic: NamedTopic | undefined;
  readonly count: number | undefined;
  readonly mode: '错题' | '抢答' | undefined;
  readonly today: boolean;
  readonly daily: boolean;
  /** "不练了" */
  readonly stop: boolean;
}

function countIn(text: string): number | undefined {
  const rest = text.replaceAll(DAILY, '');
  const counted = findNumbers(rest).find(({ end }) => /^\s*(?:道|个|题|条|组|套)/u.test(rest.slice(end)));
  if (counted !== undefined) return counted.value;
  return /[几些]\s*(?:道|个|题)/u.test(rest) ? FEW : undefined;
}

/** What somebody wants to practise. Pure. */
export function wishOf(said: Utterance): Wish {
  const { text } = said;
  const daily = text.search(DAILY) >= 0;
  return {
    topic: MISTAKES.test(text) ? topicIn(text) : wantedTopic(text.replaceAll(DAILY, ''), 'counted'),
    count: countIn(text),
    mode: MISTAKES.test(text) ? '错题' : RACE.test(text) ? '抢答' : undefined,
    today: TODAY.test(text),
    daily,
    stop: NO_MORE.test(text) || /不[练做答刷学]了|别练了|结束练习|停止练习|先到这|到此为止/u.test(text),
  };
}

export function askSlots(said: Utterance): Slots {
  const wish = wishOf(said);
  const explicit = countIn(said.text.replace(/[几些]/gu, ''));
  return {
    ...(wish.topic === undefined ? {} : { topic: wish.topic.word }),
    ...(explicit === undefined ? {} : { count: explicit }),
    ...(wish.mode === undefined ? {} : { mode: wish.mode }),
    ...(wish.today ? { time: '今天' } : {}),
  };
}

const OTHER_TI = /问题|话题|主题党日|标题|专题|题库|题材|议题|提题/gu;
const WANTS =
  /(?:来|出|发|给|做|练|刷|整|搞|考|弄|要|答|玩|再|下|换|推|看).{0,10}题|题.{0,4}(?:来|发|给|练|做|刷)|^(?:下|再来|再)?一[道题]|考(?:考|一下)?我|练练手|[\d一两二三四五几]\s*[道组].{0,8}(?:方面|主题|类)|[的类]题(?:还?有)/u;
const TODAYS = /(?:今[日天儿]|每日|每天)(?:的)?(?:一?题|一学|学(?:啥|什么|点啥|哪|个啥)|有题|要学|学习(?:内容|啥|什么)|考啥)|班前会学/u;
const NOT_ASKING = /学完|完成|已学|心得|体会|笔记|积分|排[行名]|怎么(?:答|做|算|出)|题库|情况|统计/u;

export function askEvidence(said: Utterance): number {
  const text = said.text.replaceAll(OTHER_TI, '');
  if (NOT_ASKING.test(said.text)) return -2;
  if (NO_MORE.test(said.text) || /^(?:先|太难了?)?不(?:想)?(?:练|做|答|刷|学)(?:题)?了/u.test(said.text)) return 6;
  if (swapsPost(said)) return -4;
  if (wishOf(said).mode !== undefined) return 3;
  if (TODAYS.test(text)) return 3;
  return WANTS.test(text) ? 2 : -1.5;
}
