import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatGroups } from '../../../../src/conversation/identity/schema.ts';
import type { Disposition } from '../../../../src/core/errors.ts';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { keep } from '../../../../src/features/announcement/repo/announcements.ts';
import { chenTao, wangMin, zhangWei } from '../../../support/cast.ts';
import { GROUP, openChat } from '../../../support/chat.ts';
import { fails } from '../../../support/outbox.ts';
import { anAnnouncement } from '../facts.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;
let trouble: Disposition | undefined;

beforeEach(async () => {
  trouble = undefined;
  chat = await openChat({
    features: [announcementFeature()],
    push: (to) =>
      trouble !== undefined && to.kind === 'group' && to.id === 'group-2' ? Promise.reject(fails(trouble)) : Promise.resolve(),
  });
  await chat.write((tx) =>
    tx.put(chatGroups, { id: 'group-2', name: '后勤一支部二群', partyBranch: wangMin.partyBranch, sealedRobot: 's', robotHash: 'r2' }),
  );
});
afterEach(() => chat.close());

const at = (local: string): string => new Date(`${local}+08:00`).toISOString();
const water = (group: string): number =>
  chat
    .posts()
    .filter(({ to, content }) => to.kind === 'group' && to.id === group && content.kind === 'text' && content.text.includes('停水')).length;
const posted = (): string[] => chat.posts().map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
const says = async (words: string): Promise<string> => (await chat.says(wangMin, words)).text ?? '';

async function planned(words: string): Promise<void> {
  await chat.says(wangMin, words);
  await chat.says(wangMin, '确认');
}

describe('the day plan', () => {
  it('shows the next seven days, day by day', async () => {
    await planned('每天下午五点提醒大家关灯');
    await planned('下周三上午十点提醒大家体检');
    const text = await says('这周要发什么');
    expect(text).toContain('未来 7 天');
    expect(text).toContain('**11月21日（周六）**\n17:00 N1 关灯');
    expect(text).toContain('**11月25日（周三）**\n10:00 N2 体检');
    expect((await chat.says(wangMin, '日程')).text).toBe(text);
  });

  it('shows what waits for the end of quiet hours, and what was called off', async () => {
    await planned('每天下午五点提醒大家关灯');
    await chat.says(wangMin, '今天那次别发了');
    chat.clock.set(at('2026-11-21T22:00:00'));
    await planned('马上通知 明早集合');
    const text = await says('日程');
    expect(text).toContain('07:00 N2 明早集合 → 后勤一支部工作群（等着发）');
    chat.clock.set(at('2026-11-21T09:00:00'));
    expect(await says('日程')).toContain('17:00 N1 关灯 → 后勤一支部工作群（这次跳过）');
  });

  it('is empty without plans, and not for members', async () => {
    expect(await says('日程')).toContain('没有要发的公告');
    await planned('每天下午五点提醒大家关灯');
    for (const asker of [zhangWei, chenTao]) expect((await chat.says(asker, '这周要发什么')).text).not.toContain('关灯');
  });
});

describe('one occurrence', () => {
  beforeEach(() => planned('每周五下午五点提醒大家交周报'));

  it('is skipped by its day, and the others come', async () => {
    expect(await says('11月27日那次别发了')).toMatch(/11月27日（周五）17:00 那次不发[\s\S]*12月4日（周五）17:00 照常发/u);
    await chat.passes({ until: at('2026-12-04T18:00:00') });
    expect(chat.posts().map((post) => post.at)).toEqual([at('2026-12-04T17:00:00')]);
  });

  it('that is further off is skipped too, also after a pause', async () => {
    await says('12月4日那次别发了');
    await says('暂停N1');
    await says('恢复N1');
    await chat.passes({ until: at('2026-12-12T00:00:00') });
    expect(chat.posts().map((post) => post.at)).toEqual([at('2026-11-27T17:00:00'), at('2026-12-11T17:00:00')]);
  });

  it('is the next one where no day is said; a day without one is said', async () => {
    expect(await says('11月26日那次别发了')).toContain('那天没有');
    expect(await says('下次别发了')).toContain('11月27日');
  });
});

it('deleting takes a second word', async () => {
  await planned('每天下午五点提醒大家关灯');
  expect(await says('删除N1')).toContain('确定就回“确认”');
  expect(await says('不删')).toContain('照常发');
  await chat.passes({ until: at('2026-11-21T17:00:00') });
  expect(posted()).toEqual(['📢 关灯']);
  await says('删除N1');
  expect(await says('确认')).toContain('已删除');
  await chat.passes({ until: at('2026-11-23T00:00:00') });
  expect(posted()).toHaveLength(1);
});

