import { afterEach, describe, expect, it } from 'vitest';
import { members } from '../../../../src/conversation/identity/schema.ts';
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

  it('tells two of the same name apart by their numbers', async () => {
    chat = await chatWith(training, training);
    expect((await chat.says(zhangWei, '最近有啥活动')).text).toMatch(/1\. 急救培训A101 .+\n2\. 急救培训A102 /u);
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

  it.each([
    ['X01', '@所有人', '＠所有人'],
    ['X01', '<@wangmin>', '＜@wangmin＞'],
    ['X02', '**张伟** # `伟`', '＊＊张伟＊＊ # ｀伟｀'],
    ['X02', '<font color="warning">张伟</font>', '＜font color="warning"＞张伟＜/font＞'],
    ['X03', '[健步走](https://evil.example)', '［健步走］(https：//evil.example)'],
  ])('%s: a name and a title like %s are shown as %s, and notify nobody but who is meant', async (_case, written, shown) => {
    chat = await chatWith({ ...walk, title: `健步走${written}`, capacity: 1 });
    await chat.write(async (tx) => {
      for (const id of [zhangWei.userId, liQiang.userId]) {
        const member = await tx.get(members, id);
        if (member !== undefined) await tx.put(members, { ...member, name: written });
      }
    });
    expect((await chat.says(zhangWei, '有啥活动')).text).toContain(`健步走${shown}`);
    await chat.says(zhangWei, '报名健步走');
    await chat.says(liQiang, '报名健步走 满了就候补');
    expect((await chat.says(wangMin, '谁报了健步走')).text).toContain(shown);
    await chat.says(zhangWei, '健步走我去不了了');
    await chat.says(zhangWei, '确认');
    await chat.settle();
    const promoted = chat.posts().map(({ content }) => (content.kind === 'text' ? content : { text: '', mentions: [content.kind] }));
    expect(promoted.map(({ mentions }) => mentions)).toEqual([[liQiang.userId]]);
    expect(promoted.map(({ text }) => text).join()).not.toContain(written);
  });

  it('does not show a draft to members', async () => {
    chat = await chatWith({ ...walk, status: 'draft' });
    expect((await chat.says(zhangWei, '有啥活动')).text).not.toContain('健步走');
  });
});

describe('details', () => {
  it('tell when, where and how many places', async () => {
    chat = await chatWith(walk, training);
    await chat.says(liQiang, '报名健步走');
    const { card } = await chat.says(zhangWei, '健步走几点 在哪集合');
    expect(card?.title).toBe('健步走');
    expect(card?.fields?.map(({ value }) => value)).toEqual(['11月28日（周六）07:30', '滨江公园', '30人，余29', '11月27日（周五）20:00']);
  });

  it('stand on the card, so the text beside it is one line that repeats none of them', async () => {
    chat = await chatWith({ ...walk, note: '穿运动鞋' });
    const { text } = await chat.says(zhangWei, '健步走详情');
    expect(text).toBe('想去点“报名”，或回“报名健步走”。');
  });

  it('of a full one offer the waitlist, in the text and on the card', async () => {
    chat = await chatWith({ ...training, capacity: 1 });
    await chat.says(liQiang, '报名急救培训');
    const { text, card } = await chat.says(zhangWei, '急救培训详情');
    expect(text).toBe('想排队点“候补”或回“候补急救培训”，有人退出就递补。');
    expect(card?.buttons?.map(({ label }) => label)).toEqual(['候补', '谁报了']);
    await chat.clicks(zhangWei, card?.buttons?.[0]?.action ?? '');
    expect(await chat.list()).toEqual(['李强 signedUp', '张伟 waiting']);
  });

  it('of one whose sign-up has ended say so once, in words', async () => {
    chat = await chatWith({ ...walk, status: 'closed' });
    const { text, card } = await chat.says(zhangWei, '健步走详情');
    expect(text).toBe('健步走：11月28日（周六）07:30\n地点：滨江公园\n报名已截止。');
    expect(card).toBeUndefined();
  });

  it.each(['我想看看健步走', '我想了解一下健步走', '给我介绍介绍健步走', '问下健步走', '看一下健步走', '健步走我先打听打听'])(
    'are the answer to who only looks: %s',
    async (words) => {
      chat = await chatWith(walk, training);
      expect((await chat.says(zhangWei, words)).card?.title).toBe('健步走');
      expect(await chat.list()).toEqual([]);
    },
  );

  it('do not stand in the way of who looks and signs up in one sentence', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '看看健步走，给我报上');
    expect(await chat.list()).toEqual(['张伟 signedUp']);
  });

  it('are told for an entry of the list by its number', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '有啥活动');
    expect((await chat.says(zhangWei, '第2个在哪')).card?.title).toBe('健步走');
    expect((await chat.says(zhangWei, '第1个还有名额吗')).card?.title).toBe('急救培训');
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
  it.each(['谁报了拔河比赛', '拔河比赛谁报了', '谁参加拔河比赛'])('to something there is not is said first: %s', async (words) => {
    chat = await chatWith(walk, training);
    expect((await chat.says(zhangWei, words)).text).toMatch(/^没有“拔河比赛”这个活动。您问的是哪一个？\n1\. /u);
  });

  it('is not taken for a name where the question only says more', async () => {
    chat = await chatWith(walk);
    for (const words of ['咱支部的活动都谁报了', '谁报了给我看看', '这次都谁去'])
      expect((await chat.says(zhangWei, words)).text).toContain('健步走还没人报名');
  });

  it('to a full one: who is not on the list is told of the waitlist', async () => {
    chat = await chatWith({ ...training, capacity: 1 });
    await chat.says(liQiang, '报名急救培训');
    expect((await chat.says(zhangWei, '急救培训我报上了吗')).text).toContain('想排队回“候补急救培训”');
  });

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
