import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTemporaryFolder, runCommand } from '../support/command.ts';

const env = (folder: string, more: Record<string, string> = {}): Record<string, string> => ({
  DATA_DIR: join(folder, 'store'),
  SEED: 'none',
  ...more,
});

describe('the help', () => {
  it('lists every command of the contract, each with an example', async () => {
    const { out, code } = await runCommand(['--help']);
    expect(code).toBe(0);
    for (const command of [
      'policy import',
      'policy ask',
      'policy search',
      'policy evaluate',
      'understand',
      'time',
      'group add',
      'group list',
      'member import',
      'member export',
      'member forget',
      'audit list',
      'audit check',
      'store check',
      'store export',
      'store import',
      'backup',
    ]) {
      expect(out).toMatch(new RegExp(`^ {2}${command}\\n.*例：npm run -s cli -- ${command}`, 'mu'));
    }
  });

  it('a command that does not exist is an error with the help', async () => {
    const { code, err } = await runCommand(['nonsense']);
    expect(code).toBe(1);
    expect(err).toContain('policy import');
  });

  it('wrong settings are told all at once, with code 2', async () => {
    const { code, err } = await runCommand(['group', 'list'], { env: { PORT: 'x', SEED: 'y' } });
    expect(code).toBe(2);
    expect(err).toContain('PORT');
    expect(err).toContain('SEED');
  });
});

describe('files', () => {
  it.each([
    [['backup', '/nonexistent/x.json'], '没有这个文件或目录：/nonexistent/x.json'],
    [['store', 'import', '.'], '这是一个目录'],
    [['workdays', 'import', '/nonexistent.txt'], '没有找到文件：/nonexistent.txt'],
  ])('that cannot be had are told in a sentence: %j', async (args, words) => {
    await inTemporaryFolder(async (folder) => {
      await runCommand(['group', 'add', '--chat', 'g1', '--name', '一群', '--robot', '11111111-1111-1111-1111-111111111111'], {
        env: env(folder),
      });
      const { code, err } = await runCommand(args, { env: env(folder) });
      expect(code).toBe(1);
      expect(err).toContain(words);
      expect(err).not.toMatch(/\n\s+at /u);
    });
  });

  it('a text in GB 18030 or UTF-16 is read as one in UTF-8', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'members.csv');
      await writeFile(path, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('账号,姓名\nzhangwei,张伟\n', 'utf16le')]));
      expect((await runCommand(['member', 'import', path], { env: env(folder) })).out).toContain('1 人');
    });
  });
});

it('a robot is not bound with another key than the one that the data were kept under', async () => {
  await inTemporaryFolder(async (folder) => {
    const bind = (chat: string, robot: string, key: number) =>
      runCommand(['group', 'add', '--chat', chat, '--name', chat, '--robot', `${robot}1111111-1111-1111-1111-111111111111`], {
        env: env(folder, { SECRET_KEY: Buffer.alloc(32, key).toString('base64') }),
      });
    expect((await bind('g1', '1', 1)).code).toBe(0);
    const refused = await bind('g2', '2', 2);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('用另一个 SECRET_KEY 存的') });
    expect((await bind('g2', '2', 1)).code).toBe(0);
  });
});

const GROUP = ['group', 'add', '--chat', 'g1', '--name', '一群', '--robot', '11111111-1111-1111-1111-111111111111'];

