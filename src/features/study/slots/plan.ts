import type { LocalDate } from '../../../core/clock.ts';
import { lastDayOf } from '../../../core/zone.ts';
import type { Slots, Utterance } from '../../feature.ts';
import type { FoundTime } from '../../../time/time.ts';
import type { Change } from '../rules/plan.ts';
import type { Days, Theme } from '../schema.ts';
import { wantedTopic } from './topic.ts';

/** What the daily prompt is called. Its 每日 is a name, not a plan. */
const NAME =
  /(?:每日|每天|今日|天天|一日)一?(?:学|题|练|答)(?!习)|学习推送|学习任务|学习(?:题目?|提醒)|(?:本|这|下)周学|学习(?:主题|时间)/gu;
const STOP = /停掉?|关掉?|别再?[推发出]|不(?:要|用|再|许)*[推发出]|取消|暂停|停发|停推|撤/u;
const ONCE = /[停歇](?:一)?[天次回]|[这下]一?次|今天这?[题次]/u;
const HOLIDAYS = /放假|节假日|假期|过节|法定假/u;
const RESUME = /恢复|重新开|接着[推发]|继续[推发]|打开|再开|开启|启用|开始推/u;
const SWAP = /换(?:一|个|道|成别的)?(?:一?道)?(?:题|别的题)|换个题目|题目?换(?:一|个|掉)|重新(?:选|抽|出)(?:一|道|个)*题/u;
const OPEN_TOPICS = /不限(?:主题|内容)|(?:主题|内容).{0,3}(?:不限|轮)|轮着?来|轮换|各(?:种|类|样)(?:主题|题)?都|什么都学|取消主题/u;
const LIST_OF_DAYS =
  /(?<![这本下上])(?:每个?)?(?:周|星期|礼拜)([一二三四五六日天末1-7][一二三四五六日天末1-7、,，和跟及周星期礼拜每\s]*)/gu;
const SPAN_OF_DAYS = /(?<![这本下上])(?:周|星期|礼拜)([一二三四五六日天])(?:到|至|-|~)(?:周|星期|礼拜)?([一二三四五六日天])/u;
const DAY_PART = /[晨早上中下晚午夜]|凌晨/u;

export type Act = 'set' | 'stop' | 'resume' | 'swap' | 'pause' | 'without';

/** When nothing shall be posted: from day to day, the next one, on some days of the week, on days off. */
export type Pause =
  | { readonly kind: 'span'; readonly from: LocalDate; readonly until: LocalDate }
  | { readonly kind: 'next' }
  | { readonly kind: 'weekdays'; readonly byDay: readonly number[] }
  | { readonly kind: 'holidays' };

export function actOf(said: Utterance): Act {
  if (SWAP.test(said.text)) return 'swap';
  if (OPEN_TOPICS.test(said.text)) return 'set';
  if (RESUME.test(said.text)) return 'resume';
  if (!STOP.test(said.text)) return 'set';
  const pause = pauseOf(said);
  if (pause === undefined) return 'stop';
  return pause.kind === 'span' || pause.kind === 'next' ? 'pause' : 'without';
}

/** What is to be left out, where not all of it shall end: 明天的别发, 周末不发, 停一天. */
export function pauseOf(said: Utterance): Pause | undefined {
  const span = namedSpan(said);
  if (span !== undefined) return { kind: 'span', ...span };
  const days = daysOf(said);
  if (days?.kind === 'byDay') return { kind: 'weekdays', byDay: days.byDay };
  for (const { meaning } of timesOf(said)) {
    if (meaning.kind === 'date') return { kind: 'span', from: meaning.date, until: meaning.date };
    if (meaning.kind === 'range' && meaning.start !== null && meaning.end !== null)
      return { kind: 'span', from: meaning.start.slice(0, 10), until: lastDayOf(meaning.end) };
  }
  if (ONCE.test(said.text)) return { kind: 'next' };
  return HOLIDAYS.test(said.text) ? { kind: 'holidays' } : undefined;
}

/** 国庆期间每日一学别发: the 每日 of the name makes a plan of the days before it. */
function namedSpan(said: Utterance): { from: LocalDate; until: LocalDate } | undefined {
  const names = namesIn(said);
  const [rule] = said.times.flatMap(({ start, end, meaning }) =>
    meaning.kind === 'recurring' && names.some((name) => start < name.start && name.start < end) ? [meaning.rule] : [],
  );
  return rule?.startsOn === undefined || rule.endsOn === undefined ? undefined : { from: rule.startsOn, until: rule.endsOn };
}

