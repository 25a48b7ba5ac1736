import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { chatGroups } from '../../../../src/conversation/identity/schema.ts';
import { announcements } from '../../../../src/features/announcement/schema/announcement.ts';
import { chenTao, liQiang, wangMin, zhangWei } from '../../../support/cast.ts';
import { GROUP, openChat } from '../../../support/chat.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const posted = (): string[] => chat.posts().map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

describe('one sentence becomes a preview, and nothing is sent before it is confirmed', () => {
  it('shows content, rule, the next times and the group', async () => {
    const { text } = await chat.says(wangMin, '每周五下午5点提醒大家交周报');
    expect(text).toContain('交周报');
    expect(text).toContain('每周五 17:00');
    expect(text).toContain('11月27日（周五）17:00、12月4日（周五）17:00、12月11日（周五）17:00');
    expect(text).toContain('后勤一支部工作群');
    await chat.passes({ until: '2026-11-28T00:00:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('T10: a rule over workdays of a year without an official calendar says that it is a guess', async () => {
    expect((await chat.says(wangMin, '每个工作日早上八点提醒大家戴好安全帽')).text).toContain('2027年放假安排尚未公布，暂按周一至周五。');
    expect((await chat.says(wangMin, '每周五下午5点提醒大家交周报')).text).not.toContain('尚未公布');
  });

  it('a date that no year has is pointed out, and not quietly made another one', async () => {
    const { text } = await chat.says(wangMin, '通知大家2月30号下午3点开会');
    expect(text).toMatch(/^没有“2月30号”这一天，草稿先没定。/u);
    expect((await chat.says(wangMin, '确认')).text).toMatch(/^没有“2月30号”这一天/u);
    expect(posted()).toEqual([]);
    expect((await chat.says(wangMin, '改成2月28号下午3点开会')).text).toContain('**内容**：2月28号下午3点开会');
    expect((await chat.says(wangMin, '通知大家2月28号下午3点开会')).text).not.toContain('没有“');
  });

  it.each([
    ['明天下午3点开会', '改成后天下午4点开会', '后天下午4点开会'],
    ['明天下午3点开会', '改成下午4点开会', '明天下午4点开会'],
    ['2月30号下午3点开会', '改成2月28号下午3点开会', '2月28号下午3点开会'],
    ['2月30号开会', '改成2月28号开会', '2月28号开会'],
  ])('the time that the content tells gives way whole: %s, %s', async (content, change, changed) => {
    await chat.says(wangMin, `通知大家${content}`);
    const { text } = await chat.says(wangMin, change);
    expect(text).toContain(`**内容**：${changed}\n`);
    expect(text).not.toContain('没有“');
  });

  it('T08: a 31st leaves out the months that have none, which the preview shows; a 29 February that never comes is asked anew', async () => {
    expect((await chat.says(wangMin, '每月31号下午5点提醒大家交考勤')).text).toContain(
      '接下来 12月31日（周四）17:00、2027年1月31日（周日）17:00、2027年3月31日（周三）17:00',
    );
    await chat.says(wangMin, '取消');
    expect((await chat.says(wangMin, '每月最后一天下午5点提醒大家交考勤')).text).toContain(
      '接下来 11月30日（周一）17:00、12月31日（周四）17:00',
    );
    await chat.says(wangMin, '取消');
    expect((await chat.says(wangMin, '每年2月29日上午10点提醒大家盘点')).text).toContain('以后都不会发出，请换一个时间');
  });

  it.each([
    ['下周五下午两点提醒大家开会', '11月27日（周五）14:00'],
    ['今晚12点提醒大家关灯', '11月23日（周一）00:00'],
    ['今晚十二点半提醒大家交班', '11月23日（周一）00:30'],
    ['周日下午三点提醒大家开会', '11月22日（周日）15:00'],
  ])('T16: said on a Sunday, “%s” is shown with its date and weekday before anything is kept: %s', async (words, shown) => {
    chat.clock.set('2026-11-22T01:00:00.000Z');
    expect((await chat.says(wangMin, words)).text).toContain(`**时间**：${shown}\n`);
    expect(await chat.read((tx) => tx.count(announcements))).toBe(0);
  });

  it('the last Friday of a month is the last Friday', async () => {
    expect((await chat.says(wangMin, '每月最后一个周五下午4点提醒大家盘库')).text).toContain(
      '11月27日（周五）16:00、12月25日（周五）16:00',
    );
  });

  it.each([
    ['现在提醒大家下班关灯关空调', '下班关灯关空调'],
    ['通知下：明天下午三点停水，请提前接水！', '明天下午三点停水，请提前接水！'],
    ['１２月１日上午９点通知大家 领取 A 类工装（带工牌）。', '领取 A 类工装（带工牌）。'],
  ])('the words stay as they were written: %s', async (sentence, content) => {
    expect((await chat.says(wangMin, sentence)).text).toContain(`**内容**：${content}\n`);
  });

  it('confirmed, it is posted on time, once each time', async () => {
    await chat.says(wangMin, '每周五下午5点提醒大家交周报');
    expect((await chat.says(wangMin, '确认')).text).toContain('N1');
    await chat.passes({ until: '2026-12-05T00:00:00.000Z' });
    expect(chat.posts().map(({ at }) => at.slice(0, 16))).toEqual(['2026-11-27T09:00', '2026-12-04T09:00']);
    expect(posted()[0]).toBe('📢 交周报');
  });

  it('the button does the same as the word, once', async () => {
    const { card } = await chat.says(wangMin, '今天下午五点半提醒各楼层关空调');
    const action = card?.buttons?.[0]?.action ?? '';
    expect((await chat.clicks(wangMin, action)).update?.card.title).toBe('已确认');
    expect((await chat.clicks(wangMin, action)).update?.card.title).toContain('已经处理过');
    await chat.passes({ until: '2026-11-21T10:00:00.000Z' });
    expect(posted()).toEqual(['📢 各楼层关空调']);
  });

  it('the button of somebody else’s draft does nothing', async () => {
    const { card } = await chat.says(wangMin, '今天下午五点半提醒各楼层关空调');
    await chat.clicks(zhangWei, card?.buttons?.[0]?.action ?? '');
    await chat.passes({ until: '2026-11-21T10:00:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('what is wanted at once is posted a minute after the confirmation, not before', async () => {
    await chat.says(wangMin, '马上通知 南门封路 走北门');
    await chat.settle();
    expect(posted()).toEqual([]);
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-21T01:00:59.000Z' });
    expect(posted()).toEqual([]);
    await chat.passes({ until: '2026-11-21T01:01:00.000Z' });
    expect(posted()).toEqual(['📢 南门封路 走北门']);
  });

  it('cancelled, nothing is left', async () => {
    await chat.says(wangMin, '今天下午五点半提醒各楼层关空调');
    expect((await chat.says(wangMin, '取消')).text).toContain('没有发');
    await chat.passes({ until: '2026-11-22T00:00:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('"改" changes time, words and group of the open draft and shows it again', async () => {
    await chat.says(wangMin, '今天下午五点半提醒各楼层关空调');
    expect((await chat.says(wangMin, '改成下午六点')).text).toContain('18:00');
    expect((await chat.says(wangMin, '内容改成：人走灯灭')).text).toContain('人走灯灭');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: '2026-11-21T11:00:00.000Z' });
    expect(posted()).toEqual(['📢 人走灯灭']);
  });

  it('without a time it leaves on confirmation; a time can be said instead', async () => {
    expect((await chat.says(wangMin, '通知大家食堂盘点不供早餐')).text).toContain('确认后 60 秒发');
    expect((await chat.says(wangMin, '明天早上七点')).text).toContain('11月22日（周日）07:00');
  });

  it('all that is missing is asked for in one question, and one answer fills it', async () => {
    expect((await chat.says(wangMin, '待会发个通知')).text).toContain('还差要发的内容、什么时候发');
    const { text } = await chat.says(wangMin, '下午三点发，二楼会议室漏水请绕行');
    expect(text).toContain('**内容**：二楼会议室漏水请绕行\n');
    expect(text).toContain('11月21日（周六）15:00');
  });

  it('T17: what would flood the group is refused', async () => {
    expect((await chat.says(wangMin, '每5分钟提醒大家喝水')).text).toContain('太密了');
  });

  it('a time that is past is asked for again', async () => {
    expect((await chat.says(wangMin, '今天早上八点通知大家开会')).text).toContain('已经过了');
  });

  it('said in the single chat it goes to the group of the secretary’s branch', async () => {
    expect((await chat.says(wangMin, '明天上午九点提醒大家交党费', { in: 'direct' })).text).toContain('后勤一支部工作群');
    await chat.says(wangMin, '确认', { in: 'direct' });
    await chat.passes({ until: '2026-11-22T02:00:00.000Z' });
    expect(chat.posts().map(({ to }) => to)).toEqual([{ kind: 'group', id: GROUP }]);
  });

  it('@所有人 needs a second yes, and a no to it posts without', async () => {
    expect((await chat.says(wangMin, '今天下午五点半提醒@所有人 防汛准备')).text).toContain('会@所有人');
    expect((await chat.says(wangMin, '确认')).text).toContain('每个人的手机都会响');
    await chat.passes({ until: '2026-11-21T10:00:00.000Z' });
    expect(posted()).toEqual([]);
    await chat.says(wangMin, '现在通知@所有人 防汛准备');
    await chat.says(wangMin, '确认');
    await chat.says(wangMin, '确认');
    await chat.says(wangMin, '现在通知@所有人 防汛结束');
    await chat.says(wangMin, '确认');
    await chat.says(wangMin, '不@');
    await chat.passes({ until: '2026-11-21T10:05:00.000Z' });
    expect(chat.posts().map(({ content }) => content)).toEqual([
      { kind: 'text', text: '📢 防汛准备', mentions: ['@all'] },
      { kind: 'text', text: '📢 防汛结束' },
    ]);
  });
});

describe('where to', () => {
  it('a group of another branch is refused by name, not quietly replaced', async () => {
    expect((await chat.says(wangMin, '明天上午九点在后勤三支部工作群提醒大家交党费', { in: 'direct' })).text).toContain(
      '“后勤三支部工作群”不归您的支部管',
    );
    await chat.says(wangMin, '确认', { in: 'direct' });
    await chat.passes({ until: '2026-11-23T00:00:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('a group that the bot cannot post to is refused before anything is confirmed', async () => {
    await chat.write(async (tx) => {
      const group = await tx.get(chatGroups, GROUP);
      if (group !== undefined) await tx.put(chatGroups, { ...group, sealedRobot: null });
    });
    expect((await chat.says(wangMin, '明天上午九点提醒大家交党费')).text).toContain('还没有绑定推送地址');
  });

  it('a name with signs in it is a name', async () => {
    await chat.write(async (tx) => {
      const group = await tx.get(chatGroups, GROUP);
      if (group !== undefined) await tx.put(chatGroups, { ...group, name: 'C++(一)群' });
    });
    expect((await chat.says(wangMin, '明天上午九点在C++(一)群提醒大家交党费')).text).toContain('**内容**：交党费\n');
  });
});

describe('who may', () => {
  it.each([zhangWei, liQiang, chenTao])('a member cannot announce: $name', async (member) => {
    await chat.says(member, '每天下午五点提醒大家关灯');
    await chat.says(member, '确认');
    await chat.passes({ until: '2026-11-22T00:00:00.000Z' });
    expect(posted()).toEqual([]);
    expect(await chat.read((tx) => tx.count(announcements))).toBe(0);
  });
});
