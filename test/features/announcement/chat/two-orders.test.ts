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

it.each([
  ['明天上午9点提醒大家交党费，后天下午2点提醒支委开会', '交党费', '11月22日（周日）09:00', '后天下午2点提醒支委开会'],
  ['每天早上8点提醒大家测体温，晚上8点提醒大家关灯', '测体温', '每天 08:00', '晚上8点提醒大家关灯'],
  ['周五下午5点提醒大家关灯。另外周一早上8点通知大家交WiFi申请表', '关灯', '11月27日（周五）17:00', '周一早上8点通知大家交WiFi申请表'],
  ['10点提醒大家开会，9点半再提醒一次', '开会', '11月21日（周六）10:00', '9点半再提醒一次'],
])('of two orders in one breath the first is drafted, and the second is named: %s', async (words, content, when, later) => {
  const { text } = await chat.says(wangMin, words, { in: 'direct' });
  expect(text).toContain(`再说后面那条（哪天、什么事都说全）：“${later}”。`);
  expect(text).toContain(`**内容**：${content}\n`);
  expect(text).toContain(`**时间**：${when}`);
});

it.each([
  ['明天8点通知大家：后天下午2点提醒家属来参会', '后天下午2点提醒家属来参会', '11月22日（周日）08:00'],
  ['明天停水，今晚八点提醒大家提前接水', '明天停水，提前接水', '11月21日（周六）20:00'],
  ['明天上午九点提醒大家：上午开会，下午两点通知的表要交', '上午开会，下午两点通知的表要交', '11月22日（周日）09:00'],
])('what is told may name moments and orders of its own: %s', async (words, content, when) => {
  const { text } = await chat.says(wangMin, words, { in: 'direct' });
  expect(text).not.toContain('一次定一条');
  expect(text).toContain(`**内容**：${content}\n`);
  expect(text).toContain(`**时间**：${when}`);
});
