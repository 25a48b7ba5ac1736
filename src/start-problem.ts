import type { Config } from './config.ts';
import { OtherKey } from './key-mark.ts';
import { StoreDamaged, StoreRefused, type RefusalReason } from './store/json/index.ts';
import { DatabaseRefused, type DatabaseProblem } from './store/postgres/errors.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  locked: '数据目录（DATA_DIR）正被另一个进程使用。请先停下它；同一个目录只能开一个服务。',
  emptied: '数据目录（DATA_DIR）是空的，但以前用过：是不是磁盘没有挂上？确实要从头开始，就删掉数据目录旁边的 .used 标记文件。',
  journalMissing: '数据目录里缺了日志文件，为免丢数据没有启动。请用备份恢复整个目录。',
  newerFormat:
    '数据是更新的版本写的，这个版本读不了。请用新版本启动；要退回，就把 DATA_DIR 设为数据目录旁边的“数据目录名.format-数字”（升级前的数据，升级以后的改动不在里面），或恢复升级前的备份。',
  unfit: '数据里有这个版本不认识的内容，为免写坏没有启动。请用原来的版本启动。',
  unfitDisk:
    '数据目录（DATA_DIR）在网络盘或共享文件夹上，而它不能可靠地加锁、改名或写盘，为免丢数据没有启动。请把 DATA_DIR 换到本机磁盘；要几台机器一起用，请设 DATABASE_URL。',
  unreadable: '数据目录（DATA_DIR）打不开。请检查目录的权限和磁盘。',
};

const DATABASE: Readonly<Record<DatabaseProblem, string>> = {
  newerFormat: '数据库是更新的版本用过的，这个版本读不了。请用原来的版本启动。',
  unreachable: '连不上数据库（DATABASE_URL）。请检查地址、端口，数据库有没有启动，网络通不通。',
  notAllowed: '数据库不让这个用户进来，或不让他建表。请检查 DATABASE_URL 里的用户和密码，并给他这个库的建表权限。',
  missing: 'DATABASE_URL 里写的库不存在。请先建一个空的库（编码 UTF8）。',
  tooOld: 'PostgreSQL 太旧了，要 14 或更新的版本。',
  encoding: '这个库的编码不是 UTF8。请新建一个 UTF8 编码的库。',
  locked: '数据库里有别的会话一直占着表（比如正在备份），等了一分半钟。等它结束再启动；也请看看有没有卡住的会话。',
};

export const OTHER_KEY =
  '数据是用另一个 SECRET_KEY 存的：机器人地址和回执都读不出来。请把原来的 secret.key 放回数据目录（DATA_DIR），或在设置里填上原来的 SECRET_KEY 再启动；几台机器要设同一个。\n确实找不回来：npm run -s cli -- store forget-key（机器人要重新绑定，以前的回执都查不到了）。';

/** Why a store cannot be opened, and what to do. */
export function storeProblem(error: StoreRefused | StoreDamaged): string {
  if (error instanceof StoreRefused) return `${REFUSALS[error.reason]}\n（${error.message}）`;
  return `数据有损坏，没有改动任何文件。请用备份恢复，或执行 npm run -s cli -- store check 看详情。\n（${error.message}）`;
}

/** What the operator reads when all is well but for where the data lie. */
export function networkDiskWarning(fileSystem: string): string {
  return `注意：数据目录（DATA_DIR）在网络盘（${fileSystem}）上。网络一断就记不下东西；要是另一台机器也用这个目录，数据会写坏。请换到本机磁盘；要几台机器一起用，请设 DATABASE_URL。`;
}

/** Why a database cannot be used, and what to do. */
export function databaseProblem(error: DatabaseRefused): string {
  return `${DATABASE[error.reason]}\n（${error.message}）`;
}

/** What the operator reads when the start failed: what is wrong and what to do. */
export function startProblem(error: unknown, settings: Pick<Config, 'host' | 'port' | 'dataDir'>): string {
  if (error instanceof StoreRefused || error instanceof StoreDamaged) return `没有启动：${storeProblem(error)}`;
  if (error instanceof DatabaseRefused) return `没有启动：${databaseProblem(error)}`;
  if (error instanceof OtherKey) return `没有启动：${OTHER_KEY}`;
  switch (codeOf(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `没有启动：HOST 写的“${settings.host}”不是本机的地址。一般填 127.0.0.1 或 0.0.0.0。`;
    case 'ENOTDIR':
    case 'EEXIST':
      return '没有启动：数据目录（DATA_DIR）的路径上有一个文件。请换成一个目录。';
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
