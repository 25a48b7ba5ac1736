import { afterEach, describe, expect, it } from 'vitest';
import { activityFeature } from '../../../src/features/activity/index.ts';
import { activities, activityPackages } from '../../../src/features/activity/schema.ts';
import { jobs } from '../../../src/schedule/job.ts';
import { seedFiles } from '../../../src/seed.ts';
import { wangMin, zhangWei } from '../../support/cast.ts';
import { chatWith, type TestChat } from './open.ts';

let chat: TestChat;
afterEach(() => chat.close());

async function seeded(): Promise<void> {
  chat = await chatWith();
  await chat.write(async (tx) => activityFeature().seed?.(tx, seedFiles, chat.clock.now()));
}

describe('the shipped examples', () => {
  it('give every group something ahead to join, one of it small enough to be filled', async () => {
    await seeded();
    const found = await chat.read((tx) => tx.find(activities));
    expect(found.length).toBeGreaterThanOrEqual(6);
    expect(found.every((one) => one.status === 'open' && one.signupClosesAt > chat.clock.now())).toBe(true);
    expect(found.some((one) => one.capacity === 3)).toBe(true);
    expect((await chat.read((tx) => tx.find(jobs, { where: { kind: 'activity.remind' }, orderBy: 'dueAt' }))).length).toBe(found.length);
  });

  it('are listed to a member of the branch in the single chat', async () => {
    await seeded();
    await chat.write(async (tx) => {
      const [first] = await tx.find(activities);
      if (first !== undefined) await tx.put(activities, { ...first, groupIds: ['group-1'] });
    });
    expect((await chat.says(zhangWei, '有啥活动', { in: 'direct' })).text).toMatch(/^1\. /u);
  });

  it('hold a catalogue that a secretary pages through and opens a draft from with nothing but the time', async () => {
    await seeded();
    const packages = await chat.read((tx) => tx.find(activityPackages));
    const first = await chat.says(wangMin, '活动套餐');
    expect(first.text).toContain(`1. ${packages[0]?.name}`);
    await chat.says(wangMin, '更多套餐');
    expect((await chat.says(wangMin, '用第2个')).text).toContain('什么时候办');
    await chat.says(wangMin, '下周五下午两点');
    const drafts = (await chat.read((tx) => tx.find(activities))).filter((one) => one.status === 'draft');
    expect(drafts).toMatchObject([{ title: packages[6]?.name, startsAt: '2026-11-27T06:00:00.000Z', place: packages[6]?.suggestedPlace }]);
  });
});
