import { afterEach, describe, expect, it } from 'vitest';
import { chenTao, liQiang, wangMin, zhangWei } from '../../../support/cast.ts';
import { chatWith, training, walk, type TestChat } from '../open.ts';

let chat: TestChat;
afterEach(() => chat.close());

describe('the list', () => {
  it('is numbered, soonest first, with places left', async () => {
    chat = await chatWith(walk, training);
    expect((await chat.says(zhangWei, '最近有啥活动')).text?.split('\n')).toEqual([
      '1. 急救培训 11月27日（周五）14:00 多功能厅（余2个名额）',
      '2. 健步走 11月28日（周六）07:30 滨江公园（余30个名额）',
      '回“报1”就报第1个，问详情说“第1个在哪”。',
    ]);
  });

  it('of a time shows only that time', async () => {
    chat = await chatWith(walk, { ...training, startsAt: '2026-12-11T06:00:00.000Z', signupClosesAt: '2026-12-11T04:00:00.000Z' });
    const answer = await chat.says(zhangWei, '下周有什么活动');
    expect(answer.text).toContain('健步走');
    expect(answer.text).not.toContain('急救培训');
  });

  it('of those with places left leaves out the full ones', async () => {
    chat = await chatWith(walk, { ...training, capacity: 1 });
    await chat.says(zhangWei, '报名急救培训');
    const answer = await chat.says(liQiang, '哪些活动还有名额');
    expect(answer.text).toContain('健步走');
    expect(answer.text).not.toContain('急救培训');
  });

  it('shows a stranger nothing, in the group and alone', async () => {
    chat = await chatWith(walk, training);
    for (const where of ['group', 'direct'] as const)
      expect((await chat.says(chenTao, '有啥活动', { in: where })).text).not.toContain('健步走');
  });

  it('shows in the single chat the activities of the own branch, marked where one is on the list', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '报名健步走');
    expect((await chat.says(zhangWei, '有啥活动', { in: 'direct' })).text).toContain('您已报');
  });

  it('does not show a draft to members', async () => {
    chat = await chatWith({ ...walk, status: 'draft' });
    expect((await chat.says(zhangWei, '有啥活动')).text).not.toContain('健步走');
  });
});

describe('details', () => {
  it('tell when, where and how many places', async () => {
    chat = await chatWith(walk, training);
    const { text } = await chat.says(zhangWei, '健步走几点 在哪集合');
    expect(text).toContain('11月28日（周六）07:30');
    expect(text).toContain('滨江公园');
    expect(text).toContain('余30个名额');
  });

  it('are told for an entry of the list by its number', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '有啥活动');
    const { text } = await chat.says(zhangWei, '第2个在哪');
    expect(text).toContain(walk.title);
    expect(text).not.toContain(training.title);
  });

  it('are not made up: what the notice does not say is a question for the organiser', async () => {
    chat = await chatWith(walk);
    expect((await chat.says(zhangWei, '健步走要带啥不')).text).toContain('通知里没写，可以问组织的王敏');
  });

  it('are not told to a stranger', async () => {
    chat = await chatWith(walk);
    expect((await chat.says(chenTao, '健步走在哪集合')).text).not.toContain('滨江公园');
  });
});

describe('who comes', () => {
  it('is told by name and number, the queue apart', async () => {
    chat = await chatWith({ ...training, capacity: 1 });
    await chat.says(zhangWei, '报名急救培训');
    await chat.says(liQiang, '急救培训帮我候补上');
    expect((await chat.says(wangMin, '谁报了急救培训')).text).toBe('急救培训已报1人（名额1，还剩0）：\n张伟。\n候补1人：李强。');
    expect((await chat.says(wangMin, '急救培训现在几个人')).text).toBe('急救培训已报1人（名额1，还剩0），候补1人。');
  });

  it('tells everybody their own place', async () => {
    chat = await chatWith(walk);
    expect((await chat.says(liQiang, '健步走我报上了吗')).text).toContain('您没有报健步走');
    await chat.says(liQiang, '报名健步走');
    expect((await chat.says(liQiang, '健步走我报上没')).text).toBe('报上了，您在健步走名单第1位。');
  });

  it('who has not answered is for the secretary alone, and never in a group', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '报名健步走');
    expect((await chat.says(zhangWei, '健步走谁还没报名', { in: 'direct' })).text).toContain('只给组织活动的书记看');
    expect((await chat.says(wangMin, '健步走谁还没报名')).text).not.toContain('李强');
    const { text } = await chat.says(wangMin, '健步走谁还没报名', { in: 'direct' });
    expect(text).toContain('还没报名的3人（支部共4人）');
    expect(text).not.toContain('张伟');
    expect(text).not.toContain('陈涛');
  });
});
