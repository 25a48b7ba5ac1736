import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Disposition } from '../../../../src/core/errors.ts';
import { chatGroups } from '../../../../src/conversation/identity/schema.ts';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { keep } from '../../../../src/features/announcement/repo/announcements.ts';
import { announcements } from '../../../../src/features/announcement/schema/announcement.ts';
import { deliveries } from '../../../../src/features/announcement/schema/delivery.ts';
import { sendings } from '../../../../src/features/announcement/schema/sending.ts';
import { notices } from '../../../../src/outbox/outbox.ts';
import { chenTao, wangMin, zhangWei } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';
import { fails } from '../../../support/outbox.ts';
import { anAnnouncement } from '../facts.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
let refuse: string | undefined;
let how: Disposition;

beforeEach(async () => {
  refuse = undefined;
  how = 'brokenTarget';
  chat = await openChat({
    features: [announcementFeature()],
    push: (to) => (to.kind === 'group' && to.id === refuse ? Promise.reject(fails(how)) : Promise.resolve()),
  });
});
afterEach(() => chat.close());

const posted = (): string[] => chat.posts().map(({ content }) => (content.kind === 'text' ? content.text : content.kind));
const at = (local: string): string => new Date(`${local}+08:00`).toISOString();

async function sendNow(words: string): Promise<string> {
  await chat.says(wangMin, `马上通知 ${words}`);
  return (await chat.says(wangMin, '确认')).text ?? '';
}

