import { formatDate, formatInstant, formatRecurrence, joinList } from '../../../core/zh/format.ts';
import type { Instant } from '../../../core/clock.ts';
import { localDateOf } from '../../../core/zone.ts';
import { ruleOf, type PlanRefusal, type Span } from '../rules/plan.ts';
import type { Question, StudyPlan } from '../schema.ts';

interface Place {
  readonly zone: string;
  readonly now: Instant;
}

const NOT_ON = '每日一学现在没有开。\n要开就说一句，比如“每个工作日早上8点半推每日一学”。';

type Shape = Pick<StudyPlan, 'time' | 'days' | 'theme'>;

function theme({ theme: set }: Shape): string {
  if (set === null) return '各主题轮着来';
  const until =
    set.until === null ? '' : `（${set.from === null ? '' : formatDate(set.from)}到${formatDate(set.until)}，之后各主题轮着来）`;
  return `${set.topic}${until}`;
}

function days({ from, until }: Span, { zone, now }: Place): string {
  const today = localDateOf(now, zone);
  return from === until ? formatDate(from, today) : `${formatDate(from, today)}到${formatDate(until, today)}`;
}

/** What secretaries read about the daily prompt. */
export const settingsTexts = {
  preview: (plan: Shape & Pick<StudyPlan, 'paused'>, times: readonly Instant[], groups: readonly string[], { zone, now }: Place): string =>
    [
      '请核对，还没有改：',
      `**每日一学**：${formatRecurrence(ruleOf(plan))}`,
      ...(plan.paused ?? []).map((pause) => `**停发**：${days(pause, { zone, now })}`),
      `**接下来**：${joinList(times.map((at) => formatInstant(at, zone, now)))}`,
      `**主题**：${theme(plan)}`,
      `**发到**：${joinList(groups)}`,
      '回复“确认”就定下；要改接着说，比如“改到9点”；不要了说“取消”。',
    ].join('\n'),
  confirmed: (plan: Shape, next: Instant, { zone, now }: Place): string =>
    `定好了：${formatRecurrence(ruleOf(plan))}发每日一学。\n下次：${formatInstant(next, zone, now)}，${theme(plan)}。\n想停就说“停掉每日一学”。`,
  dropped: '好，没有改，还按原来的来。',
  stopped: (groups: readonly string[]): string => `${joinList(groups)}的每日一学停了，不会再发。\n想恢复就说“恢复每日一学”。`,
  paused: (from: string, until: string, next: Instant | null, { zone, now }: Place): string =>
    [
      `好，${days({ from, until }, { zone, now })}不发每日一学，之后照常。`,
      ...(next === null ? [] : [`下次：${formatInstant(next, zone, now)}。`]),
      '想照发，说“恢复每日一学”。',
    ].join('\n'),
  nothingThen: (next: Instant | null, { zone, now }: Place): string =>
    `那天本来就没有每日一学，没有改。${next === null ? '' : `\n下次：${formatInstant(next, zone, now)}。`}`,
  nothingLeft: '这样就一天也不发了，没有改。\n真要停，说“停掉每日一学”。',
  notOn: NOT_ON,
  resumed: (plan: Shape, next: Instant, { zone, now }: Place): string =>
    `每日一学恢复了：${formatRecurrence(ruleOf(plan))}。\n下次：${formatInstant(next, zone, now)}。`,
  swapped: (question: Question, next: Instant, { zone, now }: Place): string =>
    `换好了，${formatInstant(next, zone, now)} 发这题（${question.topic}）：\n${question.stem}`,
  swappedInGroup: (next: Instant, { zone, now }: Place): string =>
    `换好了，${formatInstant(next, zone, now)} 发另一题。\n想先看题，点我的头像单聊说“明天的题换一个”。`,
  state: (plan: Shape | undefined, next: Instant | null, { zone, now }: Place): string =>
    plan === undefined || next === null
      ? NOT_ON
      : `现在是${formatRecurrence(ruleOf(plan))}发每日一学，${theme(plan)}。\n下次：${formatInstant(next, zone, now)}。\n要改就说“每日一学改到中午12点”“这周学节能”“停掉每日一学”。`,
  noGroup: '没找到您能设置的群。请在本支部的群里跟我说。',
  noPush: '这个群还没有绑定群机器人，我没法主动发。请先联系管理员绑定。',
  refused: (refusal: PlanRefusal, topics: readonly string[]): string =>
    refusal.code === 'hours'
      ? `${refusal.time} 发会打扰大家休息，请定在 6:00–21:00 之间。`
      : `题库里还没有“${refusal.topic}”的题。\n现有：${joinList(topics)}。`,
  cardTitle: '每日一学设置',
  cardDone: '已确认',
  cardDropped: '已取消',
  cardStale: '这份设置已经处理过了',
  buttons: { confirm: '确认', drop: '取消' },
} as const;
