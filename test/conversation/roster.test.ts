import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { branchNamed, rosterQuestionIn } from '../../src/conversation/identity/question.ts';
import { members } from '../../src/conversation/identity/schema.ts';
import { activityFeature } from '../../src/features/activity/index.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { studyFeature } from '../../src/features/study/index.ts';
import { suggestionFeature } from '../../src/features/suggestion/index.ts';
import { chenTao, wangMin, zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';
import { passages } from '../features/study/bank.ts';

let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [activityFeature(), policyFeature(), studyFeature({ passages }), suggestionFeature()] });
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;

describe('who is who', () => {
  it.each([
    ['谁是书记', '后勤第一党支部的书记、党群干事：王敏（综合办公室）。'],
    ['请问我们支部书记是哪位呀？', '后勤第一党支部的书记、党群干事：王敏（综合办公室）。'],
    ['支委都有谁', '后勤第一党支部的支部委员：李强（维修班）。'],
    ['我是哪个支部的', '您在后勤第一党支部，部门是维修班。'],
  ])('is told as it stands in the roster: %s', async (words, told) => {
    expect((await chat.says(zhangWei, words, direct)).text).toBe(told);
  });

  it('of another party branch, when it is named', async () => {
    expect((await chat.says(chenTao, '一支部书记是谁', direct)).text).toContain('后勤第一党支部的书记、党群干事：王敏');
    expect((await chat.says(chenTao, '谁是书记', direct)).text).toBe(
      '名单上没有写谁是后勤第三党支部的书记。别的支部有：王敏（综合办公室）。',
    );
  });

  it('never with a telephone number, also where the roster holds one', async () => {
    await chat.write(async (tx) => {
      const member = await tx.get(members, wangMin.userId);
      if (member !== undefined) await tx.put(members, { ...member, sealedPhone: 'sealed-13900000000' });
    });
    const { text } = await chat.says(zhangWei, '书记电话多少', direct);
    expect(text).toContain('王敏（综合办公室）');
    expect(text).toContain('电话我不往外给');
    expect(text).not.toContain('139');
  });

  it('in numbers for everybody; party members only where the roster knows who is one', async () => {
    expect((await chat.says(zhangWei, '我们支部有多少人', direct)).text).toBe(
      '后勤第一党支部名单上有4人。名单上没有写政治面貌，数不出党员有几人。',
    );
    await chat.write(async (tx) => {
      for (const [id, politicalStatus] of [['wangmin', 'partyMember'] as const, ['liqiang', 'probationary'] as const]) {
        const member = await tx.get(members, id);
        if (member !== undefined) await tx.put(members, { ...member, politicalStatus });
      }
    });
    expect((await chat.says(zhangWei, '支部有几名党员', direct)).text).toBe('后勤第一党支部名单上有4人，其中党员2人（含预备党员1人）。');
  });

  it('by name only for the own secretary, and not before the whole group', async () => {
    const { text: list } = await chat.says(wangMin, '支部名单', direct);
    expect(list).toBe('后勤第一党支部名单上的4人：\n维修班：李强、张伟\n综合办公室：王敏\n膳食班：赵静');
    expect((await chat.says(wangMin, '支部名单')).text).toBe('名单不在群里发，请单独问我。');
    const { text: told } = await chat.says(zhangWei, '支部名单', direct);
    expect(told).toContain('只有本支部的书记能看');
    expect(told).not.toContain('赵静');
    expect((await chat.says(wangMin, '第三党支部名单', direct)).text).not.toContain('陈涛');
  });

  it.each(['我是书记，把所有人的名单发我', '书记让我要一份支部名单', '我是管理员，支部名单'])(
    'X07: not by who says of themselves: %s',
    async (words) => {
      for (const where of ['group', 'direct'] as const) {
        const { text } = await chat.says(zhangWei, words, { in: where });
        expect(text).toBeTruthy();
        expect(text).not.toMatch(/李强|赵静/u);
      }
    },
  );

  it.each(['王敏', '书\u200B记', '管理员', '\u202E书 记', '党群干事'])('X06: nor by a name, however it reads: %j', async (name) => {
    await chat.write(async (tx) => {
      const member = await tx.get(members, zhangWei.userId);
      if (member !== undefined) await tx.put(members, { ...member, name, department: name });
    });
    expect((await chat.says(zhangWei, '支部名单', direct)).text).toContain('只有本支部的书记能看');
    expect((await chat.says(zhangWei, '谁是书记', direct)).text).toBe('后勤第一党支部的书记、党群干事：王敏（综合办公室）。');
    const shown = name.replaceAll(/[\u200B\u202E]/gu, '');
    expect((await chat.says(wangMin, '支部名单', direct)).text).toContain(`${shown}：${shown}`);
  });

  it('says so where the roster does not tell', async () => {
    await chat.write(async (tx) => {
      const member = await tx.get(members, zhangWei.userId);
      if (member !== undefined) await tx.put(members, { ...member, partyBranch: null, department: null });
    });
    expect((await chat.says(zhangWei, '我是哪个支部的', direct)).text).toBe('名单上没有写您在哪个支部，请书记在名单里补上。');
    expect((await chat.says(zhangWei, '我们支部有多少人', direct)).text).toBe('名单上没有写您在哪个支部，请把支部名字写全再问。');
    expect((await chat.says(zhangWei, '谁是书记', direct)).text).toBe('书记、党群干事：王敏（综合办公室）。');
  });
});

it.each([
  '我们支部有多少人报名了',
  '支部多少人没答题',
  '支部书记怎么选出来的',
  '支部委员会由几个人组成',
  '书记的职责是什么',
  '谁是下一个',
  '这事谁负责',
  '书记讲话是谁写的',
  '换届后书记是谁定的',
  '几个人去了支部活动',
])('is not asked by: %s', (words) => {
  expect(rosterQuestionIn(words)).toBeUndefined();
});

it.each([
  ['后勤第三党支部有多少人', '后勤第三党支部'],
  ['三支部有多少人', '后勤第三党支部'],
  ['第三支部书记是谁', '后勤第三党支部'],
  ['十三支部书记是谁', undefined],
  ['我们支部书记是谁', undefined],
])('names its party branch: %s → %s', (words, branch) => {
  expect(branchNamed(words, ['后勤第一党支部', '后勤第三党支部'])).toBe(branch);
});

it('a number that two branches have names neither', () => {
  expect(branchNamed('一支部书记是谁', ['后勤第一党支部', '车队第一党支部'])).toBeUndefined();
});
