import { formatInstant } from '../../../core/zh/format.ts';
import type { Announcement } from '../schema/announcement.ts';
import { excerpt, type Place } from './words.ts';

const SHOWN = 4;

/** Several fit: the numbers tell them apart. */
export function whichText(items: readonly Announcement[], { zone, now }: Place): string {
  return [
    '有几条对得上，是哪一条？请带上编号再说一次。',
    ...items
      .slice(0, SHOWN)
      .map(
        (item) =>
          `${item.number} ${excerpt(item.content)}（${item.nextAt === null ? '没有下次' : `下次 ${formatInstant(item.nextAt, zone, now)}`}）`,
      ),
  ].join('\n');
}