describe('within the minute after 确认', () => {
  it('O20: the secretary is told that it can be taken back; taken back, nothing is left', async () => {
    expect(await sendNow('南门封路')).toContain('60 秒内可撤');
    await chat.passes({ until: at('2026-11-21T09:00:59') });
    expect((await chat.says(wangMin, '撤回')).text).toContain('一个群也没有发');
    await chat.passes({ until: at('2026-11-22T09:00:00') });
    expect(posted()).toEqual([]);
    expect((await chat.says(wangMin, '公告列表')).text).toContain('没有');
  });

  it.each(['别发了', '先不要了，撤回', '撤销'])('“%s” is understood too', async (words) => {
    await sendNow('南门封路');
    await chat.says(wangMin, words);
    await chat.passes({ until: at('2026-11-21T10:00:00') });
    expect(posted()).toEqual([]);
  });

  it.each(['撤回', '撤回N1', '撤回刚才的通知'])('“%s” in another chat than the one it was confirmed in is as good', async (words) => {
    await sendNow('南门封路');
    expect((await chat.says(wangMin, words, { in: 'direct' })).text).toContain('一个群也没有发');
    await chat.passes({ until: at('2026-11-21T10:00:00') });
    expect(posted()).toEqual([]);
  });

  it('nobody else can take it back', async () => {
    await sendNow('南门封路');
    await chat.says(zhangWei, '撤回');
    await chat.says(chenTao, '撤回N1');
    await chat.passes({ until: at('2026-11-21T09:01:00') });
    expect(posted()).toEqual(['📢 南门封路']);
  });

  it('O20: afterwards too, while the platform wants quiet and no group has it', async () => {
    refuse = 'group-1';
    how = 'pause';
    await sendNow('南门封路');
    await chat.passes({ until: at('2026-11-21T09:01:10') });
    expect((await chat.says(wangMin, '撤回')).text).toContain('撤回了，还没有群收到，不会再发');
    refuse = undefined;
    await chat.passes({ until: at('2026-11-21T10:00:00') });
    expect(posted()).toEqual([]);
  });

  it('O20: while it is going out, too: the secretary hears how many groups have it, and no other gets it', async () => {
    const groupIds = Array.from({ length: 130 }, (_, index) => `many-${index}`);
    const plan = { kind: 'once', at: at('2026-11-21T10:00:00') } as const;
    await chat.write((tx) => keep(tx, anAnnouncement({ plan, nextAt: plan.at, groupIds, partyBranch: wangMin.partyBranch })));
    chat.clock.set(plan.at);
    await chat.settle();
    expect(chat.posts()).toHaveLength(40);
    expect((await chat.says(wangMin, '撤回N1')).text).toContain('还没收到的90个群不会再发；已经收到的40个群收不回来');
    await chat.passes({ until: at('2026-11-22T10:00:00') });
    expect(chat.posts()).toHaveLength(40);
  });

  it.each([
    ['今天上午十点提醒大家关水', '删除N1', /撤回了，还没有群收到/u, null],
    ['今天上午十点提醒大家关水', '取消N1', /撤回了，还没有群收到/u, null],
    ['每天上午十点提醒大家关水', '暂停N1', /撤回了，还没有群收到，不会再发[^]*\nN1 已暂停/u, 'paused'],
    ['每天上午十点提醒大家关水', '删除N1', /撤回了，还没有群收到，不会再发[^]*\n要删除 N1/u, 'active'],
  ])('T14: %s, held back by the platform, then %s: it does not go out', async (words, order, answer, status) => {
    await chat.says(wangMin, words);
    await chat.says(wangMin, '确认');
    [refuse, how] = ['group-1', 'pause'];
    await chat.passes({ until: at('2026-11-21T10:00:10') });
    expect((await chat.says(wangMin, order, { in: 'direct' })).text).toMatch(answer);
    refuse = undefined;
    await chat.passes({ until: at('2026-11-21T11:00:00') });
    expect(posted()).toEqual([]);
    if (status !== null) expect(await chat.read((tx) => tx.find(announcements))).toMatchObject([{ status }]);
  });

  it.each(['暂停每周一的提醒', '先停发安全检查的提醒', '暂停公告', '删掉安全检查的提醒'])(
    'what means another post does not take back the one on its way: %s',
    async (words) => {
      for (const time of ['每周一上午九点', '每周一下午三点']) {
        await chat.says(wangMin, `${time}提醒大家做安全检查`);
        await chat.says(wangMin, '确认');
      }
      await sendNow('明天停水');
      expect((await chat.says(wangMin, words)).text).not.toContain('停水');
      await chat.passes({ until: at('2026-11-21T09:05:00') });
      expect(posted()).toEqual(['📢 明天停水']);
    },
  );

  it('T14: of a post that one group has the others do not get it, and that is what is said', async () => {
    const plan = { kind: 'once', at: at('2026-11-21T10:00:00') } as const;
    await chat.write((tx) =>
      keep(tx, anAnnouncement({ plan, nextAt: plan.at, groupIds: ['group-1', 'group-3'], partyBranch: wangMin.partyBranch })),
    );
    [refuse, how] = ['group-3', 'pause'];
    await chat.passes({ until: at('2026-11-21T10:00:10') });
    expect((await chat.says(wangMin, '暂停N1', { in: 'direct' })).text).toContain('还没收到的1个群不会再发；已经收到的1个群收不回来');
  });

  it('T14: 删除 and then 确认 ends the plan as well', async () => {
    await chat.says(wangMin, '每天上午十点提醒大家关水');
    await chat.says(wangMin, '确认');
    [refuse, how] = ['group-1', 'pause'];
    await chat.passes({ until: at('2026-11-21T10:00:10') });
    await chat.says(wangMin, '删除N1', { in: 'direct' });
    expect((await chat.says(wangMin, '确认', { in: 'direct' })).text).toContain('N1 已删除');
    refuse = undefined;
    await chat.passes({ until: at('2026-11-25T11:00:00') });
    expect(posted()).toEqual([]);
  });

  it('afterwards it is too late, and the way of a correction is shown', async () => {
    await sendNow('南门封路');
    await chat.passes({ until: at('2026-11-21T09:01:00') });
    expect((await chat.says(wangMin, '撤回')).text).toMatch(/收不回来了[\s\S]*更正N1/u);
    expect(posted()).toEqual(['📢 南门封路']);
  });
});

