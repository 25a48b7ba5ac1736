import type { Shown } from '../rules/summary.ts';
import { lettersOf } from '../rules/judge.ts';
import type { Passage, Question } from '../schema.ts';
import { explained } from './study.ts';

/** A paragraph in a group is read on a phone: two sentences, not a page. */
const PASSAGE_CHARACTERS = 120;
/** Short options stand in one line. */
const ONE_LINE = 26;

const KINDS = { single: '单选', multiple: '多选', trueFalse: '判断' } as const;
const HOW = { single: '@党群助手 选B', multiple: '@党群助手 选ABD', trueFalse: '@党群助手 对（或 错）' } as const;

function shortened(text: string): string {
  if (text.length <= PASSAGE_CHARACTERS) return text;
  const cut = text.slice(0, PASSAGE_CHARACTERS);
  const end = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('；'));
  return end >= PASSAGE_CHARACTERS / 3 ? cut.slice(0, end + 1) : `${cut}…`;
}

function options(question: Question): readonly string[] {
  if (question.kind === 'trueFalse') return [];
  const lines = lettersOf(question.options).map((letter, index) => `${letter}. ${question.options[index] ?? ''}`);
  return lines.join('').length <= ONE_LINE ? [lines.join('　')] : lines;
}

/** What the group robot posts; it has no buttons, so the words say how to answer. */
export const postTexts = {
  prompt: (question: Question, passage: Passage | undefined, closes: string, planned: string | null): string =>
    [
      `📖 每日一学${planned === null ? '' : `（补发，原定 ${planned}）`}`,
      ...(passage === undefined ? [] : [`${shortened(passage.text)}\n——${passage.source}`]),
      `【今日一题·${question.topic}·${KINDS[question.kind]}】${question.stem}`,
      ...options(question),
      `答题：${HOW[question.kind]}；单聊我答，别人看不到。${closes} 公布答案。`,
    ].join('\n'),
  summary: (question: Question, shown: Shown): string =>
    [`📖 今日一题答案 · ${question.topic}`, question.stem, explained(question), ...counted(shown)].join('\n'),
  missed: (group: string, planned: string, next: string | null): string =>
    `${group}的每日一学原定 ${planned} 发出，当时系统没有运行，已过半小时，没有补发。\n${next === null ? '以后不会再发，请重新设置。' : `下次 ${next} 照常发。`}`,
  missedSummary: (group: string): string =>
    `${group}今日一题的答案没有按时公布（当时系统没有运行），没有补发。\n大家和我单聊发“解析”可以看到。`,
  emptyBank: (group: string): string => `${group}的每日一学没有发出：题库是空的，请联系管理员导入题目。`,
} as const;

function counted(shown: Shown): readonly string[] {
  switch (shown.kind) {
    case 'nothing':
      return [];
    case 'count':
      return [`共 ${shown.answered} 人作答。`];
    case 'share':
      return [`共 ${shown.answered} 人作答，${shown.percent}% 答对。`];
  }
}
