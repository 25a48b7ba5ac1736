import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcementFeature } from '../../../../src/features/announcement/index.ts';
import { keep } from '../../../../src/features/announcement/repo/announcements.ts';
import { chenTao, wangMin, zhangWei } from '../../../support/cast.ts';
import { GROUP, openChat, OTHER_GROUP } from '../../../support/chat.ts';
import { fails } from '../../../support/outbox.ts';
import { anAnnouncement } from '../facts.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
let refuse: string | undefined;

beforeEach(async () => {
  refuse = undefined;
  chat = await openChat({
    features: [announcementFeature()],
    push: (to) => (to.kind === 'group' && to.id === refuse ? Promise.reject(fails('brokenTarget')) : Promise.resolve()),
  });
});
afterEach(() => chat.close());

const at = (local: string): string => new Date(`${local}+08:00`).toISOString();
const posted = (group = GROUP): string[] =>
  chat.posts().flatMap(({ to, content }) => (to.kind === 'group' && to.id === group && content.kind === 'text' ? [content.text] : []));

async function sends(words: string, until: string): Promise<void> {
  await chat.says(wangMin, words);
  await chat.says(wangMin, '确认');
  await chat.passes({ until: at(until) });
}

describe('a correction', () => {
  beforeEach(() => sends('马上通知 明天上午停水', '2026-11-21T09:02:00'));

  it('is shown first, then says what counts and which words it replaces', async () => {
    const { text } = await chat.says(wangMin, '更正：后天上午停水');
    expect(text).toContain('更正：后天上午停水，以此为准；作废的是11月21日（周六）09:01发的“明天上午停水”。');
    expect(posted()).toHaveLength(1);
    await chat.says(wangMin, '确认');
    await chat.passes({ until: at('2026-11-21T09:05:00') });
    expect(posted()[1]).toBe('📢 更正：后天上午停水，以此为准；作废的是11月21日（周六）09:01发的“明天上午停水”。');
  });

  it('of a correction replaces the latest: nobody corrects what is void already', async () => {
    await sends('更正：后天上午停水', '2026-11-21T09:05:00');
    expect((await chat.says(wangMin, '更正：大后天停水')).text).toContain('作废的是11月21日（周六）09:03发的“更正：后天上午停水');
  });

  it('can be taken back like any post; then nothing is corrected', async () => {
    await chat.says(wangMin, '更正：后天上午停水');
    await chat.says(wangMin, '确认');
    expect((await chat.says(wangMin, '撤回')).text).toContain('一个群也没有发');
    await chat.passes({ until: at('2026-11-21T10:00:00') });
    expect(posted()).toEqual(['📢 明天上午停水']);
    expect((await chat.says(zhangWei, '哪个为准')).text).toContain('明天上午停水');
  });

  it('without words is asked for, and of a number that nobody sent is asked which', async () => {
    expect((await chat.says(wangMin, '更正')).text).toContain('更正成什么');
    expect((await chat.says(wangMin, '更正N9：后天')).text).toContain('哪一条');
  });

  it('is not for members', async () => {
    await chat.says(zhangWei, '更正：不停水了');
    await chat.says(zhangWei, '确认');
    await chat.passes({ until: at('2026-11-21T10:00:00') });
    expect(posted()).toHaveLength(1);
  });
});

it('a correction goes to exactly the groups that got the first', async () => {
  refuse = OTHER_GROUP;
  const plan = { kind: 'once', at: at('2026-11-21T10:00:00') } as const;
  const mine = { plan, nextAt: plan.at, partyBranch: wangMin.partyBranch, groupIds: [GROUP, OTHER_GROUP] };
  await chat.write((tx) => keep(tx, anAnnouncement({ ...mine, number: 'N7', content: '明天停水' })));
  await chat.passes({ until: at('2026-11-21T10:01:00') });
  refuse = undefined;
  const { text } = await chat.says(wangMin, '更正N7：后天停水');
  expect(text).toContain('**发到**：后勤一支部工作群');
  expect(text).not.toContain('三支部');
});

describe('“哪个为准”', () => {
  it('gets the end of the chain, whichever of the posts is quoted', async () => {
    await sends('马上通知 明天上午停水', '2026-11-21T09:02:00');
    await sends('更正：后天上午停水', '2026-11-21T09:05:00');
    await sends('更正：大后天上午停水', '2026-11-21T09:10:00');
    for (const quote of [undefined, '📢 明天上午停水', '📢 更正：后天上午停水，以此为准']) {
      const { text } = await chat.says(zhangWei, '到底以哪个为准', quote === undefined ? {} : { quote });
      expect(text).toContain('更正：大后天上午停水');
      expect(text).toContain('已经作废');
    }
    expect((await chat.says(zhangWei, '最新通知是啥', { in: 'direct' })).text).toContain('大后天');
  });

  it('tells nobody what another branch was told', async () => {
    await sends('马上通知 明天上午停水', '2026-11-21T09:02:00');
    expect((await chat.says(chenTao, '哪个为准')).text).toContain('没有发过公告');
  });
});
