import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatGroups, members } from '../../../../src/conversation/identity/schema.ts';
import { formatInstant, formatRecurrence } from '../../../../src/core/zh/format.ts';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { announcements } from '../../../../src/features/announcement/schema/announcement.ts';
import { announcementDrafts, type Draft } from '../../../../src/features/announcement/schema/draft.ts';
import { openChat } from '../../../support/chat.ts';

const ZONE = 'Asia/Shanghai';
const admin = { userId: 'admin', name: '周主任', roles: ['member', 'admin'], department: null, partyBranch: '后勤第一党支部' } as const;
const NAMES: Readonly<Record<string, string>> = { 'group-1': '一', 'group-2': '二', 'group-3': '三', 'group-4': '食' };

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
  await chat.write(async (tx) => {
    const { userId, ...person } = admin;
    await tx.put(members, { id: userId, ...person, roles: [...person.roles], politicalStatus: null });
    for (const [id, name, partyBranch] of [
      ['group-2', '后勤二支部工作群', '后勤第二党支部'],
      ['group-4', '食堂工作群', null],
    ] as const)
      await tx.put(chatGroups, { id, name, partyBranch, sealedRobot: `sealed-${id}`, robotHash: id });
  });
});
afterEach(() => chat.close());

const says = async (text: string): Promise<string> => (await chat.says(admin, text, { in: 'direct' })).text ?? '';

async function draft(): Promise<Draft | undefined> {
  const [kept] = await chat.read((tx) => tx.find(announcementDrafts));
  return kept?.draft;
}

function inWords(one: Draft): string {
  const when =
    one.plan === null
      ? '？'
      : one.plan.kind === 'now'
        ? '现在'
        : one.plan.kind === 'once'
          ? formatInstant(one.plan.at, ZONE)
          : formatRecurrence(one.plan.rule);
  const how = [
    one.title === null ? '' : `【${one.title}】`,
    one.acknowledge ? '回执' : '',
    one.mentionAll ? '@全体' : '',
    one.urgent ? '紧急' : '',
    one.lookFirst ? '先看' : '',
    one.review === null ? '' : `审${one.review.reviewerId ?? ''}`,
    one.kind === 'text' ? '' : one.kind,
  ];
  return [one.content, when, one.groupIds.map((id) => NAMES[id]).join(''), ...how.filter((word) => word !== '')].join(' · ');
}

const ONCE = '明天下午两点在一支部和二支部群里通知@所有人 交安全台账，要大家回复收到';
const WEEKLY = '每周五下午五点在所有支部群提醒大家交周报';

