import type { Instant } from '../../../core/clock.ts';
import { RECEIPT_MARK } from '../../../core/receipt.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import type { Suggestion } from '../schema.ts';
import { dayText, halfDayText, quoted, statusText, type Moment } from './names.ts';

/** No word of what was said, no label, no state: these may be kept for a repeat of the message. */
export const anonymousTexts = {
  /** `handedOn`: the next digest, the same for all of a day. */
  filed: (handedOn: Instant, at: Moment): string =>
    [
      '已匿名登记，我没有存您是谁。',
      `回执码：${RECEIPT_MARK}（只显示这一次，请记下）`,
      `${formatInstant(handedOn, at.zone, at.now)} 和其他匿名件一起打乱转给书记。之后凭码来问：“回执 加上码”；补充发“回执 码 补充：…”。`,
      '我不会主动找您。企业微信自己可能留有聊天记录，这我管不了。',
    ].join('\n'),
  filedUrgent: (handedOn: Instant, at: Moment): string =>
    `⚠️有危险先离开，再打119和单位值班电话：匿名件要到${formatInstant(handedOn, at.zone, at.now)}才转给书记，等不了！`,
  unsure: '听起来您不想留名，所以我没有登记。\n要匿名，请在和我的单聊里发“匿名：…”；愿意留名，就去掉那半句，发“建议：…”。',
  /** Somebody asked to speak without a name, and now speaks without the word for it. */
  wouldBeNamed:
    '您刚才说想匿名，这一条没写“匿名：”，登记了会带您的名字，所以先没登记。\n要匿名：发“匿名：”加上原话。\n愿意留名：发“建议：”加上原话。',
  inGroup: '这是群里，大家已经看到这句话了，所以我没有登记。\n要匿名：点我的头像单聊，发“匿名：…”，最好换个说法。\n这一条能撤回就先撤回。',
  receiptInGroup: '回执请在和我的单聊里用，别发在群里。\n这一条能撤回就先撤回。',
  empty: '要匿名提，请把话写全，一条发给我：“匿名：…”。我不存您是谁。',
  tooLong: '这段太长了，我没有登记。请压到1000字以内再发一次。',
  revealing:
    '还没有登记：这段话里可能看得出是谁写的（名字、岗位，或“只有我”这样的话）。\n改一改再发“匿名：…”；不用改的话，开头换成“匿名照登：”再发一次。',
  wrong: '没有查到。请核对回执码（16位，四个一组）；太久以前的也查不到了。',
  tooMany: '试得太多了，请一小时后再来。',
  howToAsk: '匿名提的凭回执码来问：发“回执 加上码”。\n我没有存您是谁，码丢了就查不到了，只能重新匿名提一次。',
  howToAskInGroup: '匿名提的，请在和我的单聊里凭回执码来问，别发在群里：点我的头像，发“回执 加上码”。',
  added: '补充的话记下了，会转给书记。',
  over: '这一件已经结束，不能再补充。有新情况请重新匿名提。',
  rated: '您的评价记下了，谢谢。',
  reopened: '好，会重新办理。过几天请再凭回执码来看。',
  notClosed: '这一件还没办结，办结后再评价。',
  /** What a repeat of a question by receipt gets: what stood there is not kept. */
  asked: '回执查到的内容我不保存，请把回执码再发一次。',
} as const;

/** For whoever holds the receipt. `handedOn`: the next digest. */
export function receiptStatusText(suggestion: Suggestion, handedOn: Instant, at: Moment): string {
  const said = suggestion.words.slice(-2).map((one) => `${one.from === 'office' ? '书记答复' : '您补充'}：${quoted(one.text)}`);
  const lines = [
    `您${halfDayText(suggestion, at)}匿名提的：${statusText(suggestion.status)}${suggestion.released ? '' : `（${formatInstant(handedOn, at.zone, at.now)}转给书记）`}。`,
    ...said,
    ...(suggestion.reason === null ? [] : [`不受理的原因：${quoted(suggestion.reason)}`]),
    ...(suggestion.status === 'closed' ? [`结果：${quoted(suggestion.result ?? '已办结')}`] : []),
    nextLine(suggestion, at),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function nextLine(suggestion: Suggestion, at: Moment): string {
  if (suggestion.status === 'closed')
    return suggestion.rating === null ? '办得怎么样？发“回执 码 5分”，没解决发“回执 码 还没好”。' : `您评了${suggestion.rating}分。`;
  return ['filed', 'accepted', 'assigned'].includes(suggestion.status)
    ? `${dayText(suggestion.dueOn, at)}前${suggestion.status === 'filed' ? '决定是否受理' : '答复'}。`
    : '';
}
