import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionKey } from '../../../src/core/card.ts';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature()], now: '2026-11-23T01:00:00.000Z' });
  await chat.says(zhangWei, '建议：电梯总停在八楼 请修一下');
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const one = async (number = 1) => (await chat.read((tx) => tx.find(suggestions, { where: { number } })))[0];
const button = async (name: `suggestion.${string}`) => chat.clicks(wangMin, actionKey(name, (await one())?.id ?? ''), direct);

describe('buttons that need a word more', () => {
  it('交办 takes a name and a day', async () => {
    expect((await button('suggestion.assign')).text).toContain('交给谁');
    expect((await chat.says(wangMin, '李强，周五前', direct)).text).toContain('交给李强，11月27日（周五）前答复');
  });

  it('交办 takes a unit that stands alone', async () => {
    await button('suggestion.assign');
    await chat.says(wangMin, '水电班', direct);
    expect(await one()).toMatchObject({ assigneeId: null, assigneeName: '水电班' });
  });

  it('交办 to oneself', async () => {
    await button('suggestion.assign');
    await chat.says(wangMin, '我来办', direct);
    expect(await one()).toMatchObject({ assigneeId: 'wangmin' });
  });

  it('不受理 takes a reason', async () => {
    await button('suggestion.decline');
    await chat.says(wangMin, '属于物业职责', direct);
    expect(await one()).toMatchObject({ status: 'declined', reason: '属于物业职责' });
  });

  it('a second thought leaves it as it was', async () => {
    await button('suggestion.decline');
    expect((await chat.says(wangMin, '算了', direct)).text).toMatch(/^好，先不动。/u);
    expect(await one()).toMatchObject({ status: 'filed' });
  });

  it('another order is not taken for the answer', async () => {
    await button('suggestion.answer');
    expect((await chat.says(wangMin, '受理 S1', direct)).text).toContain('已受理 S1');
    expect((await one())?.words).toEqual([]);
  });

  it('a card that is out of date says how it stands', async () => {
    await chat.says(wangMin, '受理 S1', direct);
    expect((await button('suggestion.accept')).update?.card.title).toBe('S1 已受理');
  });
});

describe('verdicts in steps', () => {
  beforeEach(async () => {
    await chat.says(wangMin, 'S1办结 修好了', direct);
  });

  it('a low one tells the secretary, and 还没好 may follow for a week', async () => {
    expect((await chat.says(zhangWei, 'S1 1分')).text).toContain('想让他们重新办');
    expect((await chat.says(wangMin, '消息', direct)).text).toContain('只给了1分');
    chat.clock.set('2026-11-29T01:00:00.000Z');
    expect((await chat.says(zhangWei, '还没好 第二天又停')).text).toContain('重新办理（第1次）');
    expect((await one())?.words).toMatchObject([{ from: 'author', text: '还没好 第二天又停' }]);
  });

  it('the third time goes to the joint meeting', async () => {
    for (let time = 1; time <= 3; time += 1) {
      await chat.says(zhangWei, 'S1 还没好');
      if (time < 3) await chat.says(wangMin, 'S1办结', direct);
    }
    expect(await one()).toMatchObject({ flagged: true, reopenCount: 3 });
    expect((await chat.says(wangMin, '需上会的建议', direct)).text).toContain('S1');
  });

  it('what is not closed cannot be judged yet', async () => {
    await chat.says(zhaoJing, '建议：楼道换灯');
    expect((await chat.says(zhaoJing, 'S2 5分')).text).toContain('还没办结');
  });
});

describe('supporters', () => {
  it('hear of the end together with the author', async () => {
    await chat.says(zhaoJing, '附议 S1');
    await chat.says(wangMin, 'S1办结 修好了', direct);
    expect(chat.posts().at(-1)).toMatchObject({ content: { mentions: ['zhangwei', 'zhaojing'] } });
  });

  it('may ask how it stands', async () => {
    await chat.says(zhaoJing, '附议 S1');
    expect((await chat.says(zhaoJing, 'S1到哪了', direct)).text).toContain('待受理');
  });
});

describe('lists', () => {
  beforeEach(async () => {
    await chat.says(wangMin, 'S1受理', direct);
    await chat.says(zhangWei, '建议：楼道换灯');
  });

  it.each([
    ['办理中的有几条', 'S1'],
    ['没办结的建议列一下', 'S2'],
    ['建议清单', 'S2'],
  ])('%s', async (words, ref) => {
    expect((await chat.says(wangMin, words, direct)).text).toContain(ref);
  });

  it('overdue ones are marked', async () => {
    chat.clock.set('2026-12-04T01:00:00.000Z');
    expect((await chat.says(wangMin, '超期的有哪些', direct)).text).toMatch(/超期 2条：\n1\. S1 .*超期，12月2日/u);
  });

  it('an entry of the list is meant by its place', async () => {
    await chat.says(wangMin, '建议清单', direct);
    expect((await chat.says(wangMin, '第二条受理', direct)).text).toContain('已受理 S2');
  });
});
