import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { THEIRS } from '../../src/cli/personal.ts';
import { houseCollections } from '../../src/conversation/collections.ts';
import { notices } from '../../src/outbox/outbox.ts';
import { chenTao, wangMin, zhangWei, zhaoJing } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';
import { bank, fill } from '../features/study/bank.ts';

import { direct, features, later, lives, ofNobody, ofPeople, walk, whereIs, type House } from './people-in-store.ts';

let chat: House;

beforeEach(async () => {
  chat = await openChat({ features });
  await chat.write(fill(bank));
});
afterEach(() => chat.close());

it('every collection is known to hold people or not', () => {
  const all = [...houseCollections, ...features.flatMap((feature) => feature.collections)].map(({ name }) => name);
  expect(all.toSorted()).toEqual([...Object.keys(ofPeople), ...ofNobody].toSorted());
});

it('what an administrator hands out is all that is theirs: each collection in which a person stands is in it, or only works by their id', () => {
  const works = ['activities', 'activityListExports', 'answers', 'jobs', 'outboxLanes', 'policyMisses', 'setAside'];
  expect([...Object.keys(THEIRS), ...works].toSorted()).toEqual(Object.keys(ofPeople).toSorted());
});

describe('what is kept of me (N20)', () => {
  it('is told in the single chat, kind by kind', async () => {
    await lives(chat);
    const { text } = await chat.says(zhangWei, '我的数据', direct);
    expect(text).toContain('- 名册：张伟，维修班，后勤第一党支部\n');
    expect(text).toContain('- 报名 1 次，带人 1 个，还没办完的：健步走');
    expect(text).toContain('- 署名的建议和隐患 1 条，还在办：S1；匿名的我不知道是谁提的');
    expect(text).toMatch(/- .*转给书记的问题 1 个/u);
    expect(text).toMatch(/- 答题 1 次/u);
  });

  it.each(['我的数据', '看看我的信息', '导出我的数据', '你那儿存的我的记录都有啥', '我要看我的个人信息', '我得数据'])(
    'also as: %s',
    async (words) => {
      expect((await chat.says(zhaoJing, words, direct)).text).toMatch(/^我这里记着您这些/u);
    },
  );

  it('is nobody else’s business: not in a group, and nothing of a colleague', async () => {
    await lives(chat);
    expect((await chat.says(zhangWei, '我的数据')).text).toContain('请点我的头像单聊');
    const { text } = await chat.says(zhaoJing, '我的数据', direct);
    expect(text).toContain('赵静');
    expect(text).not.toMatch(/张伟|S1|热水器/u);
  });

  it('who is not on the roster and left nothing is told so', async () => {
    const stranger = { ...chenTao, userId: 'stranger', name: 'stranger' };
    expect((await chat.says(stranger, '我的数据', direct)).text).toBe('名册上没有您，我也没有记着您什么。');
    expect((await chat.says(stranger, '删除我的数据', direct)).text).toContain('没有可删的');
  });
});

