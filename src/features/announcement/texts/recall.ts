import type { Announcement } from '../schema/announcement.ts';
import { excerpt } from './words.ts';

/** What the secretary reads who wants a post back. */
export const recallTexts = {
  recalled: (item: Announcement): string =>
    item.plan.kind === 'repeated'
      ? `撤回了，这一次不发：${excerpt(item.content)}\n以后的照常发；都不要了说“删除${item.number}”。`
      : `撤回了，一个群也没有发：${excerpt(item.content)}`,
  /** Some of it may be under way at this very moment. */
  recalledRest: (item: Announcement, arrived: number, waiting: number): string =>
    arrived === 0
      ? `撤回了，还没有群收到，不会再发：${excerpt(item.content)}\n万一正好有群刚收到，说“更正${item.number}：”补一条。`
      : `还没收到的${waiting}个群不会再发；已经收到的${arrived}个群收不回来。\n写错了可以发更正：说“更正${item.number}：”，后面写正确的内容。`,
  tooLate: (item: Announcement): string =>
    `${item.number} 已经发到群里，收不回来了。\n写错了可以发更正：说“更正${item.number}：”，后面写正确的内容。`,
} as const;
