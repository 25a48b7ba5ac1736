import { afterEach, describe, expect, it } from 'vitest';
import { members } from '../../../../src/conversation/identity/schema.ts';
import { chenTao, liQiang, wangMin, zhangWei } from '../../../support/cast.ts';
import { chatWith, training, walk, type TestChat } from '../open.ts';

let chat: TestChat;
afterEach(() => chat.close());

/** 王敏 also administers: then she may post to every branch. */
async function makeAdministrator(): Promise<void> {
  await chat.write(async (tx) => {
    const member = await tx.get(members, wangMin.userId);
    if (member !== undefined) await tx.put(members, { ...member, roles: [...member.roles, 'admin'] });
  });
}

const SENTENCE = '下周五下午两点在多功能厅办急救培训，20人，前一天提醒';

describe('one sentence makes a draft', () => {
  it('with absolute times, and nothing is published', async () => {
    chat = await chatWith();
    const answer = await chat.says(wangMin, SENTENCE);
    expect(answer.text).toContain('11月27日（周五）14:00');
    expect(answer.text).toContain('报名截止：11月27日（周五）12:00；提醒：11月26日（周四）16:00');
    expect(answer.card?.buttons?.map((button) => button.label)).toEqual(['确认发布', '改', '取消']);
    expect(await chat.all()).toMatchObject([
      { title: '急救培训', place: '多功能厅', capacity: 20, startsAt: '2026-11-27T06:00:00.000Z', status: 'draft', groupIds: ['group-1'] },
    ]);
    expect(chat.posts()).toEqual([]);
  });

  it('that is changed in words before it is confirmed', async () => {
    chat = await chatWith();
    await chat.says(wangMin, SENTENCE);
    for (const change of ['改成30人', '时间改到周四下午三点', '地点换成党员活动室', '名称叫急救大练兵', '提前一小时提醒'])
      await chat.says(wangMin, change);
    expect(await chat.all()).toMatchObject([
      {
        title: '急救大练兵',
        place: '党员活动室',
        capacity: 30,
        startsAt: '2026-11-26T07:00:00.000Z',
        reminders: [{ kind: 'minutesBefore', minutes: 60 }],
        status: 'draft',
      },
    ]);
  });

  it('asks only for the time when that is missing', async () => {
    chat = await chatWith();
    expect((await chat.says(wangMin, '组织献血 愿意的报名 多功能厅')).text).toContain('什么时候办');
    expect(await chat.all()).toEqual([]);
    await chat.says(wangMin, '下周二上午九点');
    expect(await chat.all()).toMatchObject([{ title: '献血', startsAt: '2026-11-24T01:00:00.000Z' }]);
  });

  it.each(['建议食堂明天十二点开饭', '提醒大家明天下午两点交表', '通知大家周三上午停水'])(
    'does not take “%s” for the time that it asked for, nor for a change of the draft',
    async (words) => {
      chat = await chatWith();
      await chat.says(wangMin, '组织献血 愿意的报名 多功能厅');
      await chat.says(wangMin, words);
      expect(await chat.all()).toEqual([]);
      await chat.says(wangMin, SENTENCE);
      const [before] = await chat.all();
      await chat.says(wangMin, words);
      expect(await chat.all()).toEqual([before]);
    },
  );

  it.each([
    ['建议下周二上午九点', '2026-11-24T01:00:00.000Z'],
    ['通知大家下周二上午九点', '2026-11-24T01:00:00.000Z'],
  ])('takes “%s” for the time that it asked for', async (words, startsAt) => {
    chat = await chatWith();
    await chat.says(wangMin, '组织献血 愿意的报名 多功能厅');
    await chat.says(wangMin, words);
    expect(await chat.all()).toMatchObject([{ title: '献血', startsAt }]);
  });

  it('asks when, where the day that was said does not exist', async () => {
    chat = await chatWith();
    expect((await chat.says(wangMin, '2月30号下午3点组织登山，限20人报名')).text).toContain('什么时候办');
  });

  it('asks for the hour when only the day was said', async () => {
    chat = await chatWith();
    expect((await chat.says(wangMin, '下周五组织登山，限50人')).text).toContain('11月27日（周五）几点开始');
    await chat.says(wangMin, '早上七点');
    expect(await chat.all()).toMatchObject([{ title: '登山', startsAt: '2026-11-26T23:00:00.000Z', capacity: 50 }]);
  });

  it('is thrown away on 取消, and nobody hears of it', async () => {
    chat = await chatWith();
    await chat.says(wangMin, SENTENCE);
    expect((await chat.says(wangMin, '取消')).text).toContain('已作废');
    expect(await chat.all()).toEqual([]);
    expect(chat.posts()).toEqual([]);
  });

  it('is not made for a member', async () => {
    chat = await chatWith();
    await chat.says(zhangWei, SENTENCE);
    expect(await chat.all()).toEqual([]);
  });

  it('in the single chat goes to the groups of the own branch', async () => {
    chat = await chatWith();
    expect((await chat.says(wangMin, SENTENCE, { in: 'direct' })).text).toContain('发到：后勤一支部工作群');
  });

  it('goes to the groups that an administrator calls', async () => {
    chat = await chatWith();
    await makeAdministrator();
    await chat.says(wangMin, SENTENCE, { in: 'direct' });
    await chat.says(wangMin, '发到一支部和三支部', { in: 'direct' });
    expect(await chat.all()).toMatchObject([{ groupIds: ['group-1', 'group-3'] }]);
  });

  it('does not go to a group of another branch because a secretary says so', async () => {
    chat = await chatWith();
    await chat.says(wangMin, SENTENCE, { in: 'direct' });
    expect((await chat.says(wangMin, '发到三支部', { in: 'direct' })).text).not.toContain('发到：后勤三支部');
    expect(await chat.all()).toMatchObject([{ groupIds: ['group-1'] }]);
  });
});

