import { join } from 'node:path';
import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTemporaryFolder, runCommand } from '../support/command.ts';
import { crashBot } from '../support/crash-bot.ts';
import { readKept } from '../support/crash-folder.ts';
import { acknowledged } from '../support/crash-history.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const title = '健步走';
const PEOPLE = ['zhangwei', 'zhaojing', 'sunlei', 'zhouting'] as const;

it('P22, S10: a backup taken while members write restores to a folder that starts, with all that was acknowledged before it', async () => {
  await inTemporaryFolder(async (parent) => {
    await using bot = await crashBot();
    const file = join(parent, 'backup.json');
    const restored = join(parent, 'restored');
    const cli = (folder: string, ...args: string[]) => runCommand(args, { env: { DATA_DIR: folder, SEED: 'none', SIMULATOR: 'off' } });

    await bot.says('wangmin', '下周六上午九点在滨江公园办健步走，3人，发到一支部群', { in: 'direct' });
    await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
    const before = bot.spoken.filter(acknowledged).length;
    const backup = new AbortController();
    const talking = PEOPLE.map(async (userId) => {
      for (let n = 0; n < 3 || (!backup.signal.aborted && n < 40); n += 1) {
        await bot.says(userId, n % 2 === 0 ? '健步走报名 满了就候补' : '健步走我去不了了', {
          means: { kind: n % 2 === 0 ? 'signUp' : 'cancel', title },
        });
      }
    });
    const taken = await cli(bot.folder, 'backup', file);
    backup.abort();
    expect(taken).toMatchObject({ code: 0, err: '' });
    await Promise.all(talking);

    expect(await cli(restored, 'store', 'import', file)).toMatchObject({ code: 0, err: '' });
    expect(await cli(restored, 'store', 'check')).toMatchObject({ code: 0, out: expect.stringContaining('可以正常启动') });
    const [kept, copied] = [await readKept(bot.folder), await readKept(restored)];
    expect(copied.activities.map((one) => one.title)).toEqual([title]);
    expect(copied.answers.length).toBeGreaterThanOrEqual(before);
    // A prefix of the bot's history: nothing in it that the bot does not have.
    const ids = new Set(kept.answers.map(({ id }) => id));
    expect(copied.answers.filter(({ id }) => !ids.has(id))).toEqual([]);
  });
}, 60_000);