describe('one part changes by words, the rest stays', () => {
  it.each([
    ['改成三点', '交安全台账 · 11月22日（周日）15:00 · 一二 · 回执 · @全体'],
    ['时间改到周四上午', '交安全台账 · 11月26日（周四）09:00 · 一二 · 回执 · @全体'],
    ['后天再发', '交安全台账 · 11月23日（周一）14:00 · 一二 · 回执 · @全体'],
    ['还是推迟半小时吧', '交安全台账 · 11月22日（周日）14:30 · 一二 · 回执 · @全体'],
    ['提前一个小时', '交安全台账 · 11月22日（周日）13:00 · 一二 · 回执 · @全体'],
    ['现在就发', '交安全台账 · 现在 · 一二 · 回执 · @全体'],
    ['别发二支部', '交安全台账 · 11月22日（周日）14:00 · 一 · 回执 · @全体'],
    ['二支部不用发了', '交安全台账 · 11月22日（周日）14:00 · 一 · 回执 · @全体'],
    ['再加上食堂群', '交安全台账 · 11月22日（周日）14:00 · 一二食 · 回执 · @全体'],
    ['三支部也发', '交安全台账 · 11月22日（周日）14:00 · 一二三 · 回执 · @全体'],
    ['只发三支部群', '交安全台账 · 11月22日（周日）14:00 · 三 · 回执 · @全体'],
    ['发到全部群', '交安全台账 · 11月22日（周日）14:00 · 一二三食 · 回执 · @全体'],
    ['内容改成：安全台账周五前交到办公室', '安全台账周五前交到办公室 · 11月22日（周日）14:00 · 一二 · 回执 · @全体'],
    ['把内容换成 台账延期', '台账延期 · 11月22日（周日）14:00 · 一二 · 回执 · @全体'],
    ['安全台账改成消防台账', '交消防台账 · 11月22日（周日）14:00 · 一二 · 回执 · @全体'],
    ['开头加上各位同事', '各位同事，交安全台账 · 11月22日（周日）14:00 · 一二 · 回执 · @全体'],
    ['最后加一句：谢谢配合！', '交安全台账，谢谢配合！ · 11月22日（周日）14:00 · 一二 · 回执 · @全体'],
    ['标题叫安全生产提醒', '交安全台账 · 11月22日（周日）14:00 · 一二 · 【安全生产提醒】 · 回执 · @全体'],
    ['不用回执了', '交安全台账 · 11月22日（周日）14:00 · 一二 · @全体'],
    ['别@所有人', '交安全台账 · 11月22日（周日）14:00 · 一二 · 回执'],
    ['标为紧急', '交安全台账 · 11月22日（周日）14:00 · 一二 · 回执 · @全体 · 紧急'],
    ['发之前给李强看一眼', '交安全台账 · 11月22日（周日）14:00 · 一二 · 回执 · @全体 · 审liqiang'],
    ['发之前给我看一眼', '交安全台账 · 11月22日（周日）14:00 · 一二 · 回执 · @全体 · 先看'],
    ['改成卡片', '交安全台账 · 11月22日（周日）14:00 · 一二 · 回执 · @全体 · card'],
    ['改成三点，别发二支部，不用回执', '交安全台账 · 11月22日（周日）15:00 · 一 · @全体'],
    ['不@所有人，改到周一上午十点', '交安全台账 · 11月23日（周一）10:00 · 一二 · 回执'],
  ])('%s', async (change, result) => {
    await says(ONCE);
    await says(change);
    const changed = await draft();
    expect(changed === undefined ? '' : inWords(changed)).toBe(result);
  });

  it.each([
    ['每周改成隔周', '交周报 · 每2周的周五 17:00（2026年11月21日起） · 一二三'],
    ['改成每天', '交周报 · 每天 17:00 · 一二三'],
    ['改成每月25号', '交周报 · 每月25日 17:00 · 一二三'],
    ['改成周四', '交周报 · 每周四 17:00 · 一二三'],
    ['改到下午四点半', '交周报 · 每周五 16:30 · 一二三'],
    ['遇节假日顺延', '交周报 · 每周五 17:00（遇放假顺延到下一个工作日） · 一二三'],
    ['放假就不发了', '交周报 · 每周五 17:00（放假不办） · 一二三'],
    ['除了三支部', '交周报 · 每周五 17:00 · 一二'],
  ])('of a plan: %s', async (change, result) => {
    await says(WEEKLY);
    await says(change);
    const changed = await draft();
    expect(changed === undefined ? '' : inWords(changed)).toBe(result);
  });

  it('the changed draft is shown again, whole, and nothing has left', async () => {
    await says(ONCE);
    const text = await says('改成三点');
    expect(text).toContain('11月22日（周日）15:00');
    expect(text).toContain('交安全台账');
    expect(chat.posts()).toEqual([]);
  });

  it('words that change nothing are said to be not understood, and the draft stays', async () => {
    await says(ONCE);
    expect(await says('改得好看点')).toContain('没看懂要改哪里');
    expect(await says('改成三点')).toContain('15:00');
  });

  it('a group that nobody knows is named, with those that there are', async () => {
    await says(ONCE);
    expect(await says('发到车队群')).toContain('没有找到“车队群”');
  });
});

