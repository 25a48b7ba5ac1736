import type { Announcement } from '../schema/announcement.ts';
import { excerpt } from './words.ts';

const SHOWN = 4;

/** What an author reads when the year's holidays moved a plan. */
export const replanTexts = {
  line: ({ number, content }: Announcement, was: string, next: string | null): string =>
    `- ${number}（${excerpt(content)}）${next === null ? '不再发' : `${was} → ${next}`}`,
  moved: (year: number, lines: readonly string[]): string =>
    [
      `${year}年放假安排公布了，您的这些通知时间有变：`,
      ...lines.slice(0, SHOWN),
      ...(lines.length > SHOWN ? [`……还有${lines.length - SHOWN}条，发“公告列表”看全部。`] : []),
    ].join('\n'),
};
