import { excerpt } from './words.ts';

/** How a reading is offered when the bot is not sure. */
export const labels = {
  announce: (content: string): string => `发公告“${excerpt(content)}”`,
  list: '看公告列表',
  correct: '给发过的公告发更正',
  whichCounts: '问以哪条公告为准',
  received: '回执：已知晓',
  ticks: '看谁还没看公告',
  remind: '提醒没看公告的人',
  days: '看未来 7 天的公告',
  history: '看发过的公告',
  resend: '重发没发成的公告',
  manners: '看或改安静时段、每周上限',
} as const;
