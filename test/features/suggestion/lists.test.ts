import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activityFeature } from '../../../src/features/activity/index.ts';
import { announcementFeature } from '../../../src/features/announcement/index.ts';
import { policyFeature } from '../../../src/features/policy/index.ts';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

// Beside the other features, which also have lists. Monday, 23 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({
    features: [suggestionFeature(), activityFeature(), announcementFeature(), policyFeature()],
    now: '2026-11-23T01:00:00.000Z',
  });
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const one = async (number = 1) => (await chat.read((tx) => tx.find(suggestions, { where: { number } })))[0];

describe('the name of a list', () => {
  beforeEach(async () => {
    await chat.says(zhangWei, '建议：电梯总停在八楼 请修一下');
    await chat.says(wangMin, 'S1 是什么情况', direct);
  });

  it.each([
    ['待受理', '待受理 1条'],
    ['待办建议', '待受理 1条'],
    ['没受理的有哪些', '待受理 1条'],
    ['待处理', '待受理 1条'],
    ['办理中', '办理中：没有'],
    ['已受理', '办理中：没有'],
    ['超期', '超期：没有'],
    ['超期的有几条？', '超期：没有'],
    ['已办结', '办结：没有'],
    ['已答复', '已答复待办结：没有'],
    ['待办结', '已答复待办结：没有'],
    ['我名下的', '您名下没有要办的'],
  ])('%s shows the list, whatever was talked about before, and does nothing', async (words, list) => {
    const before = await one();
    expect((await chat.says(wangMin, words, direct)).text).toContain(list);
    await chat.says(wangMin, 'S1', direct);
    expect((await chat.says(wangMin, words, direct)).text).toContain(list);
    expect(await one()).toEqual(before);
  });

  it.each(['S1 还没受理', 'S1 待受理吗', '那条已经受理了', '未受理', 'S1已办结', '没办结'])(
    '%s tells how it stands and orders nothing',
    async (words) => {
      const before = await one();
      await chat.says(wangMin, words, direct);
      expect(await one()).toEqual(before);
    },
  );

  it.each(['受理', '那条受理', '受理吧'])('%s is an order for what was just talked about', async (words) => {
    expect((await chat.says(wangMin, words, direct)).text).toContain('已受理 S1');
  });

  it('a title that holds the same word does not hide the list', async () => {
    await chat.says(zhaoJing, '建议：超期的食品没人管 小卖部要查');
    await chat.says(wangMin, 'S2', direct);
    expect((await chat.says(wangMin, '超期', direct)).text).toContain('超期：没有');
  });

  it('with one on it the list is one line, and the card shows the rest', async () => {
    await chat.says(wangMin, '消息', direct);
    const { text, card } = await chat.says(wangMin, '待受理', direct);
    expect(text).toBe('待受理 1条，见下面。');
    expect(card).toMatchObject({ title: expect.stringContaining('S1'), body: '电梯总停在八楼 请修一下' });
    expect((await chat.says(wangMin, '第1条受理', direct)).text).toContain('已受理 S1');
  });
});
