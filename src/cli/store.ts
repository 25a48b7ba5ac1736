import { access, open, readdir, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Command } from 'commander';
import { checkStore, nodeFiles } from '../store/json/index.ts';
import { UniqueViolation } from '../store/store.ts';
import { appendKeyForgotten } from '../conversation/audit/chain.ts';
import { chatGroups } from '../conversation/identity/schema.ts';
import { systemClock } from '../core/clock.ts';
import { forgetKey } from '../key-mark.ts';
import { operator } from './audited.ts';
import { checksum } from './checksum.ts';
import { repair } from './repair.ts';
import { jsonOrNull } from './json-or-null.ts';
import { collections, CommandError, everythingKept, print, readTextFile, secrets, settings, withStore } from './world.ts';

const FORMAT = 1;
const exported = z.object({
  format: z.literal(FORMAT),
  collections: z.record(z.string(), z.array(z.looseObject({ id: z.string() }))),
  /** Absent in what an earlier version wrote. */
  checksum: z.string().exactOptional(),
});

async function check(): Promise<void> {
  const config = settings();
  await (config.databaseUrl === null ? checkFolder() : checkTables(config.databaseUrl));
}

async function checkTables(url: string): Promise<void> {
  const { checkDatabase } = await import('../store/postgres/index.ts');
  const report = await checkDatabase(url, collections());
  for (const { name, documents } of report.collections) if (documents > 0) print(`${name}：${documents} 条`);
  for (const { collection, what } of report.problems) print(`有损坏：${collection}：${what}`);
  print(report.problems.length === 0 ? '每一条都能读。' : '上面这些读不了：请用备份恢复，或请技术人员看。');
  if (report.problems.length > 0) process.exitCode = 1;
}

async function checkFolder(): Promise<void> {
  const report = await checkStore(nodeFiles, settings().dataDir, collections());
  for (const { name, documents } of report.collections) if (documents > 0) print(`${name}：${documents} 条`);
  for (const { file, lines, tornBytes } of report.journals)
    print(`${file}：${lines} 行${tornBytes > 0 ? `，末尾有 ${tornBytes} 字节没写完（下次启动会去掉）` : ''}`);
  for (const { file, line, what } of report.problems)
    print(`有损坏：${file ?? '数据目录'}${line === null ? '' : ` 第 ${line} 行`}：${what}`);
  print(report.opens ? '可以正常启动。' : '不能启动：请用备份恢复；没有备份时，看看 store repair --dry-run 能留下什么。');
  if (!report.opens || report.problems.length > 0) process.exitCode = 1;
}

/** One consistent state as one JSON file, readable by its owner only. Works while the server runs: it only reads. */
async function exportStore(path: string): Promise<void> {
  const kept = everythingKept(settings());
  try {
    await exportKept(path, kept);
  } finally {
    // Else a failed one would go on holding the database's transaction, and the process with it.
    await kept.return(undefined);
  }
}

