import { formatDate, joinList } from '../../../core/zh/format.ts';
import type { OwnRecord } from '../rules/record.ts';
import type { Shown } from '../rules/summary.ts';
import type { Question } from '../schema.ts';
import { explained } from './study.ts';

/** The own record, and what secretaries see: counts, never a person. */
export const recordTexts = {
  own: (record: OwnRecord): string =>
    [
      '您的学习（只有您自己看得到）：',
      `每日一题：答过 ${record.answered} 题，答对 ${record.right} 题`,
      `本月：答过 ${record.monthAnswered} 题，答对 ${record.monthRight} 题`,
      `练习：${record.practised} 题`,
      `错题本：${record.mistakes} 题${record.mistakes > 0 ? '，发“练错题”再练' : ''}`,
    ].join('\n'),
  none: '您还没有答过题。\n想试试就发“来道题”，一分钟一道。',
  inDirect: '学习记录只给您本人看：点我的头像单聊，发“我的学习”。',
  resultInDirect: '解析只给您本人看：点我的头像单聊，发“解析”。\n收题后我会在群里公布正确答案。',
  result: (question: Question, right: boolean): string => `今日一题：${recordTexts.why(question, right)}`,
  why: (question: Question, right: boolean): string =>
    `${question.stem}\n${right ? '✅ 您答对了。' : '您这次没答对，没关系。'}\n${explained(question)}`,
  toldAtOnce: (question: Question): string => `没关系，一起看看：\n${explained(question)}\n还想练就说“再来一道”。`,
  published: (question: Question): string => `今日一题：${question.stem}\n${explained(question)}`,
  answerFirst: '今天的题您还没答，先选一个，马上就能看解析：',
  noResult: '现在没有可看的解析。\n想练一题，发“来道题”。',
  overview: (days: readonly { readonly heldOn: string; readonly topic: string; readonly open: boolean; readonly shown: Shown }[]): string =>
    [
      '最近的每日一学（只有人数，没有名字）：',
      ...days.map((day) => `${formatDate(day.heldOn)}${day.topic}：${day.open ? '还在作答' : counted(day.shown)}`),
    ].join('\n'),
  noOverview: '还没有发过每日一学。\n要开就说“每个工作日早上8点半推每日一学”。',
  bank: (topics: readonly { readonly topic: string; readonly count: number }[], total: number): string =>
    topics.length === 0 ? '题库还是空的。' : `题库共 ${total} 题：\n${joinList(topics.map(({ topic, count }) => `${topic} ${count}`))}。`,
} as const;

function counted(shown: Shown): string {
  switch (shown.kind) {
    case 'nothing':
      return '不足5人作答';
    case 'count':
      return `${shown.answered} 人作答`;
    case 'share':
      return `${shown.answered} 人作答，${shown.percent}% 答对`;
  }
}