describe('a change that may mean two things is asked once', () => {
  const MEETING = '明天上午八点通知大家 下午两点在二楼开会';

  it('the time of the post, or the time in the text', async () => {
    await says(MEETING);
    expect(await says('改成三点')).toContain('改哪个时间');
    expect(await says('2')).toContain('三点在二楼开会');
    const changed = await draft();
    expect(changed === undefined ? '' : inWords(changed)).toBe('三点在二楼开会 · 11月22日（周日）08:00 · 一');
  });

  it('the first choice moves the post', async () => {
    await says(MEETING);
    await says('改成九点');
    await says('1');
    const changed = await draft();
    expect(changed === undefined ? '' : inWords(changed)).toBe('下午两点在二楼开会 · 11月22日（周日）09:00 · 一');
  });

  it('a yes before that is answered sends nothing out: it is asked again', async () => {
    await says(MEETING);
    await says('改成三点');
    expect(await says('确认')).toContain('改哪个时间');
    expect(await chat.read((tx) => tx.find(announcements))).toEqual([]);
    expect(await says('2')).toContain('三点在二楼开会');
    expect(await says('确认')).toMatch(/N1/u);
  });

  it('words that say which are not asked about', async () => {
    await says(MEETING);
    expect(await says('发送时间改到九点')).toContain('11月22日（周日）09:00');
    expect(await says('开会改成下午三点')).toContain('下午三点在二楼开会');
  });
});

describe('a planned one is changed, not drafted anew', () => {
  beforeEach(async () => {
    await says('每周一上午九点提醒大家开安全例会');
    await says('确认');
    await says('每周五下午五点提醒大家交周报');
    await says('确认');
  });

  const kept = async (): Promise<readonly string[]> =>
    (await chat.read((tx) => tx.find(announcements)))
      .map((one) => `${one.number} ${one.content} ${one.plan.kind === 'repeated' ? formatRecurrence(one.plan.rule).split('（')[0] : ''}`)
      .toSorted();

  it('found by words of its text, shown, and changed when confirmed', async () => {
    const text = await says('例会提醒改到十点');
    expect(text).toContain('要把 N1 改成这样');
    expect(text).toContain('每周一 10:00');
    expect((await kept())[0]).toContain('09:00');
    expect(await says('确认')).toContain('N1');
    expect(await kept()).toEqual(['N1 开安全例会 每周一 10:00', 'N2 交周报 每周五 17:00']);
  });

  it('found by its number', async () => {
    expect(await says('N2改成下午四点')).toContain('每周五 16:00');
  });

  it('right after it was agreed, "改成…" means that one', async () => {
    const text = await says('改成下午四点');
    expect(text).toContain('要把 N2 改成这样');
    expect(text).toContain('每周五 16:00');
  });

  it('"不发二支部" of a planned one takes a group away and deletes nothing', async () => {
    await says('周报提醒别发二支部');
    await says('取消');
    expect(await kept()).toHaveLength(2);
    expect((await chat.read((tx) => tx.find(announcements))).map(({ status }) => status)).toEqual(['active', 'active']);
  });

  it('without a yes it stays as it was', async () => {
    await says('例会提醒改到十点');
    await says('取消');
    expect((await kept())[0]).toContain('每周一 09:00');
  });

  it('a new order that holds the word 改 is a new draft', async () => {
    expect(await says('现在通知大家 安全例会改到三楼')).toContain('**内容**：安全例会改到三楼');
  });
});

describe('while a draft is open', () => {
  it('a template is a post of its own, not a change of the draft', async () => {
    await says('12月3号上午九点通知大家去多功能厅开支部大会');
    const text = await says('用会议通知模板，周五下午三点在二楼会议室开安全例会');
    expect(text).toContain('安全例会');
    expect(text).toMatch(/^上一份“去多功能厅开支部大会”还没确认，先放下了/u);
    expect(/\*\*内容\*\*.*/u.exec(text)?.[0]).not.toContain('支部大会');
    expect((await draft())?.content).not.toContain('支部大会');
  });

  it('another post, named by its number, is changed instead of the draft', async () => {
    await says('每周五下午5点提醒大家交周报');
    await says('确认');
    await says('12月3号上午九点通知大家去多功能厅开支部大会');
    const text = await says('N1改到周四下午四点');
    expect(text).toContain('N1');
    expect(text).toContain('交周报');
    expect(text).toContain('每周四 16:00');
  });
});
