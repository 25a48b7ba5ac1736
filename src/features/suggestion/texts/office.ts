import type { LocalDate } from '../../../core/clock.ts';
import type { ActRefusal } from '../rules/life.ts';
import { isOverdue } from '../rules/sweep.ts';
import type { Rate, Rates } from '../rules/rates.ts';
import type { Act, Suggestion } from '../schema.ts';
import { dayText, echoText, halfDayText, quoted, refText, statusText, titleText, type Moment } from './names.ts';
import { stepLine } from './member.ts';

/** What was done, in one line each; the author's words only where they may be said. */
export function doneText(suggestion: Suggestion, act: Act, mayBeSaid: boolean, at: Moment): string {
  const what = echoText(suggestion, mayBeSaid);
  const author = suggestion.label === null ? '提的人会收到通知。' : '提的人凭回执可以看到。';
  switch (act.kind) {
    case 'accept':
      return `已受理 ${what}，${dayText(suggestion.dueOn, at)}前答复。${author}`;
    case 'decline':
      return `${what} 不予受理，原因：${quoted(act.reason ?? '')}。${author}`;
    case 'assign':
      return `${what} 交给${quoted(suggestion.assigneeName ?? '')}，${dayText(suggestion.dueOn, at)}前答复。${suggestion.assigneeId === null ? '对方不在名册里，请您转告。' : '已通知承办人。'}`;
    case 'answer':
      return `${what} 的答复已记下。${author}`;
    case 'close':
      return `${what} 已办结${suggestion.adopted === false ? '（不采纳）' : ''}。${suggestion.label === null ? '我会请提的人评价，解决没有由他说了算。' : author}`;
  }
}

export function actRefusedText(suggestion: Suggestion, refusal: ActRefusal): string {
  const ref = refText(suggestion);
  const words: Record<ActRefusal, string> = {
    over: `${ref} 现在是“${statusText(suggestion.status)}”，没有动。`,
    alreadyAccepted: `${ref} 已经受理了（${statusText(suggestion.status)}），没有动。`,
    reasonMissing: `${ref} 请说一下原因，我写给提的人看。`,
    assigneeMissing: `${ref} 交给谁？可以带上期限，比如“孙磊，周五前”。`,
    textMissing: `${ref} 请把要答复的话发给我。`,
    datePast: `${ref} 这个日期已经过了，请换一个。`,
  };
  return words[refusal];
}

/** The secretary's view in the single chat. Of an anonymous one nothing but its words and its half day. */
export function officeStatusText(suggestion: Suggestion, author: string | undefined, at: Moment): string {
  const last = suggestion.words.findLast((one) => one.from === 'office' || !suggestion.news);
  const nobody = suggestion.number === null ? '匿名' : '提的人的名字已删除';
  const who = author === undefined ? `${nobody}，${halfDayText(suggestion, at)}` : `${quoted(author)}，${dayText(suggestion.filedOn, at)}`;
  const marks = [suggestion.urgent ? '紧急' : '', suggestion.flagged ? '需上会' : '', suggestion.photo ? '附了图' : ''].filter(
    (mark) => mark !== '',
  );
  const lines = [
    `${refText(suggestion)}（${[statusText(suggestion.status), ...marks].join('，')}）“${quoted(suggestion.text)}”`,
    `${who}${suggestion.place === null ? '' : `，地点：${quoted(suggestion.place)}`}${suggestion.seconds.length > 0 ? `，${suggestion.seconds.length}人附议` : ''}`,
    officeStep(suggestion, at),
    ...(last === undefined ? [] : [`${last.from === 'office' ? '答复' : '补充'}：${quoted(last.text)}`]),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function officeStep(suggestion: Suggestion, at: Moment): string {
  if (suggestion.status !== 'closed') return stepLine(suggestion, at);
  if (suggestion.verdict === 'silent') return '提的人一直没评价，按未评价单独计。';
  return suggestion.rating === null ? '等提的人评价。' : `提的人评了${suggestion.rating}分。`;
}

export function officeLine(suggestion: Suggestion, today: LocalDate, at: Moment): string {
  const mark = isOverdue(suggestion, today) ? '超期，' : '';
  const who = suggestion.assigneeName === null ? '' : `${quoted(suggestion.assigneeName)}，`;
  return `${refText(suggestion)} ${titleText(suggestion)}（${statusText(suggestion.status)}，${who}${mark}${dayText(suggestion.dueOn, at)}）`;
}

export function ratesText(month: string, rates: Rates): string {
  return [
    `${month}收到${rates.filed}件，建议三率：`,
    `- 响应率 ${rateText(rates.response)}：按时受理或答复不受理的`,
    `- 解决率 ${rateText(rates.solved)}：办结的里，提的人说解决了的`,
    `- 满意率 ${rateText(rates.satisfied)}：评了分的里，3分以上的`,
    ...(rates.silent === 0 ? [] : [`另有${rates.silent}件一直没人评价，单独计，不算解决。`]),
  ].join('\n');
}

function rateText(rate: Rate): string {
  return rate.base === 0 ? '暂无数据（0件）' : `${((100 * rate.n) / rate.base).toFixed(1)}%（${rate.n}/${rate.base}件）`;
}

export const officeTexts = {
  empty: (title: string): string => `${title}：没有。`,
  onlyOne: (title: string): string => `${title} 1条，见下面。`,
  listTitle: (title: string, total: number): string => `${title} ${total}条：`,
  groupList: (title: string, total: number, refs: readonly string[]): string =>
    `${title} ${total}条${refs.length > 0 ? `：${refs.join('、')}` : ''}。\n内容请在和我的单聊里看。`,
  byLabelOnly:
    '回执码只有提的人自己有，请不要拿它来办件，我没有动。\n办匿名件请用“匿名-编号”，比如“匿名-K7QD 答复：…”；要补充自己提的，发“回执 码 补充：…”。',
  onlyDirect: '这个请在和我的单聊里看。',
  sameAs: (number: number): string => `和 S${number} 是一回事`,
  notFound: (ref: string): string => `没找到${ref === '' ? '您说的那条' : ` ${ref}`}，请带上编号，如“S12”。`,
  nothing: '现在没有要办的建议。',
  author: (ref: string, name: string): string => `${ref} 是${name}提的。请只为办事用，别外传。`,
  unmask: '匿名件是谁提的，我也不知道：没有存，查不出来。可以用“匿名-编号 回复：…”问情况。',
  noReport: '这类报表我还不会出，没有替您做。\n现在能看“建议三率”。',
  dropped: '好，先不动。',
  titles: {
    filed: '待受理',
    inHand: '办理中',
    overdue: '超期',
    answered: '已答复待办结',
    closed: '近60天办结',
    flagged: '三次重办、需上会',
    anonymous: '匿名件',
    assigned: '您名下要办的',
    mine: '您提的建议',
    all: '没办结的建议',
  },
} as const;
