import { afterEach, describe, expect, it } from 'vitest';
import { answers } from '../../../../src/conversation/schema.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../../../support/cast.ts';
import { chatWith, training, walk, type TestChat } from '../open.ts';

let chat: TestChat;
afterEach(() => chat.close());

describe('a member signs up', () => {
  it('by name, and hears the position, the time and the place', async () => {
    chat = await chatWith(walk, training);
    const answer = await chat.says(zhangWei, '报名健步走');
    expect(answer.text).toContain('报上了，您是第1位');
    expect(answer.text).toContain('11月28日（周六）07:30，滨江公园');
    expect(await chat.list()).toEqual(['张伟 signedUp']);
  });

  it('twice is harmless', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '报名健步走');
    expect((await chat.says(zhangWei, '健步走算我一个')).text).toBe('您已经报过健步走了，第1位。');
    expect(await chat.list()).toEqual(['张伟 signedUp']);
  });

  it('the same message delivered again gets the same answer and takes no second place', async () => {
    chat = await chatWith(walk);
    const first = await chat.says(zhangWei, '报名健步走', { messageId: 'same' });
    const again = await chat.says(zhangWei, '报名健步走', { messageId: 'same' });
    expect(again).toEqual(first);
    expect(await chat.list()).toEqual(['张伟 signedUp']);
  });

  it('I05: a repeat 26 h later, when its id is forgotten, is answered anew and takes no second place', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '报名健步走', { messageId: 'same' });
    await chat.passes({ until: '2026-11-22T03:00:00.000Z' });
    expect(await chat.read((tx) => tx.count(answers))).toBe(0);
    expect((await chat.says(zhangWei, '报名健步走', { messageId: 'same' })).text).toBe('您已经报过健步走了，第1位。');
    expect(await chat.list()).toEqual(['张伟 signedUp']);
  });

  it('I07: after a cancellation that overtook it, as it arrives: each answer says where the member stands', async () => {
    chat = await chatWith(walk);
    expect((await chat.says(zhangWei, '健步走我去不了了')).text).toContain('名单里没有您');
    expect((await chat.says(zhangWei, '报名健步走')).text).toContain('报上了，您是第1位');
    expect(await chat.list()).toEqual(['张伟 signedUp']);
  });

  it('by the number of the last list', async () => {
    chat = await chatWith(walk, training);
    await chat.says(zhangWei, '最近有啥活动');
    await chat.says(zhangWei, '报2');
    expect(await chat.list('a1')).toEqual(['张伟 signedUp']);
    expect(await chat.list('a2')).toEqual([]);
  });

  it('to the only open one without naming it', async () => {
    chat = await chatWith(walk);
    expect((await chat.says(zhangWei, '我报名')).text).toContain('报上了');
  });

  it('is asked which one when several are open, and the number answers', async () => {
    chat = await chatWith(walk, training);
    const question = await chat.says(zhangWei, '我报名');
    expect(question.text).toContain('您要报哪一个？');
    expect(await chat.list('a1')).toEqual([]);
    await chat.says(zhangWei, '2');
    expect(await chat.list('a1')).toEqual(['张伟 signedUp']);
  });

  it('to two at once is asked which one rather than signed up to one in silence', async () => {
    chat = await chatWith(walk, training);
    expect((await chat.says(zhangWei, '健步走报名，急救培训也报')).text).toContain('您要报哪一个？');
  });

  it('is not put on another list when the name is unknown', async () => {
    chat = await chatWith(walk);
    expect((await chat.says(zhangWei, '报名瑜伽课')).text).toMatch(/^没有“瑜伽课”这个活动。/u);
    expect(await chat.list()).toEqual([]);
  });

  it('is asked once when it is at the time of another one', async () => {
    chat = await chatWith(walk, { ...walk, title: '消防演练' });
    await chat.says(zhangWei, '报名健步走');
    expect((await chat.says(zhangWei, '报名消防演练')).text).toContain('同一时间');
    expect(await chat.list('a2')).toEqual([]);
    await chat.says(zhangWei, '确定');
    expect(await chat.list('a2')).toEqual(['张伟 signedUp']);
  });

  it('of another branch is not let in and not told of it', async () => {
    chat = await chatWith(walk);
    const answer = await chat.says(chenTao, '报名健步走');
    expect(answer.text).not.toContain('滨江公园');
    expect((await chat.clicks(chenTao, 'activity.signUp:a1')).text).toContain('没找到');
    expect((await chat.clicks(chenTao, 'activity.signUp:a1', { in: 'direct' })).text).toContain('没找到');
    expect(await chat.list()).toEqual([]);
  });

  it('is refused after the deadline', async () => {
    chat = await chatWith(walk);
    chat.clock.set('2026-11-27T12:00:00.000Z');
    expect((await chat.says(zhangWei, '报名健步走')).text).toContain('已在11月27日（周五）20:00截止');
    expect(await chat.list()).toEqual([]);
  });
});