describe('a backup', () => {
  it('stands under its name whole or not at all', async () => {
    await inTemporaryFolder(async (folder) => {
      await runCommand(GROUP, { env: env(folder) });
      const path = join(folder, 'backup.json');
      expect((await runCommand(['backup', path], { env: env(folder) })).code).toBe(0);
      expect((await readdir(folder)).toSorted()).toEqual(['backup.json', 'store', 'store.used']);
      expect((await runCommand(['backup', path], { env: env(folder) })).err).toContain('没有覆盖');
    });
  });

  it('that cannot be imported leaves an emptied folder as guarded as it was', async () => {
    await inTemporaryFolder(async (folder) => {
      await runCommand(GROUP, { env: env(folder) });
      const path = join(folder, 'backup.json');
      await runCommand(['backup', path], { env: env(folder) });
      await rm(join(folder, 'store'), { recursive: true });
      const spoiled = join(folder, 'spoiled.json');
      const text = await readFile(path, 'utf8');
      await writeFile(spoiled, text.replace('"name":"一群"', '"name":7'));
      expect((await runCommand(['store', 'import', spoiled], { env: env(folder) })).err).toContain('没有导入');
      expect(await readdir(folder)).toContain('store.used');
      const twice = join(folder, 'twice.json');
      const row = /"chatGroups":\[\n(\{.*\})/u.exec(text)?.[1] ?? '';
      await writeFile(twice, text.replace(row, `${row},\n${row}`).replace(/,"checksum":"\w+"/u, ''));
      expect((await runCommand(['store', 'import', twice], { env: env(folder) })).err).toContain('重复的编号');
      expect((await runCommand(['store', 'import', path], { env: env(folder) })).code).toBe(0);
    });
  });
});

describe('U14: a backup that is not as it was written', () => {
  const changed: readonly (readonly [what: string, change: (text: string) => string])[] = [
    ['a name in it is another', (text) => text.replace('"name":"一群"', '"name":"二群"')],
    ['a row is gone', (text) => text.replace(/"chatGroups":\[\n\{.*\}\n?\]/u, '"chatGroups":[]')],
    ['its sum is another', (text) => text.replace(/"checksum":"./u, '"checksum":"z')],
  ];

  const kept = (folder: string): string => join(folder, 'backup.json');
  const into = (folder: string): Record<string, string> => ({ ...env(folder), DATA_DIR: join(folder, 'other') });
  const backedUp = async (folder: string): Promise<string> => {
    await runCommand(GROUP, { env: env(folder) });
    await runCommand(['backup', kept(folder)], { env: env(folder) });
    return readFile(kept(folder), 'utf8');
  };

  it.each(changed)('is refused: %s', (_, change) =>
    inTemporaryFolder(async (folder) => {
      const text = await backedUp(folder);
      expect(change(text)).not.toBe(text);
      await writeFile(kept(folder), change(text));
      const { code, err } = await runCommand(['store', 'import', kept(folder)], { env: into(folder) });
      expect(code).toBe(1);
      expect(err).toContain('和写出时不一样');
      expect(await readdir(folder)).not.toContain('other');
    }),
  );

  it('is taken where only its layout is another', () =>
    inTemporaryFolder(async (folder) => {
      const parsed: unknown = JSON.parse(await backedUp(folder));
      await writeFile(kept(folder), JSON.stringify(parsed, null, 4));
      expect((await runCommand(['store', 'import', kept(folder)], { env: into(folder) })).code).toBe(0);
    }));

  it('is taken without a sum, as earlier versions wrote it, and it is said that nobody can know', () =>
    inTemporaryFolder(async (folder) => {
      const text = await backedUp(folder);
      await writeFile(kept(folder), text.replace(/,"checksum":"\w+"/u, ''));
      const { code, out } = await runCommand(['store', 'import', kept(folder)], { env: into(folder) });
      expect(code).toBe(0);
      expect(out).toContain('看不出是否被改过');
      expect(out).toContain('已导入');
    }));
});

describe('what was understood', () => {
  it('of a time, with the next five occurrences', async () => {
    const { out } = await runCommand(['time', '每周五下午5点']);
    expect(out).toContain('每周五 17:00');
    expect(out.match(/（周五）17:00/gu)).toHaveLength(5);
  });

  it('line by line: a wrong line gets an error and the next ones their answers', async () => {
    const { out } = await runCommand(['understand', '--stdio'], {
      input: `nonsense\n${JSON.stringify({ id: '2', role: 'member', context: null, text: '帮助' })}\n`,
    });
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(first).toHaveProperty('error');
    expect(second).toEqual({ id: '2', intent: 'help', slots: {} });
  });
});

describe('policies', () => {
  it('a file becomes clauses, and a question gets the clause', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'umbrella.md');
      await writeFile(file, '# 雨伞借用办法\n\n第一条 每人每次可以借雨伞一把，三天内归还。\n\n第二条 逾期每天收费一元。\n');
      const imported = await runCommand(['policy', 'import', file, '--number', '雨〔2026〕1号', '--in-force-from', '2026-01-01'], {
        env: env(folder),
      });
      expect(imported.out).toContain('雨伞借用办法');
      const { out } = await runCommand(['policy', 'ask', '雨伞几天归还'], { env: env(folder) });
      expect(out).toContain('三天内归还');
      expect(out).toContain('第一条 · 雨〔2026〕1号');
    }));

  it('a file of office programs in GB 18030 is read too', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'gbk.txt');
      // 第一条 雨 in GB 18030
      await writeFile(file, Buffer.concat([Buffer.from('b5dad2bbccf5', 'hex'), Buffer.from(' '), Buffer.from('d3ea', 'hex')]));
      const { code, out } = await runCommand(['policy', 'import', file], { env: env(folder) });
      expect(code).toBe(0);
      expect(out).not.toContain('\uFFFD');
    }));

  it('a file that cannot be read is refused with the reason, the others come in', () =>
    inTemporaryFolder(async (folder) => {
      const [bad, good] = [join(folder, 'x.docx'), join(folder, 'y.md')];
      await writeFile(bad, 'PK\u0003\u0004 cut off');
      await writeFile(good, '# 雨伞借用办法\n\n第一条 三天内归还。\n');
      const { code, err, out } = await runCommand(['policy', 'import', bad, good, '--branch', '后勤第一党支部'], { env: env(folder) });
      expect(code).toBe(1);
      expect(err).toContain('x.docx：文件坏了或不完整');
      expect(out).toContain('雨伞借用办法');
      expect(out).toContain('只给：后勤第一党支部');
    }));

  it('a file of 200 MB is refused by its size, before it is read', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'big.pdf');
      await writeFile(file, '%PDF-1.7\n');
      await truncate(file, 200 * 1024 * 1024);
      const { code, err } = await runCommand(['policy', 'import', file], { env: env(folder) });
      expect(code).toBe(1);
      expect(err).toContain('超过 20 MB');
    }));

  it('the list shows what every document is worth, and a withdrawn one answers no more', () =>
    inTemporaryFolder(async (folder) => {
      const file = join(folder, 'umbrella.md');
      await writeFile(file, '# 雨伞借用办法\n\n第一条 每人每次可以借雨伞一把，三天内归还。\n');
      await runCommand(['policy', 'import', file, '--number', '雨〔2026〕1号', '--review-on', '2000-01-01'], { env: env(folder) });
      expect((await runCommand(['policy', 'list', '--due'], { env: env(folder) })).out).toContain('2000-01-01 到期或该复审');
      expect((await runCommand(['policy', 'withdraw', '雨〔2026〕1号'], { env: env(folder) })).out).toContain('已撤下《雨伞借用办法》');
      expect((await runCommand(['policy', 'list'], { env: env(folder) })).out).toContain('第 1 版，已撤下');
      expect((await runCommand(['policy', 'ask', '雨伞几天归还'], { env: env(folder) })).out).toContain('没查到');
    }));
});

