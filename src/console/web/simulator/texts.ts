import type { Problem } from './schema.ts';

/** Words of the page that depend on something. */
export const texts = {
  problem(problem: Problem): string {
    switch (problem.code) {
      case 'noAnswer':
        return '机器人没有回应（已试 3 次）';
      case 'status':
        return `机器人拒收了这条消息（${problem.detail}）`;
      case 'unreadable':
        return '机器人的回答无法解密';
      case 'refused':
        return `机器人的回答不合规范，没有显示（${problem.detail}）`;
      case 'cardRefused':
        return `卡片不合规范，没有显示（${problem.detail}）`;
    }
  },
  pressFailed: (problem: Problem): string => (problem.code === 'noAnswer' ? '没有回应，请再点一次' : texts.problem(problem)),
  event: (name: string): string => `触发了事件“${EVENTS[name] ?? name}”`,
  roles: (roles: readonly string[]): string => (roles.includes('secretary') ? '书记' : roles.includes('committeeMember') ? '支委' : ''),
  tryThis: ['年假有几天', '最近有什么活动', '帮助'],
  exchange: { message: '消息回调', refresh: '流式刷新', event: '事件回调', push: '机器人推送', response: '主动回复' },
  bytes: (bytes: number): string =>
    bytes < 1024 ? `${bytes} 字节` : bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`,
} as const;

const EVENTS: Readonly<Record<string, string>> = { something_new_event: '没见过的事件' };
