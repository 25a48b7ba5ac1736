import type { Instant } from '../../../core/clock.ts';
import { unreachable } from '../../../core/errors.ts';
import { formatInstant, joinList } from '../../../core/zh/format.ts';
import type { ReviewRefusal } from '../rules/review.ts';
import type { Announcement } from '../schema/announcement.ts';
import { excerpt, planWords, type Place } from './words.ts';

/** A second pair of eyes: asking, agreeing, sending back. */
export const reviewTexts = {
  submitted: (item: Announcement, reviewers: readonly string[], place: Place): string =>
    item.plan.kind === 'now'
      ? `${item.number} 交给${joinList(reviewers)}看了，同意了马上发，之前不会发出。`
      : `${item.number} 交给${joinList(reviewers)}看了，同意之前不会发出。\n定的时间：${planWords(item.plan, place)}。\n到时候还没看，我会告诉您，不会晚发。`,
  asked: (item: Announcement, author: string, seen: string, place: Place): string =>
    `${author}有一条公告 ${item.number} 要您先看，${planWords(item.plan, place).replace('确认后马上发', '您同意后马上发')}：\n${seen}\n同意就回“同意${item.number}”，不同意就回“退回${item.number}”加上原因。`,
  agreed: (item: Announcement, outcome: string): string => `已同意 ${item.number}。\n${outcome}`,
  agreedNews: (item: Announcement, reviewer: string, at: Instant, { zone, now }: Place): string =>
    `${item.number}（${excerpt(item.content)}）${reviewer}已同意，${formatInstant(at, zone, now)}。`,
  returned: (item: Announcement, author: string): string => `${item.number} 退回给${author}了，没有发出。`,
  returnedNews: (item: Announcement, reviewer: string, reason: string): string =>
    `${item.number}（${excerpt(item.content)}）${reviewer}退回了：${reason}\n改好再发就说，比如“${item.number}内容改成…”。`,
  kept: '好，先不退回，还在等您审。',
  askReason: (item: Announcement): string => `退回 ${item.number} 的原因是什么？写一句给拟稿人。`,
  tooLate: (item: Announcement, planned: string): string =>
    `${item.number} 原定 ${planned} 发出，已经过了，没有发。\n请拟稿人改个时间再交来，比如“${item.number}改到明天上午九点”。`,
  overdueNews: (item: Announcement, planned: string, next: string | null): string =>
    `${item.number}（${excerpt(item.content)}）原定 ${planned} 发出，到时间还没有人同意，没有发。\n${next === null ? `还要发就改个时间，比如“${item.number}改到明天上午九点”。` : `同意以后从 ${next} 那次开始发。`}`,
  own: '自己拟的公告要别人来看，您不能自己同意。',
  notYours: '这条不是请您看的。',
  over: (item: Pick<Announcement, 'number'>): string => `${item.number} 已经处理过了。`,
  none: '没有等您看的公告。',
  which: (items: readonly Announcement[]): string =>
    `有 ${items.length} 条等您看：${joinList(items.slice(0, 5).map((item) => `${item.number} ${excerpt(item.content)}`))}。\n请带上编号，比如“同意${items[0]?.number ?? 'N1'}”。`,
  ruleOn: '好，以后支部的公告都要另一位书记同意了才发。\n不要了就说“公告不用审核了”。',
  ruleOff: '好，支部的公告不再要另一位书记同意。',
  cardTitle: (number: string, who: string): string => `公告 ${number} 等${who}看`,
  you: '您',
  cardAgreed: (number: string, reviewer: string): string => `${number} ${reviewer}已同意`,
  cardReturned: (number: string, reviewer: string): string => `${number} ${reviewer}退回了`,
  buttons: { agree: '同意', giveBack: '退回' },
  labels: { agree: '同意发公告', giveBack: '退回公告', list: '看等我审的公告', rule: '改公告要不要审核' },
} as const;

export function reviewRefusedText(refusal: ReviewRefusal): string {
  switch (refusal.code) {
    case 'oneself':
      return '要先看的人不能是您自己。要自己再看一眼，就说“发之前给我看一眼”。';
    case 'stranger':
      return `${refusal.name}不是本支部的人，不能请他先看。请换一位。`;
    case 'notSecretary':
      return `支部规定公告要另一位书记同意，${refusal.name}不是书记。请换一位。`;
    case 'nobody':
      return '支部里没有另一位书记可以先看。请指定一位，比如“发之前给李强看一眼”。';
    default:
      return unreachable(refusal);
  }
}
