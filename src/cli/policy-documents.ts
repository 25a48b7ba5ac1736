import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { systemClock } from '../core/clock.ts';
import { localDateOf } from '../core/zone.ts';
import { importPolicy, LARGEST_FILE_BYTES, listPolicies, readPolicyFile, refusedFile, withdrawByName } from '../features/policy/index.ts';
import type { ParsedPolicy } from '../features/policy/index.ts';
import { announce } from './announce.ts';
import { withAudit } from './audited.ts';
import { CommandError, print, withCopy } from './world.ts';

const optionsSchema = z.object({
  title: z.string().exactOptional(),
  number: z.string().exactOptional(),
  issuer: z.string().exactOptional(),
  inForceFrom: z.iso.date({ error: '--in-force-from 应为 2026-01-31 这样的日期' }).exactOptional(),
  inForceUntil: z.iso.date({ error: '--in-force-until 应为 2026-01-31 这样的日期' }).exactOptional(),
  reviewOn: z.iso.date({ error: '--review-on 应为 2026-01-31 这样的日期' }).exactOptional(),
  branch: z.array(z.string().min(1)).exactOptional(),
});

/** Every file is read before the first is stored; one that cannot be read keeps none of the others out. */
async function importFiles(files: readonly string[], options: unknown): Promise<void> {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) throw new CommandError(parsed.error.issues.map((issue) => issue.message).join('\n'));
  const { branch, ...given } = parsed.data;
  if (files.length > 1 && (given.title !== undefined || given.number !== undefined))
    throw new CommandError('一次导入多个文件时不能用 --title 和 --number，请逐个导入。');
  const read: ParsedPolicy[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const result = await readOne(file, given);
    if (result.ok) read.push(result.policy);
    else refused.push(`${basename(file)}：${refusedFile(result.refusal)}`);
  }
  if (read.length > 0) {
    await withAudit('policy import', async (store, { config }) => {
      for (const policy of read) {
        const now = systemClock.now();
        const said = await store.write(async (tx) => {
          const scope = branch === undefined ? {} : { scope: branch };
          const imported = await importPolicy(tx, policy, { now, today: localDateOf(now, config.zone), ...scope });
          await announce(tx, config, imported.events);
          return imported.said;
        });
        print(said);
      }
    });
  }
  if (refused.length > 0) throw new CommandError(`没有导入：\n${refused.join('\n')}`);
}

async function readOne(file: string, given: Parameters<typeof readPolicyFile>[2]): ReturnType<typeof readPolicyFile> {
  const size = await sizeOf(file);
  // Before reading: a file of gigabytes must not come into memory to be told that it is too large.
  if (size > LARGEST_FILE_BYTES) return { ok: false, refusal: { code: 'tooLarge', limit: LARGEST_FILE_BYTES } };
  return readPolicyFile(await readFile(file), basename(file), given);
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new CommandError(`没有找到文件：${file}`);
    throw error;
  });
  if (!found.isFile()) throw new CommandError(`不是文件：${file}`);
  return found.size;
}

async function list(options: { due?: boolean }): Promise<void> {
  await withCopy(async (store, config) => {
    const today = localDateOf(systemClock.now(), config.zone);
    print(await store.read((tx) => listPolicies(tx, today, options.due === true)));
  });
}

async function withdraw(name: string): Promise<void> {
  await withAudit('policy withdraw', async (store, { config }) => {
    const today = localDateOf(systemClock.now(), config.zone);
    const result = await store.write(async (tx) => {
      const { said, events } = await withdrawByName(tx, name, today);
      await announce(tx, config, events);
      return said;
    });
    print(result);
  });
}

export function documentCommands(policy: Command): void {
  policy
    .command('import <file...>')
    .description('把制度文件读成条款（md、txt、html、docx、xlsx、pdf）。例：npm run -s cli -- policy import 食堂管理办法.docx')
    .option('--title <title>', '标题')
    .option('--number <number>', '文号')
    .option('--issuer <issuer>', '发文单位')
    .option('--in-force-from <date>', '施行日期，如 2026-01-01')
    .option('--in-force-until <date>', '失效日期，如 2026-12-31')
    .option('--review-on <date>', '复审日期，如 2027-01-01')
    .option('--branch <name...>', '只给这些党支部或部门看')
    .action(importFiles);
  policy
    .command('list')
    .description('制度清单和效力；--due 只列快到期、该复审的。例：npm run -s cli -- policy list --due')
    .option('--due', '只列 60 天内到期或该复审的')
    .action(list);
  policy
    .command('withdraw <name>')
    .description('撤下一份制度，之后不再据此回答。例：npm run -s cli -- policy withdraw 江轨后勤〔2025〕6号')
    .action(withdraw);
}
