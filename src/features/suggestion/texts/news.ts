import type { Act, Suggestion } from '../schema.ts';
import { dayText, echoIn, echoText, quoted, refText, type Moment } from './names.ts';

/** What the author and the supporters hear of a change; in a group `group` says how to reply there. */
export function changeText(suggestion: Suggestion, act: Act['kind'], group: boolean, at: Moment): string {
  const what = echoIn(suggestion, group);
  const until = `${dayText(suggestion.dueOn, at)}前答复`;
  switch (act) {
    case 'accept':
      return `${what} 已受理，${until}。`;
    case 'decline':
      return `${what} 没有受理，原因：${quoted(suggestion.reason ?? '')}。\n不同意可以找书记复核。`;
    case 'assign':
      return `${what} 已交给${quoted(suggestion.assigneeName ?? '')}办理，${until}。`;
    case 'answer':
      return `${what} 有答复了：\n${quoted(suggestion.words.findLast((one) => one.from === 'office')?.text ?? '')}`;
    case 'close':
      return `${what} ${suggestion.adopted === false ? '没有采纳' : '已办结'}${suggestion.result === null ? '' : `：${quoted(suggestion.result)}`}。\n${verdictLine(suggestion, group)}`;
  }
}

export function askAgainText(suggestion: Suggestion, group: boolean): string {
  return `${echoIn(suggestion, group)} 办结几天了，${verdictLine(suggestion, group)}\n7天内不回，就按“未评价”结束。`;
}

function verdictLine(suggestion: Suggestion, group: boolean): string {
  const at = group ? '@党群助手 ' : '';
  const ref = refText(suggestion);
  return `提的人说说办得怎么样：回“${at}${ref} 5分”（1到5分）；没解决回“${at}${ref} 还没好”，会重新办。`;
}

/** For people of the office. */
export const newsTexts = {
  filed: (suggestion: Suggestion, author: string, at: Moment): string =>
    `${suggestion.urgent ? '【紧急】' : ''}新${suggestion.kind === 'hazard' ? '隐患' : '建议'} ${echoText(suggestion, true)}\n${quoted(author)}提，${dayText(suggestion.dueOn, at)}前请决定是否受理：发“受理 ${refText(suggestion)}”或“${refText(suggestion)} 派某某”。`,
  /** It may take the place of the news that it was filed: it tells what is to be done all the same. */
  added: (suggestion: Suggestion, author: string, at: Moment): string =>
    [
      `${echoText(suggestion, true)} ${quoted(author)}补充：`,
      ...suggestion.words
        .filter(({ from }) => from === 'author')
        .slice(-3)
        .map(({ text }) => quoted(text)),
      ...(suggestion.status === 'filed'
        ? [`${dayText(suggestion.dueOn, at)}前请决定是否受理：发“受理 ${refText(suggestion)}”或“${refText(suggestion)} 派某某”。`]
        : []),
    ].join('\n'),
  /** Who works on it need not know who asked. */
  addedForAssignee: (suggestion: Suggestion): string =>
    `${echoText(suggestion, true)} 提的人补充：\n${quoted(suggestion.words.findLast((one) => one.from === 'author')?.text ?? '')}`,
  urgentPost: (suggestion: Suggestion): string => `【紧急】隐患 ${echoIn(suggestion, true)}，请书记马上处理！其他人先避开。`,
  urgentHidden: '【紧急】刚收到一条紧急隐患，请书记马上打开和我的单聊，发“消息”查看。',
  assigned: (suggestion: Suggestion, by: string, mayBeSaid: boolean, at: Moment): string =>
    `${quoted(by)}请您办 ${echoText(suggestion, mayBeSaid)}，${dayText(suggestion.dueOn, at)}前答复。\n办好了告诉我“${refText(suggestion)} 办好了”。`,
  proposed: (suggestion: Suggestion, by: string, result: string | null): string =>
    `${refText(suggestion)} 承办人${quoted(by)}说办好了${result === null ? '' : `：${quoted(result)}`}。\n没问题就发“${refText(suggestion)} 办结”。`,
  lowRating: (suggestion: Suggestion): string => `${echoText(suggestion, true)} 提的人只给了${suggestion.rating}分，请2个工作日内回访。`,
  /** `before`: who had it, and has it no more. */
  reopened: (suggestion: Suggestion, before: string | null, at: Moment): string =>
    [
      `${echoText(suggestion, true)} 提的人说还没好，第${suggestion.reopenCount}次重新办理，${dayText(suggestion.dueOn, at)}前答复。`,
      ...(before === null ? [] : [`上次是${quoted(before)}办的；还让他办，就发“${refText(suggestion)} 派${quoted(before)}”。`]),
      ...(suggestion.flagged ? ['已满3次，请提交联合会议。'] : []),
    ].join('\n'),
  /** To who had it. */
  takenBack: (suggestion: Suggestion): string => `${echoText(suggestion, true)} 提的人说还没好，要重新办。由谁来办，书记会再定。`,
  chase: (suggestion: Suggestion, at: Moment): string =>
    suggestion.status === 'filed'
      ? `催办：${echoText(suggestion, true)} 应在${dayText(suggestion.dueOn, at)}前决定是否受理，已经超期。`
      : `催办：${echoText(suggestion, true)} 应在${dayText(suggestion.dueOn, at)}前答复，已经超期${suggestion.assigneeName === null ? '，还没交办' : `，承办：${quoted(suggestion.assigneeName)}`}。`,
  digest: (fresh: readonly Suggestion[], news: readonly Suggestion[]): string =>
    [
      ...(fresh.length > 0 ? [`今天转来匿名件${fresh.length}件：${fresh.map(refText).join('、')}。`] : []),
      ...(news.length > 0 ? [`有补充或评价的${news.length}件：${news.map(refText).join('、')}。`] : []),
      '单聊里发编号看内容；回复发“匿名-编号 回复：…”。',
    ].join('\n'),
} as const;
