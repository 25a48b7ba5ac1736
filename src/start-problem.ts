import type { Config } from './config.ts';
import { StoreDamaged, StoreRefused, type RefusalReason } from './store/json/index.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  locked: '数据目录（DATA_DIR）正被另一个进程使用。请先停下它；同一个目录只能开一个服务。',
  emptied: '数据目录（DATA_DIR）是空的，但以前用过：是不是磁盘没有挂上？确实要从头开始，就删掉数据目录旁边的 .used 标记文件。',
  journalMissing: '数据目录里缺了日志文件，为免丢数据没有启动。请用备份恢复整个目录。',
  newerFormat: '数据是更新的版本写的，这个版本读不了。请用原来的版本启动，或恢复升级前的备份。',
  unfit: '数据里有这个版本不认识的内容，为免写坏没有启动。请用原来的版本启动。',
  unreadable: '数据目录（DATA_DIR）打不开。请检查目录的权限和磁盘。',
};

/** Why a store cannot be opened, and what to do. */
export function storeProblem(error: StoreRefused | StoreDamaged): string {
  if (error instanceof StoreRefused) return `${REFUSALS[error.reason]}\n（${error.message}）`;
  return `数据有损坏，没有改动任何文件。请用备份恢复，或执行 npm run -s cli -- store check 看详情。\n（${error.message}）`;
}

/** What the operator reads when the start failed: what is wrong and what to do. */
export function startProblem(error: unknown, settings: Pick<Config, 'host' | 'port' | 'dataDir'>): string {
  if (error instanceof StoreRefused || error instanceof StoreDamaged) return `没有启动：${storeProblem(error)}`;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `没有启动：端口 ${settings.port} 已被占用。请关掉占用它的程序，或用 PORT 换一个端口。`;
    case 'EADDRNOTAVAIL':
      return `没有启动：本机没有地址 ${settings.host}，请检查 HOST。`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return '没有启动：没有权限读写数据目录（DATA_DIR），或没有权限使用这个端口。';
    default:
      return `没有启动：${error instanceof Error ? error.message : '未知原因'}`;
  }
}
