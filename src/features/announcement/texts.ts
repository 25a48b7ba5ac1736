import { formatInstant, formatRecurrence, joinList } from '../../core/zh/format.ts';
import type { Instant } from '../../core/clock.ts';
import { unreachable } from '../../core/errors.ts';
import { ACTIVE_LIMIT, CONTENT_LIMIT_BYTES, type Refusal } from './rules.ts';
import type { Announcement, Plan } from './schema.ts';

interface Place {
  readonly zone: string;
  readonly now: Instant;
}

function excerpt(content: string): string {
  return content.length > 16 ? `${content.slice(0, 16)}…` : content;
}

function planWords(plan: Plan, { zone, now }: Place): string {
  switch (plan.kind) {
    case 'now':
      return '确认后马上发';
    case 'once':
      return formatInstant(plan.at, zone, now);
    case 'repeated':
      return formatRecurrence(plan.rule);
  }
}

/** What fits on a phone. */
const LISTED = 5;

/** Every sentence of announcements. */
export const texts = {
  post: (content: string): string => `📢 ${content}`,
  latePost: (content: string, planned: string): string => `📢 （补发，原定 ${planned}）${content}`,
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
  confirmed: (number: string, plan: Plan, first: Instant, place: Place): string =>
    plan.kind === 'now'
      ? '好，马上发到群里。'
      : `定好了，编号 ${number}。\n下次发出：${formatInstant(first, place.zone, place.now)}。\n发“公告列表”可以查看、暂停或删除。`,
  dropped: '好，没有发，草稿也不留了。',
  refused: (refusal: Refusal, place: Place): string => {
    switch (refusal.code) {
      case 'noTime':
        return '什么时候发？比如“明天下午三点”“每周五 17:00”“现在”。';
      case 'noContent':
        return '要发的内容是什么？请把要告诉大家的话发给我。';
      case 'tooLong':
        return `内容太长了，一条最多约 ${Math.floor(CONTENT_LIMIT_BYTES / 3)} 个字，请缩短后再发。`;
      case 'noGroup':
        return '发到哪个群？请在要发的群里跟我说，或写上群名，比如“发到后勤一支部工作群”。';
      case 'noPush':
        return `“${refusal.group}”还没有绑定推送地址，我发不进去。\n请管理员绑定后再来（命令 group add）。`;
      case 'notYours':
        return `“${refusal.group}”不归您的支部管，我没有发。\n请那个支部的书记来发，或换成您支部的群。`;
      case 'past':
        return `${formatInstant(refusal.at, place.zone, place.now)} 已经过了，请换一个时间。`;
      case 'tooOften':
        return '太密了，同一个群里至少隔 15 分钟。请换一个时间。';
      case 'never':
        return '按这个时间以后都不会发出，请换一个时间。';
      case 'tooMany':
        return `已经有 ${ACTIVE_LIMIT} 条在等着发，请先在“公告列表”里删掉一些。`;
      default:
        return unreachable(refusal);
    }
  },
  list: (items: readonly Announcement[], place: Place): string =>
    [
      `共 ${items.length} 条公告：`,
      ...items
        .slice(0, LISTED)
        .map(
          (item, index) =>
            `${index + 1}. ${item.number} ${excerpt(item.content)}（${item.nextAt === null ? '已暂停' : `下次 ${formatInstant(item.nextAt, place.zone, place.now)}`}）`,
        ),
      ...(items.length > LISTED ? [`还有 ${items.length - LISTED} 条排在后面。`] : []),
      '可以说“暂停N1”“恢复N1”“删除N1”。',
    ].join('\n'),
  none: '没有等着发的公告。\n要发就说一句，比如“每周五下午五点提醒大家关灯”。',
  changed: {
    pause: (item: Announcement): string => `${item.number} 已暂停，不会再发；说“恢复${item.number}”接着发。`,
    resume: (item: Announcement, next: string): string => `${item.number} 已恢复，下次 ${next}。`,
    delete: (item: Announcement): string => `${item.number} 已删除，不会再发：${excerpt(item.content)}`,
  },
  notChanged: { over: '这条已经发完或删除了，不用再动。', already: '这条本来就是这样，没有变化。' },
  which: '是哪一条？请带上编号，比如“删除N1”。发“公告列表”能看到编号。',
  missed: (item: Announcement, planned: string, next: string | null): string =>
    `公告 ${item.number}（${excerpt(item.content)}）原定 ${planned} 发出，当时系统没有运行，已过半小时，没有补发。\n${next === null ? '需要的话请再发一次。' : `下次 ${next} 照常发。`}`,
  buttons: { confirm: '确认', cancel: '取消' },
  cardTitle: '公告草稿',
  cardDone: '已确认',
  cardDropped: '已取消',
  cardStale: '这份草稿已经处理过了',
  label: (content: string): string => `发公告“${excerpt(content)}”`,
  labelList: '看公告列表',
} as const;
