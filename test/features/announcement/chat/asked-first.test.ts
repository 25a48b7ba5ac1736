import { afterEach, beforeEach, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { wangMin } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const posted = (): number => chat.posts().filter(({ content }) => content.kind === 'text' && content.text.includes('关灯')).length;

it('T15: a second plan with the same text, time and group is pointed out before it is confirmed; kept, both are posted', async () => {
  expect((await chat.says(wangMin, '每周五下午5点提醒大家关灯')).text).not.toContain('一模一样');
  await chat.says(wangMin, '确认');
  expect((await chat.says(wangMin, '每周五下午5点提醒大家关灯')).text).toContain('已经有一条一模一样的 N1');
  await chat.says(wangMin, '确认');
  expect((await chat.says(wangMin, '每周五下午6点提醒大家关灯')).text).not.toContain('一模一样');
  await chat.passes({ until: '2026-11-27T09:30:00.000Z' });
  expect(posted()).toBe(2);
});

it('T15: so is what was just posted, but not what was taken back or is long ago', async () => {
  await chat.says(wangMin, '马上通知大家关灯');
  await chat.says(wangMin, '确认');
  await chat.says(wangMin, '撤回');
  expect((await chat.says(wangMin, '马上通知大家关灯')).text).not.toContain('群里会有两遍');
  await chat.says(wangMin, '确认');
  await chat.passes({ until: '2026-11-21T01:05:00.000Z' });
  expect((await chat.says(wangMin, '马上通知大家关灯')).text).toContain('N2 刚发过一样的话');
  await chat.passes({ until: '2026-11-21T02:00:00.000Z' });
  expect((await chat.says(wangMin, '马上通知大家关灯')).text).not.toContain('群里会有两遍');
});

it.each(['明天半点提醒大家关灯', '半点提醒大家关灯'])('T16: half past which hour is asked: %s', async (words) => {
  const { text } = await chat.says(wangMin, words);
  expect(text).toContain('什么时候发');
  expect((await chat.says(wangMin, '明天上午十点半')).text).toContain('11月22日（周日）10:30');
});

it('T16: 半点 that means not a bit is no hour', async () => {
  expect((await chat.says(wangMin, '干活不得有半点说谎，通知大家')).text).not.toContain('什么时候发');
});

it('T15: one that is paused will not be posted too', async () => {
  await chat.says(wangMin, '每周五下午5点提醒大家关灯');
  await chat.says(wangMin, '确认');
  await chat.says(wangMin, '暂停N1');
  expect((await chat.says(wangMin, '每周五下午5点提醒大家关灯')).text).not.toContain('一模一样');
});

it('T16: 十点半 is no question', async () => {
  expect((await chat.says(wangMin, '明天上午十点半提醒大家关灯')).text).toContain('11月22日（周日）10:30');
});
