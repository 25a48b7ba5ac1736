import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTemporaryFolder, runCommand } from '../support/command.ts';

const env = (folder: string): Record<string, string> => ({ DATA_DIR: join(folder, 'store'), SEED: 'none' });
const KEY = '11111111-1111-1111-1111-111111111111';

describe('the record of what was done', () => {
  it('S05: names who ran which command, and a line that was changed by hand is found', () =>
    inTemporaryFolder(async (folder) => {
      const run = (...args: readonly string[]): ReturnType<typeof runCommand> => runCommand(args, { env: env(folder) });
      await run('group', 'add', '--chat', 'g1', '--name', '一群', '--robot', KEY);
      const roster = join(folder, 'roster.csv');
      await writeFile(roster, '账号,姓名\nzhangwei,张伟\n');
      await run('member', 'import', roster);
      const listed = await run('audit', 'list');
      expect(listed.out).toMatch(
        /命令行 {2}group add {2}改 chatGroups\/g1\n[^]*命令行 {2}member import {2}改 members\/zhangwei\n共 2 条。/u,
      );
      expect(listed.out).not.toContain(KEY);
      expect((await run('audit', 'list', '--about', 'zhangwei')).out).toContain('共 1 条。');
      expect((await run('audit', 'check')).out).toContain('操作记录 2 条，1 人，前后连得上，没有改过。');

      const all = join(folder, 'all.json');
      await run('store', 'export', all);
      const text = await readFile(all, 'utf8');
      // Whoever may write there can reckon the file's own sum anew, or leave it out.
      await writeFile(all, text.replace('"what":"group add"', '"what":"group xxx"').replace(/,"checksum":"\w+"/u, ''));
      await runCommand(['store', 'import', all], {
        env: { DATA_DIR: join(folder, 'second'), SEED: 'none', SECRET_KEY: await keyOf(folder) },
      });
      const checked = await runCommand(['audit', 'check'], {
        env: { DATA_DIR: join(folder, 'second'), SEED: 'none', SECRET_KEY: await keyOf(folder) },
      });
      expect(checked.code).toBe(1);
      expect(checked.err).toMatch(/操作记录对不上：\ncommand:.* 的第 1 条对不上/u);
    }));

  it('S05: what the log tells of must stand in the data: an entry that was cut off at the end is missed', () =>
    inTemporaryFolder(async (folder) => {
      const run = (...args: readonly string[]): ReturnType<typeof runCommand> => runCommand(args, { env: env(folder) });
      await run('group', 'add', '--chat', 'g1', '--name', '一群', '--robot', KEY);
      const log = join(folder, 'service.log');
      const time = new Date().toISOString();
      await writeFile(
        log,
        `no json\n${JSON.stringify({ level: 30, time, msg: 'handled' })}\n${JSON.stringify({ level: 30, time, actor: 'abc', order: 7, seal: 'x', msg: 'audit' })}\n`,
      );
      const { code, err } = await run('audit', 'check', log);
      expect(code).toBe(1);
      expect(err).toContain('日志里有、数据里没有（或不一样）');
      const old = JSON.stringify({ level: 30, time: '2020-01-01T00:00:00.000Z', actor: 'abc', order: 7, seal: 'x', msg: 'audit' });
      await writeFile(log, `${old}\n`);
      const nothing = await run('audit', 'check', log);
      expect(nothing.code).toBe(1);
      expect(nothing.err).toContain('这些日志里一条操作记录的封印也没有');
    }));

  it('S05: where the key was lost, it is told what cannot be proven any more, and what came after still is', () =>
    inTemporaryFolder(async (folder) => {
      const run = (...args: readonly string[]): ReturnType<typeof runCommand> => runCommand(args, { env: env(folder) });
      await run('group', 'add', '--chat', 'g1', '--name', '一群', '--robot', KEY);
      await rm(join(folder, 'store', 'secret.key'));
      expect((await run('store', 'forget-key')).code).toBe(0);
      expect((await run('audit', 'list')).out).toContain('store forget-key  改 chatGroups/g1');
      await run('group', 'add', '--chat', 'g1', '--name', '一群', '--robot', KEY);

      const whole = await run('audit', 'check');
      expect(whole).toMatchObject({ code: 0, err: '' });
      expect(whole.out).toContain('换过密钥（store forget-key），之前的 1 条只能看前后连不连得上');
      expect(whole.out).toContain('操作记录 3 条，1 人，前后连得上');
      expect(whole.out).toContain('换密钥以后的没有改过');

      const all = join(folder, 'all.json');
      await run('store', 'export', all);
      const other = { DATA_DIR: join(folder, 'second'), SEED: 'none', SECRET_KEY: await keyOf(folder) };
      const text = (await readFile(all, 'utf8')).replace(/,"checksum":"\w+"/u, '');
      const third = /\{[^\n]*#3"[^\n]*\}/u.exec(text)?.[0] ?? '';
      expect(third).toContain('group add');
      // Also where it is dated back to the time of the lost key.
      const changed = third.replace('group add', 'group xxx').replace(/"at":"\d{4}/u, '"at":"2020');
      await writeFile(all, text.replace(third, changed));
      await runCommand(['store', 'import', all], { env: other });
      expect((await runCommand(['audit', 'check'], { env: other })).err).toContain('第 3 条对不上');
    }));

  it('S05: an entry that only says that the key was lost, sealed by nobody, takes nothing out of the check', () =>
    inTemporaryFolder(async (folder) => {
      const run = (...args: readonly string[]): ReturnType<typeof runCommand> => runCommand(args, { env: env(folder) });
      await run('group', 'add', '--chat', 'g1', '--name', '一群', '--robot', KEY);
      const all = join(folder, 'all.json');
      await run('store', 'export', all);
      const text = (await readFile(all, 'utf8')).replace(/,"checksum":"\w+"/u, '');
      await writeFile(all, text.replace('"what":"group add"', '"what":"store forget-key"'));
      const other = { DATA_DIR: join(folder, 'second'), SEED: 'none', SECRET_KEY: await keyOf(folder) };
      await runCommand(['store', 'import', all], { env: other });
      expect((await runCommand(['audit', 'check'], { env: other })).code).toBe(1);
    }));

  it('a date that is none is told', () =>
    inTemporaryFolder(async (folder) => {
      const { code, err } = await runCommand(['audit', 'list', '--since', '昨天'], { env: env(folder) });
      expect({ code, err }).toEqual({ code: 1, err: '--since 应为日期，如 2026-11-01。\n' });
    }));
});

async function keyOf(folder: string): Promise<string> {
  return (await readFile(join(folder, 'store', 'secret.key'), 'utf8')).trim();
}