describe('the button', () => {
  it('signs up and turns to 取消报名 for the one who clicked', async () => {
    chat = await chatWith(walk);
    const answer = await chat.clicks(zhangWei, 'activity.signUp:a1', { cardId: 'card-9' });
    expect(answer.update).toMatchObject({ forEveryone: false, card: { id: 'card-9' } });
    expect(answer.update?.card.buttons?.map((button) => button.label)).toEqual(['取消报名', '谁报了']);
  });

  it('cancels and turns back to 报名', async () => {
    chat = await chatWith(walk);
    await chat.clicks(zhangWei, 'activity.signUp:a1');
    const answer = await chat.clicks(zhangWei, 'activity.cancelSignup:a1');
    expect(answer.update?.card.buttons?.map((button) => button.label)).toEqual(['报名', '谁报了']);
    expect(await chat.list()).toEqual(['张伟 cancelled']);
  });
});

describe('the waitlist', () => {
  const fill = async (): Promise<void> => {
    chat = await chatWith(training);
    await chat.says(zhangWei, '报名急救培训');
    await chat.says(liQiang, '报名急救培训');
  };

  it('is offered when all places are taken, and joined with 候补', async () => {
    await fill();
    expect((await chat.says(zhaoJing, '报名急救培训')).text).toContain('名额已满（2人）');
    expect(await chat.list()).toHaveLength(2);
    expect((await chat.says(zhaoJing, '候补')).text).toContain('候补第1位');
    expect((await chat.says(zhaoJing, '急救培训我排第几')).text).toContain('候补第1位');
  });

  it('is not joined by who says 算了', async () => {
    await fill();
    await chat.says(zhaoJing, '报名急救培训');
    expect((await chat.says(zhaoJing, '算了')).text).toBe('好的，没有报名。');
    expect(await chat.list()).toHaveLength(2);
  });

  it('a freed place goes to the first person waiting, who is mentioned in the group', async () => {
    await fill();
    await chat.says(zhaoJing, '急救培训帮我候补上');
    await chat.says(wangMin, '急救培训我也候补');
    expect((await chat.says(zhangWei, '急救培训我去不了了')).text).toContain('名额已递补给赵静');
    expect(await chat.list()).toEqual(['张伟 cancelled', '李强 signedUp', '赵静 signedUp', '王敏 waiting']);
    expect(chat.posts().map(({ to, content }) => ({ to, content }))).toMatchObject([
      { to: { kind: 'group', id: 'group-1' }, content: { kind: 'text', mentions: ['zhaojing'] } },
    ]);
  });

  it('who joined it in the single chat is told there of the place', async () => {
    await fill();
    await chat.says(zhaoJing, '急救培训帮我候补上', { in: 'direct' });
    await chat.says(zhangWei, '急救培训我去不了了');
    expect((await chat.says(zhaoJing, '消息', { in: 'direct' })).text).toContain('您已从候补递补上了');
  });

  it('is left without moving anybody up', async () => {
    await fill();
    await chat.says(zhaoJing, '急救培训帮我候补上');
    expect((await chat.says(zhaoJing, '急救那个候补取消掉')).text).toContain('候补');
    expect(await chat.list()).toEqual(['张伟 signedUp', '李强 signedUp', '赵静 cancelled']);
    expect(chat.posts()).toEqual([]);
  });

  it('more places move up those who wait', async () => {
    await fill();
    await chat.says(zhaoJing, '急救培训帮我候补上');
    expect((await chat.says(wangMin, '急救培训再加5个名额')).text).toContain('名额改为7人，还剩4个');
    expect(await chat.list()).toEqual(['张伟 signedUp', '李强 signedUp', '赵静 signedUp']);
  });
});

describe('two want the last place at once', () => {
  it('exactly one gets it, the other is first in the queue, and a repeat changes neither', async () => {
    chat = await chatWith({ ...training, capacity: 1 });
    await Promise.all(
      [zhangWei, liQiang].map((member) => chat.says(member, '急救培训报名 满了就候补', { messageId: `race-${member.userId}` })),
    );
    const list = (await chat.list()).map((row) => row.split(' ')[1]);
    expect(list).toEqual(['signedUp', 'waiting']);
    await chat.says(liQiang, '急救培训报名 满了就候补', { messageId: 'race-liqiang' });
    expect(await chat.list()).toHaveLength(2);
  });
});

