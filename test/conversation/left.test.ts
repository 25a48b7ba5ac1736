import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { members } from '../../src/conversation/identity/schema.ts';
import { planForgetting, planLeaving } from '../../src/conversation/personal/jobs.ts';
import { signups } from '../../src/features/activity/schema.ts';
import { policyQuestions } from '../../src/features/policy/schema.ts';
import { suggestions } from '../../src/features/suggestion/schema.ts';
import { jobs } from '../../src/schedule/job.ts';
import { liQiang, wangMin, zhangWei, zhaoJing } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';
import { bank, fill } from '../features/study/bank.ts';

import { direct, features, later, lives, walk, whereIs, type House } from './people-in-store.ts';

let chat: House;

beforeEach(async () => {
  chat = await openChat({ features });
  await chat.write(fill(bank));
});
afterEach(() => chat.close());

describe('who left the enterprise (N21)', () => {
  const leaves = async (person: { readonly userId: string; readonly name: string }): Promise<void> => {
    await chat.write(async (tx) => {
      await tx.delete(members, person.userId);
      await planLeaving(tx, [person], chat.clock.now());
    });
    await chat.settle();
  };

  it('gives back their places and their guests’, in the order of the waiting list', async () => {
    await walk(chat, 2);
    await chat.says(zhangWei, '报名健步走');
    await chat.says(zhangWei, '给我儿子也报上健步走', direct);
    await chat.says(zhaoJing, '报名健步走');
    await chat.says(zhaoJing, '候补');
    await leaves(zhangWei);
    const { text } = await chat.says(wangMin, '健步走谁报名了');
    expect(text).toContain('赵静');
    expect(text).not.toMatch(/张伟|儿子/u);
    expect((await chat.says(wangMin, '消息', direct)).text).toContain(
      '张伟已经不在职工名单上，健步走里的 2 个名额退出来了。候补的赵静补上了。',
    );
  });

  it('two who left together: neither moves up for the other', async () => {
    await walk(chat, 1);
    await chat.says(zhangWei, '报名健步走');
    await chat.says(zhaoJing, '报名健步走');
    await chat.says(zhaoJing, '候补');
    await chat.says(liQiang, '报名健步走');
    await chat.says(liQiang, '候补');
    await chat.write(async (tx) => {
      for (const { userId } of [zhangWei, zhaoJing]) await tx.delete(members, userId);
      await planLeaving(tx, [zhangWei, zhaoJing], chat.clock.now());
    });
    await chat.settle();
    expect((await chat.says(wangMin, '消息', direct)).text).toContain(
      '张伟等2人已经不在职工名单上，健步走里的 1 个名额退出来了。候补的李强补上了。',
    );
    expect(JSON.stringify(chat.posts())).not.toContain('zhaojing');
  });

  it('what an organiser left behind is told to the secretary of the branch', async () => {
    await walk(chat, 2);
    await chat.write((tx) =>
      tx.put(members, {
        id: 'second',
        name: '田红',
        department: null,
        partyBranch: '后勤第一党支部',
        roles: ['member', 'secretary'],
        politicalStatus: null,
      }),
    );
    await leaves(wangMin);
    const tianHong = { ...liQiang, userId: 'second', name: '田红' };
    expect((await chat.says(tianHong, '消息', direct)).text).toContain('王敏已经不在职工名单上，他组织的健步走还没办，请您接着管');
  });

  it('a matter of the rules that was theirs to answer is the secretary’s again', async () => {
    await chat.says(wangMin, '食堂的问题归李强答', direct);
    await chat.says(zhangWei, '食堂的宠物津贴怎么领', direct);
    await chat.says(zhangWei, '转给书记', direct);
    await leaves(liQiang);
    const told = (await chat.says(wangMin, '消息', direct)).text ?? '';
    expect(told).toContain('李强已经不在职工名单上，原来等他答复的 Q1 请您答');
    await chat.says(zhaoJing, '食堂的生日蛋糕怎么领', direct);
    expect((await chat.says(zhaoJing, '转给书记', direct)).text).not.toContain('liqiang');
  });

  it('what they were to do is told to the secretary, who gives it to somebody else', async () => {
    await chat.says(zhaoJing, '建议二楼水房加一个热水器', direct);
    await chat.says(wangMin, 'S1派给李强', direct);
    await leaves(liQiang);
    expect((await chat.says(wangMin, '消息', direct)).text).toContain('李强已经不在职工名单上，S1');
  });

  it('an administrator’s word forgets somebody who is still on the roster, too', async () => {
    await lives(chat);
    await chat.write((tx) => planForgetting(tx, 'zhangwei', chat.clock.now()));
    await chat.settle();
    expect(await whereIs(chat, 'zhangwei')).not.toContain('quizAnswers');
    expect((await chat.says(wangMin, '健步走谁报名了')).text).toContain('张伟');
  });

  it('what was still open then is looked at again, until it is over', async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    await leaves(zhangWei);
    await later(chat, '2026-12-22T00:00:00.000Z');
    expect(await whereIs(chat, 'zhangwei')).toContain('suggestions');
    await chat.says(wangMin, '不受理S1：已有一台', direct);
    await later(chat, '2027-01-23T00:00:00.000Z');
    expect(await whereIs(chat, 'zhangwei')).not.toContain('suggestions');
  });

  it('is forgotten after 30 days, unless they are on the roster again', async () => {
    await lives(chat);
    await chat.says(wangMin, '答复Q1：没有这项津贴', direct);
    await leaves(zhangWei);
    await leaves(zhaoJing);
    const [wei] = await chat.read((tx) => tx.find(members, { where: { name: '张伟' } }));
    expect(wei).toBeUndefined();
    await chat.write((tx) =>
      tx.put(members, { id: 'zhaojing', name: '赵静', department: null, partyBranch: null, roles: ['member'], politicalStatus: null }),
    );
    await later(chat, '2026-12-20T00:00:00.000Z');
    expect(await whereIs(chat, 'zhangwei')).toContain('quizAnswers');
    await later(chat, '2026-12-23T00:00:00.000Z');
    expect(await whereIs(chat, 'zhangwei')).not.toContain('quizAnswers');
    expect(await whereIs(chat, 'zhangwei')).not.toContain('activitySignups');
  });
});

