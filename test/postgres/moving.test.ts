import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTemporaryFolder, runCommand, type Ran } from '../support/command.ts';
import { newDatabase, type TestDatabase } from '../support/database.ts';

const ROBOT = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef';
const SECRET_KEY = Buffer.alloc(32, 3).toString('base64');
const POLICY = '# 食堂管理办法\n\n发布单位：后勤处\n\n第一条 食堂早餐七点开始。\n\n第二条 就餐请刷卡。\n';

/** An export as it must come out of either engine: jsonb has an order of fields of its own. */
async function contents(path: string): Promise<unknown> {
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
  return parsed;
}

describe('moving from one engine to the other', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await newDatabase();
  });
  afterEach(() => database.drop());

  const run = async (folder: string, engine: 'folder' | 'database', ...args: readonly string[]): Promise<Ran> => {
    const env = {
      DATA_DIR: join(folder, 'store'),
      SEED: 'none',
      SECRET_KEY,
      ...(engine === 'folder' ? {} : { DATABASE_URL: database.url }),
    };
    return runCommand(args, { env });
  };

  it('M18: everything goes over and comes back, the source is left as it was, and the commands work on either', async () => {
    await inTemporaryFolder(async (folder) => {
      const policy = join(folder, '食堂.md');
      await writeFile(policy, POLICY);
      expect((await run(folder, 'folder', 'group', 'add', '--chat', 'g1', '--name', '一支部', '--robot', ROBOT)).code).toBe(0);
      expect((await run(folder, 'folder', 'policy', 'import', policy)).code).toBe(0);
      const [first, second, third] = ['1.json', '2.json', '3.json'].map((name) => join(folder, name));
      expect((await run(folder, 'folder', 'store', 'export', first ?? '')).code).toBe(0);

      const into = await run(folder, 'database', 'store', 'import', first ?? '');
      expect(into).toMatchObject({ code: 0, err: '' });
      expect((await run(folder, 'database', 'store', 'check')).out).toContain('每一条都能读。');
      expect((await run(folder, 'database', 'group', 'list')).out).toContain('一支部');
      expect((await run(folder, 'database', 'policy', 'ask', '食堂早餐几点')).out).toContain('七点');
      expect((await run(folder, 'database', 'backup', second ?? '')).code).toBe(0);
      expect(await contents(second ?? '')).toMatchObject(Object(await contents(first ?? '')));

      // Not twice, and not over something else.
      expect(await run(folder, 'database', 'store', 'import', first ?? '')).toMatchObject({ code: 1, out: '' });

      const other = join(folder, 'other');
      const back = { DATA_DIR: join(other, 'store'), SEED: 'none', SECRET_KEY };
      expect((await runCommand(['store', 'import', second ?? ''], { env: back })).code).toBe(0);
      expect((await runCommand(['store', 'export', third ?? ''], { env: back })).code).toBe(0);
      expect(await contents(third ?? '')).toEqual(await contents(first ?? ''));
      expect(await run(folder, 'folder', 'store', 'check')).toMatchObject({ code: 0 });
    });
    // A dozen processes, one after the other.
  }, 240_000);

  it('a command that writes may run beside the servers; a document that does not fit is found', async () => {
    await inTemporaryFolder(async (folder) => {
      expect((await run(folder, 'database', 'group', 'add', '--chat', 'g1', '--name', '一支部', '--robot', ROBOT)).code).toBe(0);
      await database.query('UPDATE dangqun."chatGroups" SET document = document - \'name\'');
      const { code, out } = await run(folder, 'database', 'store', 'check');
      expect(code).toBe(1);
      expect(out).toContain('chatGroups：name');
      expect(out).not.toContain('一支部');
    });
  });

  it('says what is the matter with the database', async () => {
    await inTemporaryFolder(async (folder) => {
      const env = { DATA_DIR: join(folder, 'store'), DATABASE_URL: 'postgres://postgres@127.0.0.1:1/none' };
      const { code, err } = await runCommand(['group', 'list'], { env });
      expect(code).toBe(1);
      expect(err).toContain('DATABASE_URL');
    });
  });
});