describe('the history', () => {
  async function sendToBoth(): Promise<void> {
    const plan = { kind: 'once', at: at('2026-11-21T10:00:00') } as const;
    const mine = { plan, nextAt: plan.at, partyBranch: wangMin.partyBranch, groupIds: [GROUP, 'group-2'] };
    await chat.write((tx) => keep(tx, anAnnouncement({ ...mine, number: 'N7', content: '明天停水' })));
    await chat.passes({ until: at('2026-11-21T10:01:00') });
  }

  it('tells for each group that it was sent, when', async () => {
    await sendToBoth();
    expect(await says('发过的公告')).toContain('N7 明天停水（11月21日（周六）10:00）：2 个群已发');
    expect(await says('N7发出去了吗')).toContain('后勤一支部二群：11月21日（周六）10:00 已发');
  });

  it('tells why it was not, in words; sent again by hand it goes to those groups only', async () => {
    trouble = 'brokenTarget';
    await sendToBoth();
    expect(await says('N7发送情况')).toContain('后勤一支部二群：没发成：群机器人被移除了，或推送地址已失效');
    trouble = undefined;
    expect(await says('重发N7')).toContain('正在重新发到：后勤一支部二群');
    await chat.settle();
    expect([water(GROUP), water('group-2')]).toEqual([1, 1]);
    expect(await says('N7发送情况')).toContain('2 个群已发');
    expect(await says('重发N7')).toContain('不用重发');
  });

  it('of what may have arrived warns before it is sent again', async () => {
    trouble = 'unknown';
    await sendToBoth();
    expect(await says('N7发送情况')).toContain('可能已送达');
    trouble = undefined;
    expect(await says('重发N7')).toMatch(/注意[\s\S]*就会有两遍/u);
    expect(await says('不用')).toContain('不再发');
    expect(water('group-2')).toBe(0);
    await says('重发N7');
    await says('确认');
    await chat.settle();
    expect(water('group-2')).toBe(1);
  });

  it('tells how late a post was that a downtime held up', async () => {
    const plan = { kind: 'once', at: at('2026-11-21T10:00:00') } as const;
    const mine = { plan, nextAt: plan.at, partyBranch: wangMin.partyBranch, groupIds: [GROUP] };
    await chat.write((tx) => keep(tx, anAnnouncement({ ...mine, number: 'N7', content: '明天停水' })));
    await chat.isDown({ until: at('2026-11-21T10:20:00') });
    expect(await says('N7发送情况')).toContain('晚了 20 分钟');
  });

  it('is for secretaries of the branch', async () => {
    await sendToBoth();
    for (const asker of [zhangWei, chenTao]) expect((await chat.says(asker, 'N7发送情况')).text ?? '').not.toContain('停水');
  });
});

describe('quiet hours and the weekly cap', () => {
  it('are what the branch says', async () => {
    expect(await says('安静时段')).toContain('21:30–07:00');
    expect(await says('安静时段改成晚上十点半到早上六点')).toContain('22:30–06:00');
    expect(await says('每周最多3条')).toContain('每周最多 3 条');
    expect(await says('取消安静时段')).toContain('安静时段：没有');
  });

  it('hold as they were set', async () => {
    await says('安静时段改成12点到13点半');
    chat.clock.set(at('2026-11-21T12:10:00'));
    await planned('马上通知 下午开会');
    await chat.passes({ until: at('2026-11-21T13:29:59') });
    expect(posted()).toEqual([]);
    await chat.passes({ until: at('2026-11-21T13:30:00') });
    expect(posted()).toEqual(['📢 下午开会']);
  });
});

it('T13: what several plans say at one instant reaches the group in the order in which it was planned', async () => {
  const days = ['停水', '停电', '开会', '交表', '体检', '演练'];
  for (const what of days) {
    await planned(`明天上午9点通知大家${what}`);
    chat.clock.advance(1_000);
  }
  await chat.passes({ until: at('2026-11-22T09:01:00') });
  const firsts = chat.posts().filter(({ to }) => to.kind === 'group' && to.id === GROUP);
  expect(firsts.map(({ content }) => days.find((what) => content.kind === 'text' && content.text.includes(what)))).toEqual(days);
});

describe('the weekly cap', () => {
  it('warns before the confirmation of the post that would be one too many, counting what came, waits and is planned', async () => {
    await says('每周最多3条');
    await planned('马上通知 一');
    await chat.passes({ until: at('2026-11-21T09:02:00') });
    await planned('马上通知 二');
    await planned('明天上午十点提醒大家开会');
    const text = await says('马上通知 四');
    expect(text).toContain('“后勤一支部工作群”这周连这条有 4 条公告，说好的是每周 3 条');
    await says('确认');
    await chat.passes({ until: at('2026-11-21T09:30:00') });
    expect(posted()).toContain('📢 四');
    // Monday begins a new week.
    expect(await says('下周一上午十点提醒大家体检')).not.toContain('说好的');
  });
});

describe('what is urgent', () => {
  it('needs a reason, which is asked for and stands on record; then it leaves at once, at night too', async () => {
    chat.clock.set(at('2026-11-21T23:00:00'));
    expect(await says('发紧急通知：东楼漏电，请勿靠近')).toContain('为什么紧急');
    expect(await says('配电房冒烟')).toContain('请核对');
    expect(await says('确认')).toContain('紧急通知马上发');
    await chat.settle();
    expect(posted()).toEqual(['🚨 【紧急】东楼漏电，请勿靠近']);
    expect(await says('N1发送情况')).toContain('紧急原因：配电房冒烟');
  });

  it('that is not urgent after all waits like anything else', async () => {
    await says('发紧急通知：食堂加菜');
    expect(await says('不紧急')).not.toContain('紧急');
    expect(await says('确认')).toContain('60 秒内可撤');
  });
});
