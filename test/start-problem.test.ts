import { expect, it } from 'vitest';
import { networkDiskWarning, startProblem } from '../src/start-problem.ts';
import { OtherKey } from '../src/key-mark.ts';
import { DatabaseRefused } from '../src/store/postgres/errors.ts';
import { StoreDamaged, StoreRefused } from '../src/store/json/index.ts';

const settings = { host: '127.0.0.1', port: 3000, dataDir: 'data/store' };
const coded = (code: string): Error => Object.assign(new Error(`system says ${code}`), { code });

it.each([
  [coded('EADDRINUSE'), '端口 3000 已被占用'],
  [coded('EADDRNOTAVAIL'), 'HOST'],
  [coded('EACCES'), '权限'],
  [coded('ENOTFOUND'), 'HOST'],
  [coded('ENOTDIR'), 'DATA_DIR'],
  [new StoreRefused('locked', 'in use by process 7'), '正被另一个进程使用'],
  [new StoreRefused('emptied', 'x'), '是不是磁盘没有挂上'],
  [new StoreRefused('unfitDisk', '/mnt/share is on NFS'), '请把 DATA_DIR 换到本机磁盘'],
  [new StoreDamaged('journal-000001.log', 12, 'checksum'), 'line 12'],
  [new DatabaseRefused('unreachable', 'ECONNREFUSED'), 'DATABASE_URL'],
  [new OtherKey(), 'SECRET_KEY'],
  [new OtherKey(), 'store forget-key'],
  [new Error('something else'), 'something else'],
])('the operator reads what is wrong and what to do: %s', (error, words) => {
  expect(startProblem(error, settings)).toContain(words);
  expect(startProblem(error, settings)).toMatch(/^没有启动：/u);
});

it('D14: the operator reads where the data lie, and what to do', () => {
  expect(networkDiskWarning('NFS')).toMatch(/（DATA_DIR）在网络盘（NFS）上.*请换到本机磁盘.*DATABASE_URL/u);
});
