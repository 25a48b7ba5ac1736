import type { WorkdayTable } from '../../time/calendar.ts';
import type { NoticeProblem } from '../../time/notice.ts';

const day = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** Every sentence about importing the year's holidays. */
export const workdayTexts = {
  label: '导入放假安排',
  preview: ({ year, holidays, makeUpWorkdays }: WorkdayTable, isKnown: boolean): string =>
    [
      `读到${year}年放假安排，请核对：`,
      holidays.map(({ name, first, last }) => `${name}${first === last ? day(first) : `${day(first)}–${day(last)}`}`).join('；'),
      makeUpWorkdays.length === 0 ? '没有调休上班。' : `调休上班：${makeUpWorkdays.map(day).join('、')}。`,
      ...(isKnown ? [`${year}年已经有一份，确认后换成这份。`] : []),
      '对就回复“确认”，不对回复“取消”。',
    ].join('\n'),
  done: (year: number): string => `${year}年放假安排已导入。\n排到${year}年的通知、学习都按它重排，时间变了的会告诉发起人。`,
  dropped: '好，没有导入。',
  stale: '这份放假安排已经过期，请重新发一遍。',
  direct: '放假安排请单独发给我，不在群里导入。',
  howTo: '请把国务院发布的放假通知全文贴给我，从“关于20××年部分节假日安排的通知”开始，七个假期都要有。',
  missing: (year: number): string =>
    `${year}年的放假安排还没有导入。排到${year}年的通知和学习先按周一到周五算，节假日也会照发。\n请把国务院的放假通知全文单独发给我，从“关于${year}年部分节假日安排的通知”开始。`,
  problems: (problems: readonly NoticeProblem[]): string =>
    ['这份放假安排读不通，没有导入：', ...problems.slice(0, 4).map((problem) => `- ${wordsOf(problem)}`), '请核对后再发一遍。'].join('\n'),
};

function wordsOf(problem: NoticeProblem): string {
  switch (problem.code) {
    case 'noYear':
      return '没有写是哪一年的，开头要有“20××年……安排”';
    case 'noHolidays':
      return '没有读到哪天放假';
    case 'wrongWeekday':
      return `${problem.words}和括号里的星期对不上`;
    case 'wrongYear':
      return `${problem.words}的日期不在这一年`;
    case 'wrongCount':
      return `${problem.holiday}写的是共${problem.said}天，数下来是${problem.counted}天`;
    case 'notAWeekend':
      return `${problem.words}不是周末，不会是调休上班`;
    case 'missing':
      return `缺${problem.holidays.join('、')}`;
  }
}
