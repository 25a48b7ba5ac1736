import type { Instant } from '../../../core/clock.ts';
import { formatInstant, joinList } from '../../../core/zh/format.ts';
import type { Plan } from '../schema/plan.ts';
import { planWords, type Place } from './words.ts';

/** A draft on its way to the groups. */
export const draftTexts = {
  preview: (
    content: string,
    groups: readonly string[],
    plan: Plan,
    times: readonly Instant[],
    mentionAll: boolean,
    provisional: boolean,
    place: Place,
  ): string =>
    [
      '请核对，还没有发出：',
      `**内容**：${content}${mentionAll ? '（会@所有人）' : ''}`,
      `**时间**：${planWords(plan, place)}`,
      ...(plan.kind === 'repeated' ? [`**接下来**：${joinList(times.map((at) => formatInstant(at, place.zone, place.now)))}`] : []),
      ...(provisional ? ['明年的放假安排还没有公布，明年先按周一到周五算。'] : []),
      `**发到**：${joinList(groups)}`,
      '回复“确认”就定下；要改就说“改成下午四点”“内容改成…”；不要了说“取消”。',
    ].join('\n'),
  dropped: '好，没有发，草稿也不留了。',
  buttons: { confirm: '确认', cancel: '取消' },
  cardTitle: '公告草稿',
  cardDone: '已确认',
  cardDropped: '已取消',
  cardStale: '这份草稿已经处理过了',
} as const;
