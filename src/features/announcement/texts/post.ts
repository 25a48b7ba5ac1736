import type { Announcement } from '../schema/announcement.ts';
import { excerpt } from './words.ts';

/** What the groups read. */
export const postTexts = {
  post: (content: string): string => `📢 ${content}`,
  latePost: (content: string, planned: string): string => `📢 （补发，原定 ${planned}）${content}`,
} as const;

/** What the author reads about a post that did not go out. */
export const jobTexts = {
  missed: (item: Announcement, planned: string, next: string | null): string =>
    `公告 ${item.number}（${excerpt(item.content)}）原定 ${planned} 发出，当时系统没有运行，已过半小时，没有补发。\n${next === null ? '需要的话请再发一次。' : `下次 ${next} 照常发。`}`,
} as const;
