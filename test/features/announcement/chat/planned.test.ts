import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { announcements } from '../../../../src/features/announcement/schema/announcement.ts';
import { chenTao, wangMin, zhangWei } from '../../../support/cast.ts';
import { openChat } from '../../../support/chat.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const posted = (): string[] => chat.posts().map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

describe('planned ones', () => {
  beforeEach(async () => {
    await chat.says(wangMin, '每天下午五点提醒大家关灯');
    await chat.says(wangMin, '确认');
  });

  it('are listed with number and next time', async () => {
    expect((await chat.says(wangMin, '公告列表')).text).toMatch(/N1 关灯（下次 11月21日（周六）17:00）/u);
  });

  it('paused they are silent, resumed they go on, deleted they are gone', async () => {
    expect((await chat.says(wangMin, '暂停N1')).text).toContain('已暂停');
    await chat.passes({ until: '2026-11-22T00:00:00.000Z' });
    expect(posted()).toEqual([]);
    expect((await chat.says(wangMin, '恢复N1')).text).toContain('11月22日（周日）17:00');
    await chat.passes({ until: '2026-11-23T00:00:00.000Z' });
    expect(posted()).toHaveLength(1);
    await chat.says(wangMin, '删除N1');
    expect((await chat.says(wangMin, '确认')).text).toContain('已删除');
    await chat.passes({ until: '2026-11-25T00:00:00.000Z' });
    expect(posted()).toHaveLength(1);
    expect((await chat.says(wangMin, '公告列表')).text).toContain('没有');
  });

  it('missed while down by up to half an hour it is sent late with a mark', async () => {
    await chat.isDown({ until: '2026-11-21T09:20:00.000Z' });
    expect(posted()).toEqual(['📢 （补发，原定 11月21日（周六）17:00）关灯']);
  });

  it('T11: missed by more it is not sent; its author hears of it, and the next one comes as planned', async () => {
    await chat.isDown({ until: '2026-11-21T09:31:00.000Z' });
    expect(posted().join()).not.toContain('关灯');
    expect((await chat.says(wangMin, '帮助', { in: 'direct' })).text).toContain('没有补发');
    await chat.passes({ until: '2026-11-22T10:00:00.000Z' });
    expect(posted().filter((text) => text === '📢 关灯')).toHaveLength(1);
  });

  it('T11: what was missed is made up for when its author says so, marked, once, and can be taken back for a minute', async () => {
    await chat.isDown({ until: '2026-11-21T09:31:00.000Z' });
    expect((await chat.says(wangMin, '消息', { in: 'direct' })).text).toContain('要补发，说“补发N1”。');
    expect((await chat.says(wangMin, '补发N1', { in: 'direct' })).text).toContain('60 秒后补发 N1：关灯');
    await chat.says(wangMin, '撤回', { in: 'direct' });
    await chat.passes({ until: '2026-11-21T09:40:00.000Z' });
    expect(posted().join()).not.toContain('关灯');
    expect((await chat.says(wangMin, '补发N1', { in: 'direct' })).text).not.toContain('60 秒后');
    await chat.isDown({ until: '2026-11-22T10:00:00.000Z' });
    await chat.says(wangMin, '补发N1', { in: 'direct' });
    await chat.passes({ until: '2026-11-22T10:02:00.000Z' });
    expect(posted().filter((text) => text.includes('关灯'))).toEqual(['📢 （补发，原定 11月22日（周日）17:00）关灯']);
    await chat.passes({ until: '2026-11-23T10:00:00.000Z' });
    expect(posted().at(-1)).toBe('📢 关灯');
  });

  it('T11: what was posted since makes up for what was missed: 重发 means the last one', async () => {
    await chat.isDown({ until: '2026-11-21T09:31:00.000Z' });
    await chat.passes({ until: '2026-11-22T10:00:00.000Z' });
    expect((await chat.says(wangMin, '重发N1', { in: 'direct' })).text).toContain('没有发失败的群');
    expect((await chat.says(wangMin, '补发N1', { in: 'direct' })).text).not.toContain('60 秒后');
    expect((await chat.says(wangMin, '重发N99', { in: 'direct' })).text).toContain('没找到发过的 N99');
  });

  it('missed they do as the plan says: never late, or however late', async () => {
    await chat.says(wangMin, '删除N1');
    await chat.says(wangMin, '确认');
    for (const words of ['今天下午四点提醒大家领票，过了时间就不用发了', '今天下午四点提醒大家交钥匙，错过了也要补发']) {
      expect((await chat.says(wangMin, words)).text).toMatch(/错过(?:时间就不补发|多久都补发)/u);
      await chat.says(wangMin, '确认');
    }
    await chat.isDown({ until: '2026-11-21T08:20:00.000Z' });
    expect(posted().filter((text) => text.startsWith('📢'))).toEqual(['📢 （补发，原定 11月21日（周六）16:00）交钥匙']);
    expect((await chat.says(wangMin, '消息', { in: 'direct' })).text).toContain('按您说的没有补发');
  });

  it('T17: end by themselves after a year', async () => {
    const [kept] = await chat.read((tx) => tx.find(announcements));
    expect(kept?.plan.kind === 'repeated' ? kept.plan.rule.endsOn : '').toBe('2027-11-22');
  });

  it('a member sees and stops nothing of what is planned', async () => {
    await chat.says(wangMin, '每天下午五点提醒大家关灯');
    await chat.says(wangMin, '确认');
    expect((await chat.says(chenTao, '公告列表')).text).not.toContain('关灯');
    await chat.says(zhangWei, '删除N1');
    expect((await chat.says(wangMin, '公告列表')).text).toContain('关灯');
  });
});

it('T12: three days down with forty posts due: the group hears none of them but that somebody has news, and its author hears of all in one piece', async () => {
  for (let count = 0; count < 40; count += 1) {
    await chat.says(wangMin, `每天下午三点${count + 10}分提醒大家做第${count}件事`);
    await chat.says(wangMin, '确认');
  }
  await chat.isDown({ until: '2026-11-24T12:00:00.000Z' });
  expect(posted()).toEqual([expect.stringContaining('您有一条新消息')]);
  const told = await chat.says(wangMin, '消息', { in: 'direct' });
  expect(told.text).toContain('有 40 条公告过了时间，没有补发');
  expect(told.text).toContain('还有 30 条。');
  expect((await chat.says(wangMin, '消息', { in: 'direct' })).text).not.toContain('没有补发');
  await chat.passes({ until: '2026-11-25T12:00:00.000Z' });
  expect(posted().filter((text) => text.includes('件事'))).toHaveLength(40);
});

describe('whatever zone the machine is set to', () => {
  const machine = process.env['TZ'];
  afterEach(() => {
    if (machine === undefined) delete process.env['TZ'];
    else process.env['TZ'] = machine;
  });

  it.each([
    ['UTC', 0],
    ['America/New_York', 300],
    ['Asia/Shanghai', -480],
  ])('T05: %s, what is planned leaves at the same instant', async (zone, offset) => {
    process.env['TZ'] = zone;
    expect(new Date('2026-11-21T00:00:00.000Z').getTimezoneOffset()).toBe(offset);
    expect((await chat.says(wangMin, '每个工作日早上八点提醒大家戴好安全帽')).text).toContain('接下来 11月23日（周一）08:00');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-24T12:00:00.000Z' });
    expect(chat.posts().map(({ at }) => at)).toEqual(['2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z']);
  });
});
