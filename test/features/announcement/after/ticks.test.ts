import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { keep } from '../../../../src/features/announcement/repo/announcements.ts';
import { ticks } from '../../../../src/features/announcement/schema/tick.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../../../support/cast.ts';
import { GROUP, openChat } from '../../../support/chat.ts';
import { anAnnouncement } from '../facts.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
const at = (local: string): string => new Date(`${local}+08:00`).toISOString();

beforeEach(async () => {
  chat = await openChat({ features: [announcementFeature()] });
  const plan = { kind: 'once', at: at('2026-11-21T09:30:00') } as const;
  const mine = { plan, nextAt: plan.at, partyBranch: wangMin.partyBranch, groupIds: [GROUP], acknowledge: true };
  await chat.write((tx) => keep(tx, anAnnouncement({ ...mine, number: 'N7', content: '明天上午停水，请储水' })));
  await chat.passes({ until: at('2026-11-21T09:31:00') });
});
afterEach(() => chat.close());

const ticked = (): Promise<readonly string[]> => chat.read(async (tx) => (await tx.find(ticks)).map(({ userId }) => userId).toSorted());
const inGroup = (): string[] => chat.posts().flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));

describe('a post that wants to be ticked', () => {
  it('says how', () => expect(inGroup()[0]).toContain('回“收到”'));

  it.each(['收到', '知道了', '已知晓', '好的，收到！', '收到，谢谢'])('is ticked by “%s” right after it', async (words) => {
    expect((await chat.says(zhangWei, words)).text).toBe('好，张伟已知晓“明天上午停水，请储水”，记下了。');
    expect(await ticked()).toEqual(['zhangwei']);
  });

  it('is ticked in a few words by whoever talked of something else before', async () => {
    await chat.says(zhangWei, '帮助');
    expect((await chat.says(zhangWei, '收到')).text).toContain('记下了');
    expect(await ticked()).toEqual(['zhangwei']);
  });

  it('is ticked by quoting it, whatever was talked about since', async () => {
    await chat.says(zhangWei, '帮助');
    expect((await chat.says(zhangWei, '收到', { quote: '📢 明天上午停水，请储水' })).text).toContain('记下了');
  });

  it('is ticked by its number in private, and by the button under it', async () => {
    await chat.says(zhangWei, '收到N7', { in: 'direct' });
    const { card } = await chat.says(zhaoJing, '最新通知是啥');
    const reply = await chat.clicks(zhaoJing, card?.buttons?.[0]?.action ?? '');
    expect(reply.update).toMatchObject({ card: { title: '已知晓，谢谢' }, forEveryone: false });
    expect(await ticked()).toEqual(['zhangwei', 'zhaojing']);
  });

  it('counts everybody once', async () => {
    await chat.says(zhangWei, '收到');
    expect((await chat.says(zhangWei, '收到')).text).toContain('已经点过');
    expect(await ticked()).toHaveLength(1);
  });

  it('cannot be ticked by who did not get it', async () => {
    await chat.says(chenTao, '收到N7');
    await chat.clicks(chenTao, 'announcement.tick:' + encodeURIComponent(`a@${at('2026-11-21T09:30:00')}`));
    expect(await ticked()).toEqual([]);
  });

  it('whose words were corrected shows the latest with the tick', async () => {
    await chat.says(wangMin, '更正N7：后天上午停水');
    await chat.says(wangMin, '确认');
    await chat.passes({ until: at('2026-11-21T09:40:00') });
    expect((await chat.says(zhangWei, '收到', { quote: '明天上午停水，请储水' })).text).toMatch(
      /记下了[\s\S]*后来有更正[\s\S]*后天上午停水/u,
    );
  });
});

describe('who has read it', () => {
  beforeEach(async () => {
    await chat.says(zhangWei, '收到');
  });

  it('is counted per group against the roster, the author apart; names only in private', async () => {
    const alone = (await chat.says(wangMin, '谁还没看', { in: 'direct' })).text ?? '';
    expect(alone).toContain('后勤一支部工作群：1/3 人');
    expect(alone).toContain('还没看：李强、赵静');
    const group = (await chat.says(wangMin, '谁还没看')).text ?? '';
    expect(group).toContain('1/3 人');
    expect(group).not.toContain('李强');
  });

  it('is not told to members, nor to another branch', async () => {
    for (const asker of [zhangWei, chenTao]) {
      expect((await chat.says(asker, '谁还没看N7', { in: 'direct' })).text ?? '').not.toContain('李强');
    }
  });

  it('those who have not are reminded once, in private; the group hears no name', async () => {
    expect((await chat.says(wangMin, '提醒没看的', { in: 'direct' })).text).toContain('2 位');
    await chat.passes({ until: at('2026-11-21T10:00:00') });
    expect(inGroup().slice(1)).toEqual(['有一条公告还有同事没看到。\n看过的请@机器人回“收到”；没看到的，点我的头像单聊，发“消息”。']);
    expect(chat.posts().every(({ content }) => !('mentions' in content))).toBe(true);
    expect((await chat.says(liQiang, '消息', { in: 'direct' })).text).toContain('明天上午停水，请储水');
    expect((await chat.says(zhangWei, '消息', { in: 'direct' })).text).not.toContain('停水');
    expect((await chat.says(wangMin, '提醒没看的', { in: 'direct' })).text).toContain('已经提醒过一次');
    await chat.says(liQiang, '收到N7', { in: 'direct' });
    expect(await ticked()).toEqual(['liqiang', 'zhangwei']);
  });
});

it('a post that wants no tick is not counted', async () => {
  await chat.says(wangMin, '马上通知 食堂加菜');
  await chat.says(wangMin, '确认');
  await chat.passes({ until: at('2026-11-21T09:40:00') });
  expect((await chat.says(zhangWei, '收到')).text).toContain('不用回执');
  expect(await ticked()).toEqual([]);
});

it('who ticked what is forgotten after a year’s ledger', async () => {
  await chat.says(zhangWei, '收到');
  await chat.passes({ until: at('2027-12-25T00:00:00') });
  expect(await ticked()).toEqual(['zhangwei']);
  await chat.passes({ until: at('2027-12-28T00:00:00') });
  expect(await ticked()).toEqual([]);
});