describe('the data', () => {
  it('of a folder that is not there is no backup', () =>
    inTemporaryFolder(async (folder) => {
      const { code, err } = await runCommand(['backup', join(folder, 'b.json')], { env: env(folder) });
      expect(code).toBe(1);
      expect(err).toContain('请检查 DATA_DIR');
    }));

  it.each(['{bad', '{"format":1,"collections":{"members":[{"id":"x"}]}}', '{"format":9}'])(
    'a file that does not fit is refused in words: %s',
    (text) =>
      inTemporaryFolder(async (folder) => {
        const file = join(folder, 'in.json');
        await writeFile(file, text);
        const { code, err } = await runCommand(['store', 'import', file], { env: env(folder) });
        expect(code).toBe(1);
        expect(err).toContain('没有导入');
        expect(err).not.toContain('    at ');
      }),
  );

  it('asking a policy of an empty folder answers from the demo data and leaves the folder empty', () =>
    inTemporaryFolder(async (folder) => {
      const { out, err } = await runCommand(['policy', 'ask', '年假有几天'], { env: env(folder, { SEED: 'demo' }) });
      expect(out).toContain('满20年以上');
      expect(err).toContain('演示数据');
      expect(await readdir(folder)).toEqual([]);
    }));

  it('leaves as one JSON and comes back into an empty folder, unchanged; into a used one it is refused', () =>
    inTemporaryFolder(async (folder) => {
      const demo = env(folder, { SEED: 'demo' });
      await runCommand(['group', 'add', '--chat', 'wrA', '--name', '甲群', '--robot', 'key-1'], { env: demo });
      const file = join(folder, 'backup.json');
      expect((await runCommand(['backup', file], { env: demo })).code).toBe(0);
      const other = { ...demo, DATA_DIR: join(folder, 'other') };
      expect((await runCommand(['store', 'import', file], { env: other })).out).toContain('已导入');
      expect((await runCommand(['store', 'import', file], { env: other })).err).toContain('已有数据');
      const again = join(folder, 'again.json');
      await runCommand(['store', 'export', again], { env: other });
      expect(JSON.parse(await readFile(again, 'utf8'))).toEqual(JSON.parse(await readFile(file, 'utf8')));
      expect((await runCommand(['backup', file], { env: demo })).err).toContain('没有覆盖');
      expect((await runCommand(['store', 'check'], { env: other })).out).toContain('可以正常启动');
      // A restore at the very place that was lost, where only the mark beside it is left.
      await rm(other.DATA_DIR, { recursive: true });
      expect((await runCommand(['store', 'import', file], { env: other })).out).toContain('已导入');
    }));
});

describe('workdays', () => {
  const KEY = { SECRET_KEY: Buffer.alloc(32, 1).toString('base64') };

  it('imports the published notice, lists it, and the next start works out anew what was planned', () =>
    inTemporaryFolder(async (folder) => {
      const notice = join(folder, 'notice.txt');
      await writeFile(notice, await readFile(new URL('../fixtures/workdays/notice-2027.txt', import.meta.url)));
      const done = await runCommand(['workdays', 'import', notice], { env: env(folder, KEY) });
      expect(done.err).toBe('');
      expect(done.out).toContain('已导入2027年放假安排：7个假期，调休上班6天');
      const { out } = await runCommand(['workdays', 'list'], { env: env(folder) });
      expect(out).toMatch(/2026年 {2}随程序附带[^]*2027年 {2}已导入[^]*2028年放假安排尚未导入/u);
    }));

  it('refuses a notice that does not add up, and a file that is none', () =>
    inTemporaryFolder(async (folder) => {
      const bad = join(folder, 'bad.txt');
      await writeFile(bad, '2027年放假安排\n一、元旦：1月1日（周一）至3日放假，共3天。');
      const { code, err } = await runCommand(['workdays', 'import', bad], { env: env(folder) });
      expect(code).toBe(1);
      expect(err).toContain('1月1日和括号里的星期对不上');
      expect((await runCommand(['workdays', 'import', join(folder, 'none.txt')], { env: env(folder) })).err).toContain('没有找到文件');
    }));
});
