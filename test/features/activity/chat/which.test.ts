import { afterEach, describe, expect, it } from 'vitest';
import { liQiang, wangMin, zhangWei, zhaoJing } from '../../../support/cast.ts';
import { chatWith, training, walk, type TestChat } from '../open.ts';

let chat: TestChat;
afterEach(() => chat.close());

/** Nobody is on any of the two lists. */
const nobody = async (): Promise<void> => {
  expect([await chat.list('a1'), await chat.list('a2')]).toEqual([[], []]);
};

describe('the question which one', () => {
  it.each(['取消', '算了', '不报了', '都不要'])(
    'is answered by a no, which touches nothing that was signed up before: %s',
    async (words) => {
      chat = await chatWith(walk, training, { ...training, title: '读书会', startsAt: '2026-12-04T06:00:00.000Z' });
      await chat.says(zhangWei, '报名健步走');
      await chat.says(zhangWei, '报名拔河比赛');
      expect((await chat.says(zhangWei, words)).text).toBe('好的，没有报名。');
      expect(await chat.list('a1')).toEqual(['张伟 signedUp']);
      await chat.says(zhangWei, '1');
      expect([await chat.list('a2'), await chat.list('a3')]).toEqual([[], []]);
    },
  );

  it('offers both where two were named, and "都报" means both', async () => {
    chat = await chatWith(walk, training);
    expect((await chat.says(zhangWei, '报名健步走和急救培训')).text).toContain('回数字就行；都要就回“都报”。');
    expect((await chat.says(zhangWei, '都报')).text).toMatch(/报上了[^]*急救培训[^]*报上了[^]*健步走/u);
    expect([await chat.list('a1'), await chat.list('a2')]).toEqual([['张伟 signedUp'], ['张伟 signedUp']]);
    expect((await chat.says(zhangWei, '取消健步走和急救培训')).text).toContain('都要就回“都取消”');
    await chat.says(zhangWei, '都取消');
    expect([await chat.list('a1'), await chat.list('a2')]).toEqual([['张伟 cancelled'], ['张伟 cancelled']]);
  });

  it('stops at the one that asks something back, and says what is left', async () => {
    chat = await chatWith({ ...walk, capacity: 1 }, training);
    await chat.says(liQiang, '报名健步走');
    await chat.says(zhangWei, '报名健步走和急救培训');
    const { text } = await chat.says(zhangWei, '两个都报');
    expect(text).toContain('报上了');
    expect(text).toContain('名额已满');
    expect((await chat.says(zhangWei, '候补')).text).toContain('候补');
    expect(await chat.list('a1')).toEqual(['李强 signedUp', '张伟 waiting']);
    chat = await chatWith({ ...training, capacity: 1 }, walk);
    await chat.says(liQiang, '报名急救培训');
    await chat.says(zhangWei, '报名健步走和急救培训');
    expect((await chat.says(zhangWei, '都报')).text).toContain('“健步走”还没有报：上面这件定了，再回“报名健步走”。');
  });

  it('is asked where a number belongs to a list that somebody else was shown', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '健步走在哪');
    await chat.says(liQiang, '有啥活动');
    expect((await chat.says(zhangWei, '报1')).text).toContain('您要报哪一个？');
    await nobody();
  });

  it.each(['2', '第二个', '二'])('is not asked by a bare number after a list, which shows that one: %s', async (words) => {
    chat = await chatWith(walk, training);
    const { text } = await chat.says(zhangWei, '有啥活动');
    expect((await chat.says(zhangWei, words)).card?.title).toBe('健步走');
    expect((await chat.says(liQiang, words, { quote: text ?? '' })).card?.title).toBe('健步走');
    await nobody();
  });

  it.each(['象棋比赛我也想去', '广场舞我要参加', '书法比赛我也报名'])(
    'is asked where a name is none of ours, whatever was talked about: %s',
    async (words) => {
      chat = await chatWith(walk, training);
      await chat.says(zhangWei, '健步走几点');
      expect((await chat.says(zhangWei, words)).text).toMatch(/^没有“(?:象棋比赛|广场舞|书法比赛)”这个活动。/u);
      await nobody();
    },
  );

  it.each([
    ['报2', '健步走'],
    ['第1个我去', '急救培训'],
  ])('is not asked where the list itself is quoted: %s', async (words, title) => {
    chat = await chatWith(walk, training);
    const { text } = await chat.says(liQiang, '有啥活动');
    await chat.says(zhangWei, words, { quote: text ?? '' });
    expect((await chat.says(zhangWei, '我报了哪些')).text).toContain(`1. ${title}`);
  });

  it('says first that there is nothing of the name', async () => {
    chat = await chatWith(walk, training);
    expect((await chat.says(zhangWei, '报名拔河比赛')).text).toBe(
      '没有“拔河比赛”这个活动。您要报哪一个？\n1. 急救培训 11月27日（周五）14:00\n2. 健步走 11月28日（周六）07:30\n回数字就行。',
    );
  });

  it('is not asked where there is nothing to choose from', async () => {
    chat = await chatWith({ ...walk, status: 'finished' });
    expect((await chat.says(zhangWei, '报名拔河比赛')).text).toBe('没有“拔河比赛”这个活动。回“有啥活动”看看有哪些。');
  });

  it.each([
    ['第1个在哪', '急救培训'],
    ['第2个几点', '健步走'],
    ['第1个还有名额吗', '急救培训'],
    ['看看第2个', '健步走'],
    ['第二个怎么样？', '健步走'],
  ])('is not answered by a question about an entry, which is shown: %s', async (words, title) => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '报名拔河比赛');
    expect((await chat.says(zhangWei, words)).card?.title).toBe(title);
    await nobody();
  });

  it('stays open after a look at an entry, and "算我一个" means what was looked at', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '我报名');
    await chat.says(zhangWei, '第1个在哪');
    await chat.says(zhangWei, '2');
    expect(await chat.list('a1')).toEqual(['张伟 signedUp']);
    await chat.says(liQiang, '我报名');
    await chat.says(liQiang, '第1个在哪');
    await chat.says(liQiang, '算我一个');
    expect(await chat.list('a2')).toEqual(['李强 signedUp']);
  });

  it('about an entry says what the notice does not tell', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '我报名');
    expect((await chat.says(zhangWei, '第2个要带啥')).text).toContain('通知里没写，可以问组织的王敏');
  });

  it.each(['2', '第2个', '报2', '就第二个吧', '我要报第2个', '健步走', '报名健步走', 'A101'])(
    'is answered by a bare choice: %s',
    async (words) => {
      chat = await chatWith(walk, training);
      await chat.says(zhangWei, '我报名');
      await chat.says(zhangWei, words);
      expect(await chat.list('a1')).toEqual(['张伟 signedUp']);
    },
  );

  it('gives way to another request about an entry', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '我报名');
    expect((await chat.says(zhangWei, '第2个都谁报了')).text).toContain('健步走还没人报名');
    await nobody();
  });

  it('of who comes is not a sign-up, and "报1" after it is one', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '谁报了');
    expect((await chat.says(zhangWei, '报1')).text).toContain('报上了');
  });
});

