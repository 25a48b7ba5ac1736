import { expect, it } from 'vitest';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { plainOf } from '../../src/core/content-words.ts';
import { notices } from '../../src/outbox/outbox.ts';
import { wangMin } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';
import { fails } from '../support/outbox.ts';

it('O18, I15: a group whose robot is gone is told of until it is left alone, then once more, and then no longer', async () => {
  const chat = await openChat({
    features: [announcementFeature()],
    now: '2026-11-23T01:00:00.000Z',
    push: () => Promise.reject(fails('brokenTarget')),
  });
  await chat.says(wangMin, '每天上午10点提醒大家关水龙头，发到一支部群', { in: 'direct' });
  await chat.says(wangMin, '确认', { in: 'direct' });
  await chat.passes({ until: '2026-12-03T01:00:00.000Z' });
  const reports = (await chat.read((tx) => tx.find(notices, { where: { targetKey: 'person:wangmin', state: 'held' }, orderBy: 'order' })))
    .filter(({ feature, key }) => feature === 'outbox' && key.startsWith('outbox-report:'))
    .map(({ content, order }) => `${order.slice(0, 10)} ${plainOf(content).slice(0, 10)}`);
  // The nudge that something waits for her goes to the same group, so the third failure is that of the second day.
  expect(reports).toEqual(['2026-11-23 有一条消息没有确认送', '2026-11-24 这个群连着几次都发不']);
  await chat.close();
});