function namesIn(said: Utterance): readonly { readonly start: number; readonly end: number }[] {
  return [...said.text.matchAll(NAME)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Times of the text that are not part of the prompt's name. */
function timesOf(said: Utterance): readonly FoundTime[] {
  const names = namesIn(said);
  const named = (time: FoundTime): boolean =>
    time.meaning.kind === 'recurring' && names.some(({ start, end }) => time.start < end && time.end > start);
  return said.times.filter((time) => !named(time));
}

const WEEKDAY: Readonly<Record<string, readonly number[]>> = Object.fromEntries([
  ...[...'一二三四五六日'].map((name, index) => [name, [index + 1]] as const),
  ...[1, 2, 3, 4, 5, 6, 7].map((day) => [String(day), [day]] as const),
  ['天', [7]] as const,
  ['末', [6, 7]] as const,
]);

function daysOf(said: Utterance): Days | undefined {
  const text = said.text.replaceAll(NAME, '');
  if (/工作日|上班(?:的?日子?|时)?(?=.*(?:发|推|学|题))/u.test(text)) return { kind: 'workday' };
  const span = SPAN_OF_DAYS.exec(text);
  const from = WEEKDAY[span?.[1] ?? '']?.[0];
  const to = WEEKDAY[span?.[2] ?? '']?.[0];
  if (from !== undefined && to !== undefined && from <= to) return { kind: 'byDay', byDay: range(from, to) };
  if (/每天|天天|每日|周末也/u.test(text)) return { kind: 'daily' };
  const named = [...text.matchAll(LIST_OF_DAYS)].flatMap((match) => [...(match[1] ?? '')].flatMap((sign) => WEEKDAY[sign] ?? []));
  return named.length === 0 ? undefined : { kind: 'byDay', byDay: [...new Set(named)].toSorted((a, b) => a - b) };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function timeOf(said: Utterance): string | undefined {
  for (const time of timesOf(said)) {
    const { meaning } = time;
    const clock = meaning.kind === 'recurring' ? meaning.rule.time : meaning.kind === 'instant' ? meaning.at.slice(11, 16) : undefined;
    if (clock === undefined) continue;
    const half = DAY_PART.test(said.text.slice(time.start, time.end));
    return time.vague && !half ? workingHalf(clock) : clock;
  }
  return undefined;
}

/** "8点半" of a daily post is in the morning, whatever the hour at which it is said; 1 to 5 are the afternoon. */
function workingHalf(clock: string): string {
  const hour = Number(clock.slice(0, 2)) % 12;
  const meant = hour === 0 ? 12 : hour < 6 ? hour + 12 : hour;
  return `${String(meant).padStart(2, '0')}${clock.slice(2)}`;
}

function themeOf(said: Utterance): Theme | null | undefined {
  if (OPEN_TOPICS.test(said.text)) return null;
  const named = wantedTopic(said.text.replaceAll(/(?:每日|每天|今日|天天)一[学题练答]/gu, ''), 'studied');
  if (named === undefined) return undefined;
  for (const { meaning } of timesOf(said)) {
    if (meaning.kind === 'range' && meaning.start !== null && meaning.end !== null)
      return { topic: named.topic, from: meaning.start.slice(0, 10), until: lastDayOf(meaning.end) };
    if (meaning.kind === 'date' && /今天|明天|后天/u.test(said.text))
      return { topic: named.topic, from: meaning.date, until: meaning.date };
  }
  return { topic: named.topic, from: null, until: null };
}

const LEFT_OUT = /(?:周末|(?:周|星期|礼拜)[一二三四五六日天、和]+|节假日)(?:都|就)?(?:不|别|甭)(?:要|用|再)*(?:推|发|出|学|来)/u;

/** 周末不推 of a draft: on all the other days. */
function wantedDays(said: Utterance): Days | undefined {
  const days = daysOf(said);
  if (days?.kind !== 'byDay' || !LEFT_OUT.test(said.text)) return days;
  return { kind: 'byDay', byDay: range(1, 7).filter((day) => !days.byDay.includes(day)) };
}

/** What a sentence of the secretary changes in the daily prompt. */
export function changeOf(said: Utterance): Change {
  const time = timeOf(said);
  const days = wantedDays(said);
  const theme = themeOf(said);
  return { ...(time === undefined ? {} : { time }), ...(days === undefined ? {} : { days }), ...(theme === undefined ? {} : { theme }) };
}

export function planSlots(said: Utterance): Slots {
  const act = actOf(said);
  if (act !== 'set') return { action: act };
  const { time, days, theme } = changeOf(said);
  return {
    action: act,
    ...(time === undefined ? {} : { time }),
    ...(days === undefined ? {} : { days: days.kind === 'byDay' ? days.byDay : days.kind }),
    ...(theme === undefined || theme === null ? {} : { topic: theme.topic }),
  };
}

const SHORT = 10;
const ABOUT_STUDY =
  /(?:每日|每天|天天)一?(?:学|题|练)(?!习)|学习推送|学习任务|学习题|学习(?:主题|时间)|[推发出]{1,2}.{0,3}(?:一?道)?题目?(?!库)|题.{0,3}[推发]/u;
const THEME_OF_A_WHILE = /(?:[这本下]个?[周月]|以后|接下来|往后|最近)(?:都|就|改|主要)*学(?!完|习)/u;

const BARE_SWAP = /^(?:再)?换(?:一|个|掉)?(?:一)?(?:道|个)?题(?:目)?(?:吧)?$/u;

/** "换一题" of a secretary who is not practising: the question of the next post. */
export function swapsPost(said: Utterance): boolean {
  return said.secretary && BARE_SWAP.test(said.text) && said.entities.every(({ id }) => !id.startsWith('practice:'));
}

/** Only a secretary's words about the daily prompt; "通知", "提醒" and sign-ups belong to others. */
export function planEvidence(said: Utterance): number {
  if (!said.secretary) return -7;
  const text = said.text;
  if (/抢答|错题|发我|给我|心得|学完|情况|统计|题库/u.test(text)) return -4;
  if (swapsPost(said)) return 6;
  if (BARE_SWAP.test(text)) return -4;
  if (SWAP.test(text)) return /今[天日]|明[天日]|每日|下(?:一|次)|周/u.test(text) ? 5 : 1;
  if (THEME_OF_A_WHILE.test(text) && wantedTopic(text, 'studied') !== undefined) return 5;
  // Just after it was set: 周末不推.
  if (said.focus.intent === 'set_study' && LEFT_OUT.test(text) && text.length <= SHORT) return 6;
  if (!ABOUT_STUDY.test(text)) return -7;
  if (/怎么设|设置|设的|安排/u.test(text)) return 5;
  return Object.keys(changeOf(said)).length > 0 || actOf(said) !== 'set' ? 5 : -3;
}