describe('publishing', () => {
  it('in the same group answers with the sign-up card and posts nothing twice', async () => {
    chat = await chatWith();
    await chat.says(wangMin, SENTENCE);
    const answer = await chat.says(wangMin, '确认');
    expect(answer.text).toContain('已发布');
    expect(answer.card?.buttons?.map((button) => button.label)).toEqual(['报名', '取消报名', '谁报了']);
    expect(chat.posts()).toEqual([]);
    expect((await chat.says(zhangWei, '算我一个')).text).toContain('报上了');
  });

  it('from the single chat posts a card to each group that says in words how to sign up', async () => {
    chat = await chatWith();
    await makeAdministrator();
    await chat.says(wangMin, SENTENCE, { in: 'direct' });
    await chat.says(wangMin, '发到一支部和三支部', { in: 'direct' });
    await chat.says(wangMin, '确认', { in: 'direct' });
    expect(chat.posts().map(({ to, content }) => ({ to, content }))).toMatchObject([
      { to: { kind: 'group', id: 'group-1' }, content: { kind: 'card', card: { title: '急救培训' } } },
      { to: { kind: 'group', id: 'group-3' }, content: { kind: 'card', card: { body: expect.stringContaining('回“报名急救培训”') } } },
    ]);
    expect((await chat.says(chenTao, '报名急救培训')).text).toContain('报上了');
  });

  it('still works by number after talk of something else', async () => {
    chat = await chatWith(walk);
    await chat.says(wangMin, SENTENCE);
    await chat.says(wangMin, '谁报了健步走');
    expect((await chat.says(wangMin, '发布A1')).text).toContain('急救培训已发布');
  });

  it('is not done by the 确认 of somebody else', async () => {
    chat = await chatWith();
    await chat.says(wangMin, SENTENCE);
    await chat.says(zhangWei, '确认');
    expect(await chat.all()).toMatchObject([{ status: 'draft' }]);
  });

  it('by button in the group makes it what the group talks about', async () => {
    chat = await chatWith(walk);
    await chat.says(wangMin, SENTENCE);
    await chat.says(zhangWei, '健步走详情');
    const draft = (await chat.all()).find(({ status }) => status === 'draft');
    await chat.clicks(wangMin, `activity.publish:${draft?.id}`);
    expect((await chat.says(liQiang, '算我一个')).text).toContain('急救培训');
    expect(await chat.list(draft?.id)).toEqual(['李强 signedUp']);
  });

  it('by button is only for the secretary', async () => {
    chat = await chatWith();
    await chat.says(wangMin, SENTENCE);
    const [draft] = await chat.all();
    await chat.clicks(zhangWei, `activity.publish:${draft?.id}`);
    expect(await chat.all()).toMatchObject([{ status: 'draft' }]);
    const answer = await chat.clicks(wangMin, `activity.publish:${draft?.id}`, { cardId: 'the-card' });
    expect(answer.update).toMatchObject({ forEveryone: true, card: { id: 'the-card' } });
    expect(await chat.all()).toMatchObject([{ status: 'open' }]);
  });
});

