import { basename } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { nodeFiles, repairStore } from '../store/json/index.ts';
import { collections, CommandError, print, settings } from './world.ts';

const MOST_TOLD = 50;

export async function repair({ dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const { dataDir, databaseUrl } = settings();
  if (databaseUrl !== null) throw new CommandError('数据在 PostgreSQL 里，没有目录可修。请用数据库的备份恢复，或新建空库后 store import。');
  const { needed, lost, documents, aside } = await repairStore({
    files: nodeFiles,
    folder: dataDir,
    collections: collections(),
    now: systemClock.now(),
    dryRun,
  });
  if (!needed) {
    print(`数据目录可以正常启动（${documents} 条），不用修复，什么也没有改。`);
    return;
  }
  print(dryRun ? '试修复，什么也没有改。修复会丢掉：' : '修复时丢掉了：');
  for (const { file, line, bytes, what } of lost.slice(0, MOST_TOLD))
    print(`- ${file ?? '数据'}${line === null ? '' : ` 第 ${line} 行`}${bytes === 0 ? '' : `（${bytes} 字节）`}：${what}`);
  if (lost.length > MOST_TOLD) print(`- 还有 ${lost.length - MOST_TOLD} 处`);
  if (lost.length === 0) print('- 没有读得出的内容，只是缺了文件');
  print(`能留下 ${documents} 条。`);
  if (aside === null) print('先做一份数据目录的拷贝，再去掉 --dry-run 修复；有近期备份时，用备份恢复更稳妥。');
  else print(`修复前的文件原样放在 ${basename(aside)}，没有删除任何内容。请先运行 store check，再启动服务。`);
}
