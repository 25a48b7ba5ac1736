import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { members } from '../../../../src/conversation/identity/schema.ts';
import type { Person } from '../../../../src/core/person.ts';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { announcements, type Announcement } from '../../../../src/features/announcement/schema/announcement.ts';
import { chenTao, liQiang, wangMin, zhangWei } from '../../../support/cast.ts';
import { GROUP, openChat } from '../../../support/chat.ts';

const sunLi: Person = {
  userId: 'sunli',
  name: '孙丽',
  roles: ['member', 'secretary'],
  department: '综合办公室',
  partyBranch: '后勤第一党支部',
};

// Saturday, 21 November 2026, 09:00 in Shanghai.
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
});
afterEach(() => chat.close());

const joins = ({ userId, ...person }: Person): Promise<void> =>
  chat.write((tx) => tx.put(members, { id: userId, ...person, roles: [...person.roles], politicalStatus: null }));
const posted = (): string[] =>
  chat
    .posts()
    .flatMap(({ content, to }) => (to.kind === 'group' && content.kind === 'text' && content.text.startsWith('📢') ? [content.text] : []));
const says = async (person: Person, text: string): Promise<string> => (await chat.says(person, text, { in: 'direct' })).text ?? '';
const only = async (): Promise<Announcement | undefined> => (await chat.read((tx) => tx.find(announcements)))[0];