describe('after publication', () => {
  it('a new time is asked back, then told to the group with its people, and the reminder moves along', async () => {
    chat = await chatWith(training);
    await chat.says(zhangWei, '报名急救培训');
    const question = await chat.says(wangMin, '急救培训改到下周六同一时间');
    expect(question.text).toContain('11月27日（周五）14:00 → 11月28日（周六）14:00');
    expect(await chat.activity()).toMatchObject({ startsAt: '2026-11-27T06:00:00.000Z' });
    await chat.says(wangMin, '确认');
    expect(await chat.activity()).toMatchObject({ startsAt: '2026-11-28T06:00:00.000Z', signupClosesAt: '2026-11-28T04:00:00.000Z' });
    expect(chat.posts()).toMatchObject([{ content: { text: expect.stringContaining('活动有变'), mentions: ['zhangwei'] } }]);
    await chat.passes({ until: '2026-11-27T08:00:00.000Z' });
    expect(chat.posts()).toHaveLength(2);
    expect(chat.posts()[1]).toMatchObject({ at: '2026-11-27T08:00:00.000Z', content: { text: expect.stringContaining('活动提醒') } });
  });

  it('a change that is not confirmed changes nothing', async () => {
    chat = await chatWith(training);
    await chat.says(wangMin, '急救培训地点换成党员活动室');
    await chat.says(wangMin, '算了');
    expect(await chat.activity()).toMatchObject({ place: '多功能厅' });
  });

  it('can be put off by a length of time', async () => {
    chat = await chatWith(training);
    await chat.says(wangMin, '急救培训推迟一天');
    await chat.says(wangMin, '确认');
    expect(await chat.activity()).toMatchObject({ startsAt: '2026-11-28T06:00:00.000Z' });
  });

  it('fewer places than are taken is refused', async () => {
    chat = await chatWith({ ...training, capacity: 5 });
    await chat.says(zhangWei, '我和李强报名急救培训');
    expect((await chat.says(wangMin, '急救培训名额改成1人')).text).toContain('不能少于2');
    expect(await chat.activity()).toMatchObject({ capacity: 5 });
  });

  it('is cancelled only after a 确认; everybody signed up is told and no reminder follows', async () => {
    chat = await chatWith(training);
    await chat.says(zhangWei, '报名急救培训');
    expect((await chat.says(wangMin, '急救培训不办了')).text).toContain('已报1人');
    expect(await chat.activity()).toMatchObject({ status: 'open' });
    await chat.says(wangMin, '确认');
    expect(await chat.activity()).toMatchObject({ status: 'cancelled' });
    await chat.passes({ until: '2026-11-28T00:00:00.000Z' });
    expect(chat.posts()).toMatchObject([{ content: { text: expect.stringContaining('活动取消'), mentions: ['zhangwei'] } }]);
  });

  it('sign-up is closed and opened again in words', async () => {
    chat = await chatWith(walk);
    await chat.says(wangMin, '健步走停止报名');
    expect((await chat.says(zhangWei, '报名健步走')).text).toContain('截止');
    await chat.says(wangMin, '健步走重新开放报名');
    expect((await chat.says(zhangWei, '报名健步走')).text).toContain('报上了');
  });

  it('a secretary of another branch changes nothing of it', async () => {
    chat = await chatWith({ ...walk, groupIds: ['group-1', 'group-3'], partyBranch: '后勤第三党支部', createdBy: 'gaoqing' });
    await chat.says(wangMin, '健步走不办了');
    await chat.says(wangMin, '确认');
    expect(await chat.activity()).toMatchObject({ status: 'open' });
  });
});