async function exportKept(path: string, kept: ReturnType<typeof everythingKept>): Promise<void> {
  let next = await kept.next();
  if (next.done === true) throw new CommandError('没有数据，什么也没有写出。请检查 DATA_DIR（或 DATABASE_URL）。');
  if (await isThere(path)) throw new CommandError(`文件已存在，没有覆盖：${path}`);
  // Aside: under its own name there is only ever a whole backup.
  const aside = `${path}.${process.pid}.tmp`;
  const out = await open(aside, 'wx', 0o600);
  const sum = checksum();
  let count = 0;
  try {
    await out.write(`{"format":${FORMAT},"collections":{`);
    for (let first = true; next.done !== true; first = false) {
      const { name, documents } = next.value;
      await out.write(`${first ? '' : ','}\n${JSON.stringify(name)}:[`);
      let begun = false;
      for await (const one of documents) {
        await out.write(`${begun ? ',' : ''}\n${JSON.stringify(one)}`);
        begun = true;
        sum.add(name, one);
        count += 1;
      }
      await out.write(']');
      next = await kept.next();
    }
    await out.write(`\n},"checksum":"${sum.value()}"}\n`);
    await out.sync();
    await out.close();
    await rename(aside, path);
  } catch (error) {
    await out.close().catch(() => {});
    await rm(aside, { force: true }).catch(() => {});
    throw error;
  }
  print(`已写出 ${count} 条到 ${path}。请把 DATA_DIR 里的 secret.key（或设置里的 SECRET_KEY）一起存好。`);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function importStore(path: string): Promise<void> {
  const parsed = exported.safeParse(jsonOrNull(await readTextFile(path)));
  if (!parsed.success) throw new CommandError('这个文件不是 store export 或 backup 写出的，或者没传完整，没有导入。');
  refuseChanged(parsed.data);
  refuseUnfit(parsed.data.collections);
  // Only for what can be imported: an import that is refused must leave the folder as guarded as it was.
  if (settings().databaseUrl === null) await forgetEmptied(settings().dataDir);
  await withStore(async (store) => {
    if (!(await store.isEmpty())) throw new CommandError('已有数据，没有导入。请换一个空的 DATA_DIR（或空的数据库）。');
    const rows = Object.entries(parsed.data.collections).flatMap(([collection, documents]) =>
      documents.map((document) => ({ collection, document })),
    );
    const count = await store.restore(rows).catch((error: unknown) => {
      if (error instanceof UniqueViolation) throw new CommandError('文件里有两条抢同一个编号或名称，没有导入。文件被改过，请换一份备份。');
      throw error;
    });
    print(`已导入 ${count} 条。`);
  });
}

/** Reliability U14. A file of an earlier version tells nothing of itself: what cannot be known is said. */
function refuseChanged({ collections: kept, checksum: written }: z.infer<typeof exported>): void {
  if (written === undefined) {
    print('提醒：这个文件是较早的版本写的，没有校验码，看不出是否被改过。');
    return;
  }
  const sum = checksum();
  for (const [collection, documents] of Object.entries(kept)) for (const document of documents) sum.add(collection, document);
  if (sum.value() !== written) throw new CommandError('这个文件和写出时不一样（被改过或损坏了），没有导入。请换一份备份。');
}

/** Everything in the file is something that this version keeps, each id once. */
function refuseUnfit(kept: z.infer<typeof exported>['collections']): void {
  const known = new Map(collections().map((one) => [one.name, one]));
  const unknown = Object.keys(kept).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new CommandError(`文件里有本版本不认识的数据，没有导入：${unknown.join('、')}`);
  for (const [name, documents] of Object.entries(kept)) {
    const schema = known.get(name)?.schema;
    if (!documents.every((document) => schema?.safeParse(document).success === true))
      throw new CommandError('文件里有本版本读不懂的内容，没有导入。请用写出它的那个版本导入。');
    if (new Set(documents.map(({ id }) => id)).size < documents.length)
      throw new CommandError('文件里有重复的编号，没有导入。文件被改过，请换一份备份。');
  }
}

/** An empty folder that was used before stops a start, but is just what a restore wants. */
async function forgetEmptied(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch(() => []);
  if (names.every((name) => !/^(?:journal|snapshot)-/u.test(name))) await rm(`${dataDir.replace(/\/+$/u, '')}.used`, { force: true });
}

export function storeCommands(program: Command): void {
  const store = program.command('store').description('数据：检查、修复、导出、导入');
  store.command('check').description('检查数据（目录里逐字节，数据库里逐条），不改动。例：npm run -s cli -- store check').action(check);
  store
    .command('repair')
    .option('--dry-run', '只说会丢掉什么，不改动')
    .description('数据目录启动不了时，留下所有完好的内容（先停服务）。例：npm run -s cli -- store repair --dry-run')
    .action(repair);
  store.command('export <file>').description('全部数据写成一个 JSON。例：npm run -s cli -- store export 全部.json').action(exportStore);
  store
    .command('import <file>')
    .description('把导出的 JSON 装进空的数据目录或空的数据库（先停服务）。例：npm run -s cli -- store import 全部.json')
    .action(importStore);
  store
    .command('forget-key')
    .description(
      '原来的 SECRET_KEY（secret.key）确实找不回来时：改用现在的。各群机器人要重新绑定，以前的回执都查不到了（先停服务）。例：npm run -s cli -- store forget-key',
    )
    .action(async () => {
      const vault = await secrets(settings());
      const { same, groups } = await withStore((kept) =>
        kept.write(async (tx) => {
          const done = await forgetKey(tx, vault);
          const changed = done.groups.map((id) => ({ collection: chatGroups.name, id, act: 'put' }) as const);
          const deed = { actor: operator(), at: systemClock.now(), changed };
          if (!done.same) await appendKeyForgotten(tx, deed, (text) => vault.keyedHash(text));
          return done;
        }),
      );
      if (same) throw new CommandError('现在的密钥就是原来的那个，没有丢，什么都没有动。');
      print(
        `好，下次启动用现在的密钥。${groups.length === 0 ? '' : `${groups.length} 个群的机器人要用 group add 重新绑定；`}以前的回执都查不到了。`,
      );
    });
  program
    .command('backup <file>')
    .description('服务运行时也能做的备份。例：npm run -s cli -- backup 备份-20261121.json')
    .action(exportStore);
}
