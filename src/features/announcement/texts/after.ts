import { formatInstant, joinList } from '../../../core/zh/format.ts';
import type { Sending } from '../schema/sending.ts';
import { excerpt, type Place } from './words.ts';

const when = (sending: Sending, { zone, now }: Place): string => formatInstant(sending.leavesAt, zone, now);

/** How one group stands with 已知晓. */
export interface GroupTicks {
  readonly group: string;
  readonly expected: number;
  readonly ticked: number;
  readonly missing: readonly string[];
}

/** Names that fit on a phone; the rest is a number. */
const NAMED = 20;

/** After a post is out: corrections, ticks. */
export const afterTexts = {
  /** What the groups read. */
  correction: (content: string, older: Sending, place: Place): string =>
    `更正：${content.replace(/[。.，,\s]+$/u, '')}，以此为准；作废的是${when(older, place)}发的“${excerpt(older.content)}”。`,
  correctWhat: '更正成什么？请写在冒号后面，比如“更正：明天停水改到后天上午”。',
  cannotChange: ({ number, content }: Sending): string =>
    `${number}“${excerpt(content)}” 已经发出，原文改不了。\n刚发的一分钟内可以说“撤回”再重发；过了就补一条，把对的话写在后面，比如“更正：明天停水改到10点”。`,
  correctWhich: '要更正哪一条？请带上编号，比如“更正N3：…”。发“发过的公告”能看到编号。',
  nothingArrived: (older: Sending): string => `${older.number} 还没有发到任何一个群，不用更正；直接撤回或修改就行。`,
  onlyThisOnce: (older: Sending): string => `只更正已经发出的这一次；以后各次要改，说“修改${older.number}”。`,
  counts: (latest: Sending, replaced: boolean, place: Place): string =>
    `以 ${when(latest, place)} 发的这条为准：\n${latest.content}${replaced ? '\n更早的那条已经作废。' : ''}`,
  countsNothing: '这里最近没有发过公告。',
  ticked: (name: string, content: string): string => `好，${name}已知晓“${excerpt(content)}”，记下了。`,
  tickedBefore: '您已经点过“已知晓”了，不用再回。',
  noTickWanted: '好的。这条不用回执。',
  corrected: (latest: Sending, place: Place): string => `这条后来有更正，以 ${when(latest, place)} 的为准：\n${latest.content}`,
  tickCard: { title: '看完请点一下', button: '已知晓', done: '已知晓，谢谢' },
  /** Under a post whose readers are asked to tick. */
  askTick: '看完请@机器人回“收到”。',
  ticksNone: '最近没有要回执的公告。\n发的时候说一句“要回执”，我就帮您数。',
  ticks: (sending: Sending, groups: readonly GroupTicks[], alone: boolean, place: Place): string =>
    [
      `${sending.number}（${excerpt(sending.content)}，${when(sending, place)}发）已知晓：`,
      ...groups.map(({ group, expected, ticked }) => `${group}：${ticked}/${expected} 人`),
      ...(alone ? groups.flatMap(missingLine) : ['名单请在和我的单聊里看。']),
      ...(alone && groups.some(({ missing }) => missing.length > 0) && sending.remindedAt === null
        ? ['说“提醒没看的”，我私下提醒他们一次。']
        : []),
    ].join('\n'),
  reminded: (count: number): string => `好，私下提醒了 ${count} 位，群里不点名。\n每条公告只提醒这一次。`,
  remindedBefore: (at: string): string => `${at} 已经提醒过一次了，不再催。`,
  everybodyTicked: '大家都已知晓，不用提醒。',
  remind: (sending: Sending, place: Place): string =>
    `${when(sending, place)}的公告请您看一下：\n${sending.content}\n看完回“收到${sending.number}”就行。`,
  remindGroup: '有一条公告还有同事没看到。\n看过的请@机器人回“收到”；没看到的，点我的头像单聊，发“消息”。',
} as const;

function missingLine({ group, missing }: GroupTicks): readonly string[] {
  if (missing.length === 0) return [];
  const more = missing.length > NAMED ? ` 等 ${missing.length} 人` : '';
  return [`${group}还没看：${joinList(missing.slice(0, NAMED))}${more}`];
}
