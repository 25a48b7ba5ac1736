import { excerpt } from './words.ts';

/** How a reading is offered when the bot is not sure. */
export const labels = {
  announce: (content: string): string => `发公告“${excerpt(content)}”`,
  list: '看公告列表',
} as const;