describe('a second pair of eyes that was asked for', () => {
  const draft = async (): Promise<string> => {
    await says(wangMin, '明天上午十点提醒大家交党费，发之前给李强看一眼');
    return says(wangMin, '确认');
  };

  it('nothing leaves before they agree, and they get it sign for sign', async () => {
    expect(await draft()).toContain('N1 交给李强看了，同意之前不会发出');
    const mail = await says(liQiang, '你好');
    expect(mail).toContain('📢 交党费');
    expect(mail).toContain('11月22日（周日）10:00');
    await chat.passes({ until: '2026-11-22T01:59:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('after the yes it leaves on time; who and when is on record and told to its author', async () => {
    await draft();
    expect(await says(liQiang, '同意N1')).toContain('已同意 N1');
    expect(await says(wangMin, '你好')).toContain('李强已同意');
    await chat.passes({ until: '2026-11-22T03:00:00.000Z' });
    expect(posted()).toEqual(['📢 交党费']);
    expect((await only())?.opinions).toEqual([{ userId: 'liqiang', at: '2026-11-21T01:00:00.000Z', agrees: true, reason: null }]);
  });

  it('it is sent back with a reason, changed, and looked at again', async () => {
    await draft();
    await says(liQiang, '退回N1，时间和例会冲突了');
    expect(await says(wangMin, '你好')).toContain('李强退回了：时间和例会冲突了');
    await says(wangMin, 'N1改到下午两点');
    expect(await says(wangMin, '确认')).toContain('交给李强看了');
    await chat.passes({ until: '2026-11-22T05:00:00.000Z' });
    expect(posted()).toEqual([]);
    await says(liQiang, '同意');
    await chat.passes({ until: '2026-11-22T07:00:00.000Z' });
    expect(posted()).toEqual(['📢 交党费']);
    expect((await only())?.opinions.map(({ agrees, reason }) => [agrees, reason])).toEqual([
      [false, '时间和例会冲突了'],
      [true, null],
    ]);
  });

  it('a refusal without a reason is asked for one', async () => {
    await draft();
    expect(await says(liQiang, '退回N1')).toContain('原因是什么');
    await says(liQiang, '金额没写');
    expect(await says(wangMin, '你好')).toContain('退回了：金额没写');
  });

  it('a change after the yes needs a yes again', async () => {
    await draft();
    await says(liQiang, '同意N1');
    await says(wangMin, 'N1内容改成：交党费和工会费');
    expect(await says(wangMin, '确认')).toContain('交给李强看了');
    await chat.passes({ until: '2026-11-22T03:00:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('its time comes while it waits: it does not leave, and both are told', async () => {
    await draft();
    await chat.passes({ until: '2026-11-22T03:00:00.000Z' });
    expect(posted()).toEqual([]);
    expect(await says(wangMin, '你好')).toContain('到时间还没有人同意，没有发');
    expect(await says(liQiang, '同意N1')).not.toContain('已同意');
    await chat.passes({ until: '2026-11-23T03:00:00.000Z' });
    expect(posted()).toEqual([]);
  });

  it('a plan that waits leaves from the first time after the yes', async () => {
    await says(wangMin, '每天上午十点提醒大家晨检，发之前给李强看一眼');
    await says(wangMin, '确认');
    await chat.passes({ until: '2026-11-22T03:00:00.000Z' });
    expect(posted()).toEqual([]);
    await says(liQiang, '同意N1');
    await chat.passes({ until: '2026-11-23T03:00:00.000Z' });
    expect(posted()).toEqual(['📢 晨检']);
  });

  it.each([wangMin, zhangWei, chenTao])('nobody else agrees to it: $name', async (person) => {
    await draft();
    await says(person, '同意N1');
    expect((await only())?.status).toBe('review');
  });

  it('in the group the reviewer has a button; pressed by others it does nothing', async () => {
    await chat.says(wangMin, '明天上午十点提醒大家交党费，发之前给李强看一眼');
    const { card } = await chat.says(wangMin, '确认');
    const agree = card?.buttons?.[0]?.action ?? '';
    expect((await chat.clicks(wangMin, agree)).text).toContain('不能自己同意');
    await chat.clicks(zhangWei, agree);
    expect((await only())?.status).toBe('review');
    expect((await chat.clicks(liQiang, agree)).update?.card.title).toBe('N1 李强已同意');
    await chat.passes({ until: '2026-11-22T03:00:00.000Z' });
    expect(chat.posts().filter(({ to }) => to.kind === 'group' && to.id === GROUP).length).toBeGreaterThan(0);
    expect(posted()).toEqual(['📢 交党费']);
  });

  it.each([
    ['明天上午十点提醒大家交党费，发之前给王敏看一眼', '不能是您自己'],
    ['明天上午十点提醒大家交党费，发之前给陈涛看一眼', '不是本支部的人'],
  ])('who cannot be asked is said, and the draft stays: %s', async (sentence, answer) => {
    await says(wangMin, sentence);
    expect(await says(wangMin, '确认')).toContain(answer);
    await says(wangMin, '不用看了');
    expect(await says(wangMin, '确认')).toContain('定好了');
  });
});

describe('where the branch wants it', () => {
  beforeEach(async () => {
    await says(wangMin, '以后公告都要另一位书记审核');
  });

  it('every post waits for another secretary', async () => {
    await joins(sunLi);
    await says(wangMin, '现在通知大家 北门封路');
    expect(await says(wangMin, '确认')).toContain('交给孙丽看了');
    expect(await says(wangMin, '同意N1')).toContain('不能自己同意');
    await chat.passes({ until: '2026-11-21T01:10:00.000Z' });
    expect(posted()).toEqual([]);
    await says(sunLi, '同意N1');
    await chat.passes({ until: '2026-11-21T01:20:00.000Z' });
    expect(posted()).toEqual(['📢 北门封路']);
  });

  it('who changes it is its author then, and cannot agree to it', async () => {
    await joins(sunLi);
    await says(wangMin, '明天上午十点提醒大家交党费');
    await says(wangMin, '确认');
    await says(sunLi, '同意N1');
    await says(sunLi, 'N1改到下午两点');
    await says(sunLi, '确认');
    expect(await says(sunLi, '同意N1')).not.toContain('已同意');
    expect(await says(wangMin, '同意N1')).toContain('已同意');
  });

  it('with nobody to look, that is said before anything is kept', async () => {
    await says(wangMin, '现在通知大家 北门封路');
    expect(await says(wangMin, '确认')).toContain('没有另一位书记');
    expect(await only()).toBeUndefined();
  });

  it('the rule is taken back by words; a member cannot set it', async () => {
    await says(zhangWei, '公告不用审核了');
    await joins(sunLi);
    await says(wangMin, '现在通知大家 北门封路');
    expect(await says(wangMin, '确认')).toContain('交给孙丽看了');
    expect(await says(wangMin, '公告不用审核了')).toContain('不再要');
    await says(wangMin, '现在通知大家 南门封路');
    expect(await says(wangMin, '确认')).toContain('60 秒后发');
  });

  it('what waits is listed for who has to look', async () => {
    await joins(sunLi);
    await says(wangMin, '现在通知大家 北门封路');
    await says(wangMin, '确认');
    expect(await says(sunLi, '有什么公告要我审')).toContain('📢 北门封路');
    expect(await says(wangMin, '待审的公告')).not.toContain('📢 北门封路');
  });
});
