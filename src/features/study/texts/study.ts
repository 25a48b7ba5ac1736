import { joinList } from '../../../core/zh/format.ts';
import type { Chat } from '../../../core/message.ts';
import type { AnswerRefusal } from '../rules/judge.ts';
import { lettersOf } from '../rules/judge.ts';
import { DAILY_CAP } from '../rules/cap.ts';
import type { Question } from '../schema.ts';

/** B. 报警并疏散、D. … ; of a judgement the word alone. */
export function rightAnswer(question: Question): string {
  return inWords(question, question.answer);
}

/** Letters with their words; of a judgement the word alone. */
export function inWords(question: Question, answer: readonly string[]): string {
  const letters = lettersOf(question.options);
  const words = (letter: string): string => question.options[letters.indexOf(letter)] ?? '';
  return joinList(answer.map((letter) => (question.kind === 'trueFalse' ? words(letter) : `${letter}. ${words(letter)}`)));
}

/** What is right, why, and where it stands. */
export function explained(question: Question): string {
  return `${rightAndWhy(question)}\n出处：${question.source}`;
}

export function rightAndWhy(question: Question): string {
  return `正确答案：${rightAnswer(question)}\n解析：${question.explanation}`;
}

/** What members read about the day's question and practice. */
export const studyTexts = {
  kinds: { single: '单选，选一个', multiple: '多选，选全才算对', trueFalse: '判断，对还是错' },
  submit: '提交',
  promptTitle: (topic: string): string => `今日一题 · ${topic}`,
  practiceTitle: (nth: number, total: number, topic: string): string =>
    total === 1 ? `练一题 · ${topic}` : `练习 ${nth}/${total} · ${topic}`,
  passage: (text: string, source: string): string => `📖 今天学一段：\n${text}\n——${source}`,
  result: {
    right: (question: Question): string => `✅ 答对了！\n${explained(question)}`,
    wrong: (question: Question): string => `这次没答对，没关系。\n${explained(question)}`,
  },
  chosen: '您选了',
  source: '出处',
  cardResult: { right: '✅ 答对了', wrong: '这次没答对，没关系' },
  again: '这题您已经答过，第一次的算数，这次当练习。',
  late: '这题已经收题了，这次算练习，不计数。',
  received: (closes: string): string =>
    `收到您的答案了。对不对只告诉您本人：点我的头像单聊，发“解析”就能看。\n${closes} 我在群里公布正确答案。`,
  receivedAgain: '您已经答过了，第一次的算数。\n对不对和解析，点我的头像单聊，发“解析”就能看。',
  receivedLate: '这题已经收题了，这次算练习，不计数。\n解析在和我的单聊里看：点我的头像，发“解析”。',
  cardReceived: '收到您的答案了',
  cardAgain: '您已经答过了，第一次的算数',
  cardLate: '已经收题，这次算练习，不计数',
  cardReceivedBody: (question: Question): string => `${question.stem}\n对不对只告诉您本人：点我的头像单聊，发“解析”。`,
  refused: {
    nothing: '没看出您选的是哪个。请发字母，比如“选B”；多选就发“ABD”；判断题发“对”或“错”。',
    outside: '没有这个选项，请从题目给的字母里选。',
    onlyOne: '这题只能选一个，请发一个字母，比如“选B”。',
  } satisfies Readonly<Record<AnswerRefusal, string>>,
  noneOpen: (chat: Chat): string => `现在没有要答的题。想练就${chat.kind === 'group' ? '单聊我' : ''}发“来道题”。`,
  staleCard: '这道题已经过去了',
  staleCardBody: '想接着练，单聊发“来道题”。',
  keptAsMistake: '已放进您的错题本，发“练错题”再练。',
  oneDone: '还想练就说“再来一道”。',
  seriesDone: '这几题练完了，辛苦！还想练就说“再来一道”。',
  mistakesDone: (left: number): string =>
    left === 0 ? '错题全练对了，错题本清空了，真不错！' : `这一轮练完了，错题本里还有 ${left} 题，哪天想练再发“练错题”。`,
  enough: `今天已经答了 ${DAILY_CAP} 题，够啦，歇一歇，明天再学。`,
  stopped: '好，先练到这儿。想练时发“来道题”。',
  noMistakes: '您的错题本是空的，没有要重练的题。\n想练别的，发“来道题”或“三道党史题”。',
  noTopic: (word: string, topics: readonly string[]): string =>
    topics.length === 0 ? '题库还是空的，现在没有题可练。' : `题库里还没有“${word}”的题。\n现有：${joinList(topics)}。`,
  fewer: (count: number): string => `一次最多练几道，这次给您 ${count} 道。`,
  inDirect: '练习在和我的单聊里做，不打扰大家：点我的头像，发“来道题”或“练错题”。',
  noRace: '群里抢答我不会办，也不排名次。\n想看今天的题发“今日一题”；想多练，点我的头像单聊发“来道题”。',
  noPromptInGroup: '今天群里还没有每日一学的题。\n想自己练，点我的头像单聊，发“来道题”。',
  noPromptYet: '今天群里还没有每日一学的题，先给您来一道练习：',
  closedInGroup: (question: Question): string => `今天的题已经收题。\n题目：${question.stem}\n${explained(question)}`,
  answeredAlready: '今天的题您已经答过了。\n发“解析”看答案；想多练，发“来道题”。',
  closedPractice: '今天的题已经收题，现在答算练习：',
  howToAnswer: (closes: string): string => `点按钮或 @我 说“选B”都行，${closes} 收题。想不让别人看到您选啥，就点我的头像单聊答。`,
} as const;
