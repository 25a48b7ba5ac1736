import { afterEach, describe, expect, it } from 'vitest';
import { liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { chatWith, training, type TestChat } from './open.ts';

let chat: TestChat;
afterEach(() => chat.close());

const texts = (): readonly string[] => chat.posts().flatMap(({ content }) => ('text' in content ? [content.text] : []));

describe('on the way to an activity', () => {
  it('the group is reminded, then told how many come, and it ends by itself', async () => {
    chat = await chatWith(training);
    await chat.says(zhangWei, '报名急救培训');
    await chat.passes({ until: '2026-11-27T10:00:00.000Z' });
    expect(chat.posts().map(({ at }) => at)).toEqual(['2026-11-26T08:00:00.000Z', '2026-11-27T04:00:00.000Z']);
    expect(texts()).toEqual([expect.stringContaining('急救培训就在明天'), expect.stringContaining('报名截止：共1人')]);
    expect(chat.posts()[0]?.content).toMatchObject({ mentions: ['zhangwei'] });
    expect(await chat.activity()).toMatchObject({ status: 'finished' });
  });

  it('a reminder up to half an hour late says so', async () => {
    chat = await chatWith(training);
    await chat.isDown({ until: '2026-11-26T08:20:00.000Z' });
    expect(texts()).toEqual([expect.stringMatching(/^（补发）/u)]);
  });

  it('a reminder that is later than that is not sent, and whoever opened the activity hears of it', async () => {
    chat = await chatWith(training);
    await chat.isDown({ until: '2026-11-26T09:10:00.000Z' });
    expect(texts().filter((text) => text.includes('活动提醒'))).toEqual([]);
    expect((await chat.says(wangMin, '消息', { in: 'direct' })).text).toContain('提醒没有发出');
  });

  it('sign-up ends at its time even when the job runs late', async () => {
    chat = await chatWith(training);
    chat.clock.set('2026-11-27T04:00:00.000Z');
    expect((await chat.says(zhangWei, '报名急救培训')).text).toContain('截止');
  });

  it('of a cancelled activity nothing is posted any more', async () => {
    chat = await chatWith(training);
    await chat.says(wangMin, '急救培训不办了');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-28T00:00:00.000Z' });
    expect(texts()).toEqual([expect.stringContaining('活动取消')]);
  });

  it('a place freed after sign-up has closed still goes to who waits', async () => {
    chat = await chatWith(training);
    for (const member of [zhangWei, liQiang]) await chat.says(member, '报名急救培训');
    await chat.says(zhaoJing, '急救培训帮我候补上');
    await chat.passes({ until: '2026-11-27T05:00:00.000Z' });
    await chat.says(zhangWei, '急救培训我去不了了');
    expect(await chat.list()).toEqual(['张伟 cancelled', '李强 signedUp', '赵静 signedUp']);
  });
});