describe('letting go (N20)', () => {
  it('takes out what is over, keeps what goes on and says why', async () => {
    await lives(chat);
    const asked = await chat.says(zhangWei, '删除我的数据', direct);
    expect(asked.text).toContain('删了找不回来');
    const { text } = await chat.says(zhangWei, '确认删除', direct);
    expect(text).toMatch(/^办完的都删好了/u);
    expect(text).toContain('还没结束的 1 项报名：不去了先发“取消报名”');
    expect(text).toContain('还在办的建议 S1');
    expect(text).toContain('还没答复的问题 Q1');
    expect(await whereIs(chat, 'zhangwei')).not.toContain('quizAnswers');
    expect((await chat.says(wangMin, '健步走谁报名了')).text).toContain('张伟');
  });

  it('once all is over, no row but the roster’s leads to the member, and the counts of the unit stay true', async () => {
    await lives(chat);
    await chat.says(wangMin, '答复Q1：没有这项津贴', direct);
    await chat.says(wangMin, 'S1办结：已经装好', direct);
    await chat.passes({ until: '2026-11-24T01:00:00.000Z' });
    await chat.says(zhangWei, 'S1 5分', direct);
    await chat.says(zhangWei, '消息', direct);
    await chat.says(zhangWei, '删除我的数据', direct);
    expect((await chat.says(zhangWei, '确认删除', direct)).text).toBe(
      '办完的都删好了。书记收到过的消息里还有您的名字，半年后自动删；旧备份到期就清。',
    );
    expect(await whereIs(chat, 'zhangwei', '张伟', '儿子')).toEqual(['members', 'conversations', 'notices']);
    expect((await chat.read((tx) => tx.find(notices, { where: { targetKey: 'person:zhangwei' }, orderBy: 'state' }))).length).toBe(0);
    expect((await chat.says(wangMin, '健步走名单', direct)).text).toMatch(/已删除/u);
    expect((await chat.says(zhangWei, '我的数据', direct)).text).not.toMatch(/报名|建议和隐患|答题|问制度/u);
    await later(chat, '2026-12-04T01:00:00.000Z');
    expect(await whereIs(chat, 'zhangwei', '张伟', '儿子')).toEqual(['members', 'notices']);
    // What secretaries were told goes by its own time.
    await later(chat, '2027-05-27T01:00:00.000Z');
    expect(await whereIs(chat, 'zhangwei', '张伟', '儿子')).toEqual(['members']);
  });

  it('asks first, and nothing goes without that word', async () => {
    await lives(chat);
    await chat.says(zhangWei, '删除我的数据', direct);
    expect((await chat.says(zhangWei, '算了', direct)).text).toBe('好，什么也没删。');
    expect((await chat.says(zhangWei, '我的数据', direct)).text).toMatch(/答题 1 次/u);
    expect((await chat.says(zhangWei, '确认删除', direct)).text).not.toContain('删好了');
    await chat.says(zhangWei, '删除我的数据', direct);
    expect((await chat.says(zhangWei, '年假有几天', direct)).text).not.toContain('删好了');
    expect((await chat.says(zhangWei, '我的数据', direct)).text).toMatch(/答题 1 次/u);
  });

  it.each(['怎么删除我的数据', '能不能删掉我的信息', '我的数据会被删吗'])(
    'a question deletes nothing and asks for nothing: %s',
    async (words) => {
      expect((await chat.says(zhangWei, words, direct)).text).toMatch(/^我只记办事要用的/u);
    },
  );

  it.each([
    '请删除我的数据，谢谢',
    '注销账号',
    '删除我的聊天记录',
    '删除本人数据',
    '删除个人信息',
    '我的数据请删除',
    '麻烦您帮我把我的数据删除一下谢谢',
    '忘记我',
    '删除我得数据',
  ])('is understood as: %s', async (words) => {
    await lives(chat);
    expect((await chat.says(zhangWei, words, direct)).text).toContain('删了找不回来');
  });

  it.each(['确认删除', '“确认删除”', '确认 删除', '确认删除我的数据', '确认', '删吧'])('%s is a yes', async (words) => {
    await lives(chat);
    await chat.says(zhangWei, '删除我的数据', direct);
    expect((await chat.says(zhangWei, words, direct)).text).toMatch(/^办完的都删好了/u);
  });

  it.each(['好的', '是的', '嗯', '嗯呐', '可以', '要得', '同意'])(
    '%s may be said without reading: the word itself is asked for',
    async (words) => {
      await lives(chat);
      await chat.says(zhangWei, '删除我的数据', direct);
      expect((await chat.says(zhangWei, words, direct)).text).toContain('要删请回这四个字：“确认删除”');
      expect((await chat.says(zhangWei, '确认删除', direct)).text).toMatch(/^办完的都删好了/u);
    },
  );

  it.each(['算了', '不删了', '还是不删了', '不要删', '算了不删了', '等等', '莫', '再想想'])('%s is a no', async (words) => {
    await lives(chat);
    await chat.says(zhangWei, '删除我的数据', direct);
    expect((await chat.says(zhangWei, words, direct)).text).toBe('好，什么也没删。');
  });

  it('a guest without their host and a colleague’s suggestion that was seconded are told, and let go', async () => {
    await walk(chat, 3);
    await chat.says(zhangWei, '给我儿子也报上健步走', direct);
    await chat.says(zhaoJing, '建议二楼水房加一个热水器');
    await chat.says(zhangWei, '附议S1');
    expect((await chat.says(zhangWei, '我的数据', direct)).text).toMatch(/- 带人 1 个[^]*- 附议过 1 条/u);
    await chat.says(wangMin, 'S1办结：已经装好', direct);
    await chat.passes({ until: '2026-11-24T01:00:00.000Z' });
    await chat.says(zhaoJing, 'S1 5分', direct);
    await chat.says(zhangWei, '删除我的数据', direct);
    await chat.says(zhangWei, '确认删除', direct);
    expect(await whereIs(chat, '儿子')).not.toContain('activitySignups');
    expect(await whereIs(chat, 'zhangwei')).not.toContain('suggestions');
    expect((await chat.says(wangMin, 'S1', direct)).text).toContain('1人附议');
  });

  it('what waits for a rating alone is told as that', async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    await chat.says(wangMin, 'S1办结：已经装好', direct);
    await chat.says(zhangWei, '删除我的数据', direct);
    expect((await chat.says(zhangWei, '确认删除', direct)).text).toContain('等您评分的 S1：发“S1 5分”评完再来删');
  });

  it.each(['删除张伟的数据', '把大家的数据删了', '取消我的报名', '删除我的建议', '清空会议室的资料'])(
    'nor does what is about something else: %s',
    async (words) => {
      await lives(chat);
      expect((await chat.says(zhangWei, words, direct)).text).not.toMatch(/删了找不回来|删好了/u);
    },
  );

  it('the question of today stays answered: nobody answers it twice', async () => {
    await chat.passes({ until: '2026-11-23T04:00:00.000Z' });
    await chat.says(zhangWei, '设置每日一学每天9点', direct);
    await chat.says(wangMin, '每天上午9点发每日一学');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-24T02:00:00.000Z' });
    await chat.says(zhangWei, 'A');
    await chat.says(zhangWei, '删除我的数据', direct);
    expect((await chat.says(zhangWei, '确认删除', direct)).text).toContain('今天这道题的作答：等今天过了再来删');
    expect((await chat.says(zhangWei, 'B')).text).toMatch(/已经答过|答过了/u);
    await chat.passes({ until: '2026-11-26T02:00:00.000Z' });
    await chat.says(zhangWei, '删除我的数据', direct);
    await chat.says(zhangWei, '确认删除', direct);
    expect(await whereIs(chat, 'zhangwei')).not.toContain('quizAnswers');
  });
});
