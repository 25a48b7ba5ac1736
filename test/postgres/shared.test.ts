import nock from 'nock';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { members } from '../../src/conversation/identity/schema.ts';
import { signups } from '../../src/features/activity/schema.ts';
import { announcements } from '../../src/features/announcement/schema/announcement.ts';
import { inTemporaryFolder, runCommand } from '../support/command.ts';
import { SECRET_KEY } from '../support/crash-folder.ts';
import { openFleet, type Fleet } from '../support/fleet.ts';
import { prepare } from '../support/places-race.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const policy = (opensAt: string): string =>
  `# 食堂管理办法\n\n发布单位：后勤处\n\n第一条 食堂早餐${opensAt}开始。\n\n第二条 就餐请刷卡。\n`;
/** Where the machine is slow the answer grows behind "请稍等". */
const answerOf = async (fleet: Fleet, which: number, userId: string, text: string): Promise<string> => {
  const { reply, text: first } = await fleet.client(which).say({ userId, text });
  const streamId = reply !== null && 'stream' in reply ? reply.stream.id : '';
  let words = first ?? '';
  while (words.includes('请稍等')) {
    await pause(300);
    words = (await fleet.client(which).refresh({ userId, streamId })).text ?? '';
  }
  return words;
};
const both = async (fleet: Fleet, userId: string, text: string): Promise<string[]> => [
  await answerOf(fleet, 0, userId, text),
  await answerOf(fleet, 1, userId, text),
];

describe('what one process is told, the other knows with the next message', () => {
  it('a policy, a newer version of it, and a new colleague', async () => {
    await using fleet = await openFleet({ processes: 2 });
    await prepare(fleet, { activities: 1, people: 2, capacity: 5 });
    const run = async (folder: string, ...args: readonly string[]): Promise<void> => {
      const env = {
        DATA_DIR: join(folder, 'store'),
        SEED: 'none',
        SECRET_KEY: SECRET_KEY.toString('base64'),
        DATABASE_URL: fleet.database.url,
      };
      expect(await runCommand(args, { env })).toMatchObject({ code: 0 });
    };
    // Both have made their search ready by now, of nothing.
    for (const text of await both(fleet, 'u0', '食堂早餐几点开始')) expect(text).not.toContain('第一条');
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, '食堂.md');
      await writeFile(file, policy('七点'));
      await run(folder, 'policy', 'import', file);
      for (const text of await both(fleet, 'u0', '食堂早餐几点开始')) expect(text).toContain('食堂早餐七点开始');
      await writeFile(file, policy('六点半'));
      await run(folder, 'policy', 'import', file);
      for (const text of await both(fleet, 'u0', '食堂早餐几点开始')) {
        expect(text).toMatch(/^食堂早餐六点半开始/u);
      }
    });

    // Both have looked through the roster by now, for a name that is in it.
    for (const text of await both(fleet, 'u0', '给职工1报名A1')) expect(text).toContain('职工1');
    await fleet.store.write(async (tx) => {
      for (const [id, name] of [
        ['zhy', '赵海燕'],
        ['zqs', '周秋实'],
      ] as const)
        await tx.put(members, { id, name, department: null, partyBranch: '后勤第一党支部', roles: ['member'], politicalStatus: null });
    });
    await answerOf(fleet, 0, 'u0', '给赵海燕报名A1');
    await answerOf(fleet, 1, 'u0', '给周秋实报名A1');
    const signedUp = await fleet.store.read((tx) => tx.find(signups, { where: { activityId: 'activity-1' }, orderBy: 'order' }));
    expect(signedUp.map(({ userId }) => userId)).toEqual(['u1', 'zhy', 'zqs']);
  }, 180_000);

  it('a draft is begun with one, changed with the other, and confirmed once', async () => {
    await using fleet = await openFleet({ processes: 2 });
    await prepare(fleet, { activities: 1, people: 2, capacity: 5 });
    const say = (which: number, text: string): Promise<string> => answerOf(fleet, which, 'wangmin', text);
    expect(await say(0, '明天早上九点通知group-1：后天停水，请提前接水')).toContain('09:00');
    expect(await say(1, '改成十点')).toContain('10:00');
    expect(await say(0, '确认')).toContain('N1');
    expect(await say(1, '确认')).not.toContain('N2');
    const [kept, ...others] = await fleet.store.read((tx) => tx.find(announcements));
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ status: 'active', nextAt: expect.stringContaining('T02:00') });
    expect(JSON.stringify(kept)).toContain('停水');
  }, 180_000);
});