describe('two of the same name at the same time', () => {
  const NAMED_LIKE = { ...training, place: '党员活动室' };

  it('are told apart by number, place and places left', async () => {
    chat = await chatWith(training, NAMED_LIKE, walk);
    expect((await chat.says(zhangWei, '报名急救培训')).text).toBe(
      '您要报哪一个？\n1. 急救培训 11月27日（周五）14:00（A101，多功能厅，余2个名额）\n2. 急救培训 11月27日（周五）14:00（A102，党员活动室，余2个名额）\n回数字就行。',
    );
  });

  it('stay a question after 候补 or their name, also when the group looked at one of them last', async () => {
    chat = await chatWith(training, NAMED_LIKE);
    await chat.says(liQiang, 'A102详情');
    await chat.says(zhangWei, '报名急救培训');
    for (const words of ['候补', '算我一个', '急救培训']) expect((await chat.says(zhangWei, words)).text).toContain('您要报哪一个？');
    await nobody();
    await chat.says(zhangWei, 'A102');
    expect(await chat.list('a2')).toEqual(['张伟 signedUp']);
  });

  it('keep the wish to wait until it is clear for which', async () => {
    chat = await chatWith({ ...training, capacity: 1 }, NAMED_LIKE);
    await chat.says(liQiang, '报名A101');
    await chat.says(zhangWei, '报名急救培训');
    await chat.says(zhangWei, '候补');
    expect((await chat.says(zhangWei, '1')).text).toContain('候补第1位');
  });

  it('keep for whom it was asked', async () => {
    chat = await chatWith({ ...training, capacity: 1 }, NAMED_LIKE);
    await chat.says(liQiang, '报名A101');
    await chat.says(zhangWei, '帮赵静报名急救培训');
    await chat.says(zhangWei, '候补');
    await chat.says(zhangWei, '1');
    expect(await chat.list()).toEqual(['李强 signedUp', '赵静 waiting']);
  });
});

describe('the offer of the waitlist', () => {
  it('is not taken by a question about it', async () => {
    chat = await chatWith({ ...training, capacity: 1 });
    await chat.says(liQiang, '报名急救培训');
    await chat.says(zhangWei, '报名急救培训');
    await chat.says(zhangWei, '候补要等多久');
    expect(await chat.list()).toEqual(['李强 signedUp']);
  });
});

describe('the notice that somebody moved up', () => {
  const lastPost = (): unknown => chat.posts().at(-1)?.content;

  it('leaves the name to the mention, so that it stands there once', async () => {
    chat = await chatWith({ ...training, capacity: 1 });
    await chat.says(zhangWei, '报名急救培训');
    await chat.says(liQiang, '急救培训帮我候补上');
    await chat.says(zhangWei, '急救培训我去不了了');
    expect(lastPost()).toMatchObject({ text: expect.stringMatching(/^急救培训有空位，您已从候补递补上了。/u), mentions: ['liqiang'] });
    expect(lastPost()).not.toMatchObject({ text: expect.stringContaining('李强') });
  });

  it('counts several, and names the guest whom nobody can mention', async () => {
    chat = await chatWith({ ...training, capacity: 1 });
    await chat.says(wangMin, '报名急救培训');
    for (const member of [liQiang, zhaoJing]) await chat.says(member, '急救培训帮我候补上');
    await chat.says(zhangWei, '帮小蔡报名急救培训，满了就候补');
    await chat.says(wangMin, '急救培训再加3个名额');
    expect(lastPost()).toMatchObject({
      text: expect.stringMatching(/^急救培训有空位，点到名的2位、小蔡已从候补递补上了。/u),
      mentions: ['liqiang', 'zhaojing', 'zhangwei'],
    });
  });
});