describe('what is long over (N22)', () => {
  it('has its names for three years, and on the day after no more: in no row and no list', async () => {
    await lives(chat);
    await chat.says(wangMin, '答复Q1：没有这项津贴', direct);
    await chat.says(wangMin, 'S1办结：已经装好', direct);
    await chat.passes({ until: '2026-11-24T01:00:00.000Z' });
    await chat.says(zhangWei, 'S1 5分', direct);
    await later(chat, '2029-11-18T18:00:00.000Z');
    expect(await whereIs(chat, 'zhangwei', '张伟', '儿子')).toEqual(
      expect.arrayContaining(['activitySignups', 'suggestions', 'quizAnswers', 'policyQuestions']),
    );
    await later(chat, '2029-11-22T18:00:00.000Z');
    expect(await whereIs(chat, 'zhangwei', '张伟', '儿子')).toEqual(['members', 'outboxLanes']);
    expect((await chat.read((tx) => tx.find(signups))).length).toBe(2);
    expect((await chat.read((tx) => tx.find(suggestions))).map(({ text }) => text)).toEqual(['二楼水房加一个热水器']);
    expect((await chat.read((tx) => tx.find(policyQuestions))).map(({ answer }) => answer)).toEqual(['没有这项津贴']);
  });

  it('what still goes on keeps its people, however old', async () => {
    await chat.says(zhangWei, '建议二楼水房加一个热水器', direct);
    await chat.write(async (tx) => {
      for (const one of await tx.find(suggestions)) await tx.put(suggestions, { ...one, filedOn: '2022-01-03' });
      for (const job of await tx.find(jobs)) {
        await tx.put(jobs, { ...job, dueAt: job.kind === 'personal.expire' ? chat.clock.now() : '2099-01-01T00:00:00.000Z' });
      }
    });
    await chat.settle();
    expect((await chat.read((tx) => tx.find(suggestions))).map(({ authorId }) => authorId)).toEqual(['zhangwei']);
  });
});