describe('quiet hours', () => {
  it('O21: hold a post until their end; the secretary is told, and can take it back all night', async () => {
    chat.clock.set(at('2026-11-21T22:00:00'));
    expect(await sendNow('明早七点半集合')).toMatch(/安静时段（21:30–07:00）[\s\S]*11月22日（周日）07:00/u);
    await chat.passes({ until: at('2026-11-22T06:59:59') });
    expect(posted()).toEqual([]);
    await chat.passes({ until: at('2026-11-22T07:00:00') });
    expect(posted()).toEqual(['📢 明早七点半集合']);
  });

  it('move a planned post too, which is said when it is confirmed', async () => {
    await chat.says(wangMin, '今晚十点提醒大家关好门窗');
    expect((await chat.says(wangMin, '确认')).text).toContain('在安静时段');
    await chat.passes({ until: at('2026-11-22T06:59:00') });
    expect(posted()).toEqual([]);
    await chat.passes({ until: at('2026-11-22T07:00:00') });
    expect(posted()).toEqual(['📢 关好门窗']);
  });

  it('do not hold what is urgent', async () => {
    chat.clock.set(at('2026-11-21T22:00:00'));
    const urgent = anAnnouncement({
      plan: { kind: 'once', at: at('2026-11-21T23:00:00') },
      nextAt: at('2026-11-21T23:00:00'),
      urgent: true,
      groupIds: ['group-1'],
    });
    await chat.write((tx) => keep(tx, urgent));
    await chat.passes({ until: at('2026-11-21T23:00:00') });
    expect(posted()).toEqual(['🚨 【紧急】关灯']);
  });
});

describe('what became of it', () => {
  it('is kept for each group: when it arrived and how late, or why it did not', async () => {
    await chat.write((tx) =>
      tx.put(chatGroups, { id: 'group-2', name: '后勤一支部二群', partyBranch: '后勤第一党支部', sealedRobot: 's', robotHash: 'r2' }),
    );
    refuse = 'group-2';
    const plan = { kind: 'once', at: at('2026-11-21T10:00:00') } as const;
    await chat.write((tx) => keep(tx, anAnnouncement({ plan, nextAt: plan.at, groupIds: ['group-1', 'group-2'] })));
    await chat.passes({ until: at('2026-11-21T10:00:05') });
    const [sending] = await chat.read((tx) => tx.find(sendings));
    const rows = await chat.read((tx) => tx.find(deliveries, { where: { sendingId: sending?.id ?? '' } }));
    expect(rows.map(({ groupId, ends }) => [groupId, ends[0]?.state, ends[0]?.lateMs, ends[0]?.reason])).toEqual([
      ['group-1', 'sent', 0, null],
      ['group-2', 'dead', 0, 'removed'],
    ]);
  });

  it('a post to hundreds of groups is owed to a few at a time, to each once', async () => {
    const groupIds = Array.from({ length: 130 }, (_, index) => `many-${index}`);
    const plan = { kind: 'once', at: at('2026-11-21T10:00:00') } as const;
    await chat.write((tx) => keep(tx, anAnnouncement({ plan, nextAt: plan.at, groupIds })));
    chat.clock.set(plan.at);
    await chat.settle();
    expect(await chat.read((tx) => tx.count(notices, { where: { state: 'sent' } }))).toBe(40);
    await chat.passes({ until: at('2026-11-21T10:00:10') });
    expect(chat.posts().map(({ to }) => (to.kind === 'group' ? to.id : ''))).toHaveLength(130);
    expect(new Set(chat.posts().map(({ to }) => (to.kind === 'group' ? to.id : ''))).size).toBe(130);
  });
});

it('a post that dozens of groups did not get is one piece of news for the secretary, with a number', async () => {
  await chat.close();
  chat = await openChat({
    features: [announcementFeature()],
    push: (to) => (to.kind === 'group' && to.id.startsWith('bad') ? Promise.reject(fails('unknown')) : Promise.resolve()),
  });
  const plan = { kind: 'once', at: at('2026-11-21T10:00:00') } as const;
  const groupIds = Array.from({ length: 12 }, (_, index) => `bad-${index}`);
  await chat.write((tx) => keep(tx, anAnnouncement({ plan, nextAt: plan.at, groupIds, partyBranch: wangMin.partyBranch })));
  await chat.passes({ until: at('2026-11-21T10:01:00') });
  const { text } = await chat.says(wangMin, '消息', { in: 'direct' });
  expect(text).toContain('有 12 个群没有确认送达');
  expect(text?.match(/没有确认送达/gu)).toHaveLength(1);
});
