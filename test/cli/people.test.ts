import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { inTemporaryFolder, runCommand } from '../support/command.ts';

const env = (folder: string, more: Record<string, string> = {}): Record<string, string> => ({
  DATA_DIR: join(folder, 'store'),
  SEED: 'none',
  ...more,
});

describe('groups and people', () => {
  it('O19: one push address cannot be bound to two groups, and is shown to nobody', () =>
    inTemporaryFolder(async (folder) => {
      const robot = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=11111111-2222-3333-4444-555555555555';
      const first = await runCommand(['group', 'add', '--chat', 'wrA', '--name', '甲群', '--robot', robot], { env: env(folder) });
      expect(first.code).toBe(0);
      const second = await runCommand(
        ['group', 'add', '--chat', 'wrB', '--name', '乙群', '--robot', '11111111-2222-3333-4444-555555555555'],
        { env: env(folder) },
      );
      expect(second.code).toBe(1);
      expect(second.err).toContain('已经绑在另一个群上');
      const { out } = await runCommand(['group', 'list'], { env: env(folder) });
      expect(out).toContain('甲群');
      expect(out + first.out + second.err).not.toContain('11111111');
    }));

  it('S04: a robot whose address leaked is given another one; neither is shown, and the data hold it sealed', () =>
    inTemporaryFolder(async (folder) => {
      const bind = (chat: string, robot: string) =>
        runCommand(['group', 'add', '--chat', chat, '--name', `群${chat}`, '--robot', robot], { env: env(folder) });
      const [leaked, fresh] = ['leaked-key-0001', 'fresh-key-0002'];
      const ran = [await bind('wrA', leaked), await bind('wrA', fresh), await bind('wrB', fresh), await bind('wrC', leaked)];
      // The group has the new one, and nobody has the old one any more.
      expect(ran.map(({ code }) => code)).toEqual([0, 0, 1, 0]);
      const listed = await runCommand(['group', 'list'], { env: env(folder) });
      expect(listed.out.match(/能推送/gu)).toHaveLength(2);
      await runCommand(['store', 'export', join(folder, 'all.json')], { env: env(folder) });
      const shown = [...ran, listed].map(({ out, err }) => out + err).join('') + (await readFile(join(folder, 'all.json'), 'utf8'));
      for (const key of [leaked, fresh]) expect(shown).not.toContain(key);
    }));

  it('S03: a push address is read from the input where the command line would show it to everybody', () =>
    inTemporaryFolder(async (folder) => {
      const args = ['group', 'add', '--chat', 'wrA', '--name', '甲群', '--robot', '-'];
      expect((await runCommand(args, { env: env(folder), input: 'piped-key-0001\n' })).code).toBe(0);
      expect((await runCommand(['group', 'list'], { env: env(folder) })).out).toContain('能推送');
      expect((await runCommand(args, { env: env(folder), input: '' })).err).toContain('--robot 应为群机器人的完整地址');
    }));

  it('S03: the key that is made at the first start is for its owner alone', () =>
    inTemporaryFolder(async (folder) => {
      const { out, err } = await runCommand(['group', 'add', '--chat', 'wrA', '--name', '甲群', '--robot', 'key-1'], { env: env(folder) });
      const path = join(folder, 'store', 'secret.key');
      expect((await stat(path)).mode & 0o077).toBe(0);
      expect(out + err).not.toContain((await readFile(path, 'utf8')).trim());
    }));

  it('W29: an address that is none of WeCom’s is refused, and not repeated', () =>
    inTemporaryFolder(async (folder) => {
      const { code, err } = await runCommand(
        ['group', 'add', '--chat', 'wrA', '--name', '甲群', '--robot', 'https://evil.example/cgi-bin/webhook/send?key=1'],
        { env: env(folder) },
      );
      expect(code).toBe(1);
      expect(err).toContain('--robot 应为群机器人的完整地址');
      expect(err).not.toContain('evil');
      expect((await runCommand(['group', 'list'], { env: env(folder) })).out).not.toContain('甲群');
    }));

  it('U11: a roster with a mistake is not taken at all; every mistake is told with its line', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'roster.csv');
      await writeFile(file, '账号,姓名,角色\nzhangwei,张伟,职工\nzhaojing,,\nzhangwei,张伟二,\nhejun,何军,皇帝\n');
      const wrong = await runCommand(['member', 'import', file], { env: env(folder) });
      expect(wrong.code).toBe(1);
      for (const line of ['第 3 行', '第 4 行', '第 5 行']) expect(wrong.err).toContain(line);
      await writeFile(file, '账号,姓名,部门,支部,角色,政治面貌,手机\nzhangwei,张伟,维修班,一支部,书记,党员,13800000000\n');
      expect((await runCommand(['member', 'import', file], { env: env(folder) })).out).toContain('已导入 1 人');
      await runCommand(['store', 'export', join(folder, 'all.json')], { env: env(folder) });
      const all = await readFile(join(folder, 'all.json'), 'utf8');
      expect(all).toContain('张伟');
      expect(all).not.toContain('13800000000');
    }));

  it('U11: a roster of a hundred thousand and one is refused', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'roster.csv');
      await writeFile(file, `账号,姓名\n${Array.from({ length: 100_001 }, (_, index) => `u${index},张${index}\n`).join('')}`);
      const { code, err } = await runCommand(['member', 'import', file], { env: env(folder) });
      expect([code, err]).toEqual([1, expect.stringContaining('名单最多 100000 行')]);
    }));

  it('U11: of a sheet the numbers are taken as written; a formula without a value and a date are no names', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'roster.xlsx');
      const text = (value: string) => ({ value, type: String });
      const sheet = (...rows: readonly Cell[][]): Promise<void> =>
        writeXlsxFile([['账号', '姓名', '手机'].map(text), ...rows]).toFile(file);
      await sheet(
        [text('zhangwei'), { value: '1+1', type: 'Formula' }],
        [text('zhaojing'), { value: new Date(0), type: Date, format: 'yyyy' }],
      );
      const wrong = await runCommand(['member', 'import', file], { env: env(folder) });
      expect(wrong.code).toBe(1);
      for (const line of ['第 2 行', '第 3 行']) expect(wrong.err).toContain(line);
      await sheet([{ value: 10_017, type: Number }, text('张伟'), { value: 13_800_000_000, type: Number }]);
      expect((await runCommand(['member', 'import', file], { env: env(folder) })).out).toContain('已导入 1 人');
      await runCommand(['store', 'export', join(folder, 'all.json')], { env: env(folder) });
      expect(await readFile(join(folder, 'all.json'), 'utf8')).toContain('"id":"10017","name":"张伟"');
    }));

  it('N21: who is not in the new roster is named, and goes with --remove-missing, a secretary too', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'roster.csv');
      const rosterOf = (...lines: readonly string[]): Promise<void> => writeFile(file, ['账号,姓名,角色', ...lines, ''].join('\n'));
      await rosterOf('zhangwei,张伟,职工', 'lao1,老王,书记');
      await runCommand(['member', 'import', file], { env: env(folder) });
      await rosterOf('zhangwei,张伟,职工');
      const kept = await runCommand(['member', 'import', file], { env: env(folder) });
      expect(kept.out).toMatch(/还有 1 人不在这份名单里，照旧保留：老王（书记）。[^]*--remove-missing/u);
      const removed = await runCommand(['member', 'import', file, '--remove-missing'], { env: env(folder) });
      expect(removed.out).toContain('已去掉这份名单里没有的 1 人：老王（书记）。');
      await runCommand(['store', 'export', join(folder, 'all.json')], { env: env(folder) });
      expect(await readFile(join(folder, 'all.json'), 'utf8')).not.toMatch(/"id":"lao1","name":"老王"/u);
    }));

  it('N20: what is kept of one person is written to a file that nobody else can read; an account nobody has is told', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'roster.csv');
      await writeFile(file, '账号,姓名,角色,手机\nzhangwei,张伟,职工,13800001111\nlao1,老王,书记,13900002222\n');
      await runCommand(['member', 'import', file], { env: env(folder) });
      const to = join(folder, 'one.json');
      const { out } = await runCommand(['member', 'export', 'zhangwei', to], { env: env(folder) });
      expect(out).toContain('已写出“zhangwei”的 1 条数据');
      const written = await readFile(to, 'utf8');
      expect(written).toMatch(/"name": "张伟"[^]*"phone": "13800001111"/u);
      expect(written).not.toMatch(/老王|1390000|sealed/u);
      expect((await stat(to)).mode & 0o777).toBe(0o600);
      expect((await runCommand(['member', 'export', 'zhangwei', to], { env: env(folder) })).code).toBe(1);
      const nobody = await runCommand(['member', 'export', '张伟', join(folder, 'two.json')], { env: env(folder) });
      expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('没有账号“张伟”的任何数据') });
      expect((await runCommand(['member', 'forget', 'zhangwei'], { env: env(folder) })).out).toMatch(/在下次启动时办[^]*还在名册上/u);
    }));
});
