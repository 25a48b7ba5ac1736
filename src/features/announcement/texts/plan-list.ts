import { formatInstant, joinList } from '../../../core/zh/format.ts';
import type { Announcement } from '../schema/announcement.ts';
import { excerpt, type Place } from './words.ts';

/** What fits on a phone. */
const LISTED = 5;

/** The list of what is planned, and what was done to one of it. */
export const planTexts = {
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
  sure: (item: Announcement): string =>
    `要删除 ${item.number}：${excerpt(item.content)}，以后都不发了。\n确定就回“确认”；只停一次说“下次别发”，先停着说“暂停${item.number}”。`,
  keptIt: '好，留着，照常发。',
  changedAll: {
    pause: (numbers: readonly string[], recalled: boolean): string =>
      `${numbers.length === 0 ? '' : `都暂停了，共${numbers.length}条：${joinList(numbers)}。`}${recalled ? '正要发出去的也撤回了。' : ''}\n要接着发，说“恢复全部公告”；每日一学另说“停掉每日一学”。`,
    resume: (numbers: readonly string[]): string => `都恢复了，共${numbers.length}条：${joinList(numbers)}。发“日程”看接下来要发的。`,
  },
  noneThen: '那天没有要发的公告。发“日程”能看到未来 7 天要发的。',
  onlyOnce: (item: Announcement): string => `${item.number} 只发这一次。不发了就说“删除${item.number}”。`,
  skipped: (item: Announcement, off: readonly string[], next: string | null): string =>
    `好，${item.number} ${off.length > 3 ? `${off[0] ?? ''}到${off.at(-1) ?? ''}` : joinList(off)} ${off.length > 1 ? `那${off.length}次` : '那次'}不发。\n${next === null ? '后面没有了。' : `接下来 ${next} 照常发。`}`,
  notAmongThem: (number: string): string =>
    `${number} 不在您能改的里面：可能已经发完、删掉了，或者不是您支部的。\n发“公告列表”看等着发的，发“发过的公告”看发过的。`,
  nothingSkipped: '没有找到跳过的那一次：可能没跳过，也可能后面已经没有了。\n发“日程”能看到未来 7 天要发的。',
  restored: (item: Announcement, at: string): string =>
    `好，${item.number} ${at} 那次照常发。${item.status === 'paused' ? `\n不过它还暂停着，要发请说“恢复${item.number}”。` : ''}`,
  notChanged: { over: '这条已经发完或删除了，不用再动。', already: '这条本来就是这样，没有变化。' },
  which: '是哪一条？请带上编号，比如“删除N1”。发“公告列表”能看到编号。',
} as const;