describe('for others', () => {
  it('a member signs up colleagues of the roster and guests by name', async () => {
    chat = await chatWith(walk);
    const answer = await chat.says(zhangWei, '把我和李强、同屋小蔡都写上');
    expect(answer.text).toContain('给张伟、李强、小蔡报上了健步走（3人）');
    expect(await chat.list()).toEqual(['张伟 signedUp', '李强 signedUp', '小蔡 signedUp']);
  });

  it('a crew comes by heads, and the same sentence again adds nobody', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '维修班来3个人参加健步走');
    await chat.says(zhangWei, '维修班来3个人参加健步走');
    expect(await chat.list()).toEqual(['维修班第1人 signedUp', '维修班第2人 signedUp', '维修班第3人 signedUp']);
  });

  it('all or nothing when places are short; 候补 takes what is left and queues the rest', async () => {
    chat = await chatWith(training);
    await chat.says(zhaoJing, '报名急救培训');
    expect((await chat.says(zhangWei, '我和李强报名急救培训')).text).toContain('只剩1个名额，不够2个人');
    expect(await chat.list()).toEqual(['赵静 signedUp']);
    await chat.says(zhangWei, '候补');
    expect(await chat.list()).toEqual(['赵静 signedUp', '张伟 signedUp', '李强 waiting']);
  });

  it('who brought people takes them off again; who did not cannot', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '帮李强报名健步走');
    expect((await chat.says(zhaoJing, '李强不去健步走了')).text).toContain('不是您报的');
    expect(await chat.list()).toEqual(['李强 signedUp']);
    await chat.says(zhangWei, '李强不去健步走了');
    expect(await chat.list()).toEqual(['李强 cancelled']);
  });

  it('a guest is taken off by name', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '健步走算上小蔡');
    expect((await chat.says(zhangWei, '取消小蔡的报名')).text).toContain('已取消小蔡的健步走报名');
  });

  it('one takes off oneself and those one brought in one sentence', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '我和李强报名健步走');
    await chat.says(zhangWei, '我和李强都不去健步走了');
    expect(await chat.list()).toEqual(['张伟 cancelled', '李强 cancelled']);
  });

  it('the secretary takes off anybody', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '报名健步走');
    await chat.says(wangMin, '张伟不去健步走了 把他划掉');
    expect(await chat.list()).toEqual(['张伟 cancelled']);
  });

  it('a name with an effect is shown without it', async () => {
    chat = await chatWith(walk);
    await chat.says(zhangWei, '帮李强报名健步走');
    expect((await chat.says(zhangWei, '谁报了健步走')).text).not.toContain('<@');
  });

  describe('thought better of', () => {
    it('who was put on the list by a colleague gets off it in plain words', async () => {
      chat = await chatWith(walk, training);
      await chat.says(liQiang, '帮张伟报名健步走');
      expect(await chat.list('a1')).toEqual(['张伟 signedUp']);
      await chat.says(zhangWei, '谁给我报的健步走 我不去');
      expect(await chat.list('a1')).toEqual(['张伟 cancelled']);
    });

    it('and gets on it again', async () => {
      chat = await chatWith(walk, training);
      await chat.says(zhangWei, '报名健步走');
      await chat.says(zhangWei, '算了不去了');
      await chat.says(zhangWei, '还是去吧');
      expect(await chat.list('a1')).toEqual(['张伟 signedUp']);
    });

    it('one for another: the old place is given up when the new one is there', async () => {
      chat = await chatWith(walk, training);
      await chat.says(zhangWei, '报名健步走');
      const { text } = await chat.says(zhangWei, '健步走我不去了 换急救培训');
      expect(text).toContain('报上了');
      expect(text).toContain('已取消您的健步走报名');
      expect([await chat.list('a1'), await chat.list('a2')]).toEqual([['张伟 cancelled'], ['张伟 signedUp']]);
    });

    it('one for another that is full: the old place stays', async () => {
      chat = await chatWith(walk, { ...training, capacity: 1 });
      await chat.says(liQiang, '报名急救培训');
      await chat.says(zhangWei, '报名健步走');
      expect((await chat.says(zhangWei, '健步走我不去了，换成急救培训')).text).toContain('健步走的报名先给您留着，没有取消。');
      expect(await chat.list('a1')).toEqual(['张伟 signedUp']);
    });
  });
});
