import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { givesUp, putsOff } from '../../src/core/zh/assent.ts';
import { activityFeature } from '../../src/features/activity/index.ts';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { announcements } from '../../src/features/announcement/schema/announcement.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { studyFeature } from '../../src/features/study/index.ts';
import { suggestionFeature } from '../../src/features/suggestion/index.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import { notices } from '../../src/outbox/outbox.ts';
import { wangMin, zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';
import { bank, fill, passages } from '../features/study/bank.ts';

let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({
    features: [activityFeature(), announcementFeature(), policyFeature(), studyFeature({ passages }), suggestionFeature()],
  });
  await chat.write(fill(bank));
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const says = async (words: string): Promise<string> => (await chat.says(zhangWei, words, direct)).text ?? '';
const orders = async (words: string): Promise<string> => (await chat.says(wangMin, words, direct)).text ?? '';
const filed = async (): Promise<readonly string[]> =>
  (await chat.read((tx) => tx.find(suggestions))).filter(({ status }) => status !== 'withdrawn').map(({ text }) => text);
const status = async (): Promise<string | undefined> => (await chat.read((tx) => tx.find(suggestions)))[0]?.status;

describe('a question that any words would answer', () => {
  it('is not answered by another wish, which is served; the question stays open', async () => {
    await says('我有个建议');
    for (const words of ['年假几天', '有啥活动', '我的建议', '班车几点发车']) await says(words);
    expect(await filed()).toEqual([]);
    await says('开水房晚点锁门');
    expect(await filed()).toEqual(['开水房晚点锁门']);
  });

  it.each(['等会再说', '我再想想', '算了不提了', '不提了'])('is closed by %s, and what was filed before stays', async (words) => {
    await says('建议：路灯坏了');
    await says('我要提意见');
    expect(await says(words)).toBe('好，没有登记。什么时候想说，随时发给我。');
    await says('年假几天');
    expect(await filed()).toEqual(['路灯坏了']);
  });

  it('for a reason, is not answered by an order to tell everybody', async () => {
    await says('建议：路灯坏了');
    await orders('S1不受理');
    expect(await orders('明天下午三点提醒大家开会')).toContain('请核对，还没有发出');
    expect(await status()).toBe('filed');
  });

  it('for a reason, waits while something is looked up', async () => {
    await says('建议：路灯坏了');
    await orders('S1不受理');
    await orders('待受理');
    expect(await status()).toBe('filed');
    expect(await orders('没有钱修')).toContain('不予受理，原因：没有钱修');
  });

  it('for an answer, takes words that tell of things to come', async () => {
    await says('建议：路灯坏了');
    await orders('答复S1');
    await orders('下周三修好，谢谢提醒');
    expect((await chat.read((tx) => tx.find(notices))).some(({ content }) => JSON.stringify(content).includes('下周三修好'))).toBe(true);
  });

  it('for an answer, is put off by 等会儿再说', async () => {
    await says('建议：路灯坏了');
    await orders('答复S1');
    expect(await orders('等会儿再说')).toBe('好，先不动。');
    expect(await status()).toBe('filed');
  });

  it('for a text to post, is not answered by what is looked up', async () => {
    await orders('发个公告');
    expect(await orders('消息')).toBe('您没有未读的消息。');
    expect(await orders('明天停电')).toContain('**内容**：明天停电');
  });
});

it('words about a draft that were not understood do not let it go out as if they had been', async () => {
  const scheduled = (): Promise<number> => chat.read((tx) => tx.count(announcements));
  await orders('明天下午3点在群里发通知：周五停水，请提前接水');
  expect(await orders('那个吧啦吧啦换一下哈')).toContain('您是想');
  expect(await orders('确认')).toContain('草稿没有改，也没有发');
  expect(await scheduled()).toBe(0);
  await orders('确认');
  expect(await scheduled()).toBe(1);
});

describe('who asks how or whether', () => {
  it.each(['S1怎么办结', 'S1要不要受理', '怎么停掉每日一学', 'S1咋驳回'])('gives no order: %s', async (words) => {
    await says('建议：路灯坏了');
    await orders('每个工作日早上8点半推每日一学');
    await orders('确认');
    await orders(words);
    expect(await status()).toBe('filed');
    expect(await orders('每日一学怎么设的')).not.toContain('已停');
  });

  it('takes nothing back: S1怎么撤回', async () => {
    await says('建议：路灯坏了');
    await says('S1怎么撤回');
    expect(await status()).toBe('filed');
  });

  it.each([
    '电瓶车能不能推进宿舍充电',
    '电瓶车可不可以上楼',
    '食堂能不能打包',
    '外面的人能不能来食堂吃',
    '宿舍空调能不能整夜开',
    '下大雪班车还开不开',
    '停水了食堂还开不开',
  ])('files nothing: %s', async (words) => {
    await says(words);
    expect(await filed()).toEqual([]);
  });

  it.each(['能不能开个夜宵窗口', '热水能不能24小时供应', '班车能不能在东门停一下', '能不能来人看看二楼厕所'])(
    'but who wishes for something is heard: %s',
    async (words) => {
      await says(words);
      expect(await filed()).toEqual([words]);
    },
  );
});

it.each(['健步走加一下小蔡', '健步走加一下我', '加一点水果'])('%s adds nothing to what the member filed before', async (words) => {
  await says('建议：路灯坏了');
  await says(words);
  expect((await chat.read((tx) => tx.find(suggestions))).find(({ text }) => text === '路灯坏了')?.words).toEqual([]);
});

it.each(['等会儿', '等会再说', '回头再说', '我再想想', '先放着', '改天再说吧', '有空再写'])('%s puts off', (words) => {
  expect(putsOff(words)).toBe(true);
});
it.each(['等会儿开会', '回头客多了', '下次活动加个游戏', '以后别放辣椒', '再想办法修'])('%s does not put off', (words) => {
  expect(putsOff(words)).toBe(false);
});
it.each(['算了', '算了不提了', '不说了', '没事了', '先不报了', '别发了'])('%s gives up', (words) => {
  expect(givesUp(words)).toBe(true);
});
it.each(['不发工资', '取消周五的值班', '没事多组织活动', '别放辣椒'])('%s does not give up', (words) => {
  expect(givesUp(words)).toBe(false);
});
