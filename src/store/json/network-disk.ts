import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../core/log.ts';
import { codeOf, StoreRefused } from './errors.ts';
import type { FileLayer } from './files.ts';
import { TEMPORARY } from './folder.ts';
import type { Lock } from './lock.ts';
import { appendAll, openAside, writeAside } from './write-aside.ts';

/** What Linux calls the file systems behind which there is a network, or may be one (FUSE: sshfs, GlusterFS, cloud drives). */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9p'],
  [0x65735546, 'FUSE'],
  [0x786f4256, 'vboxsf'],
  [0x00c36400, 'CephFS'],
  [0x0bd00bd0, 'Lustre'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x47504653, 'GPFS'],
  [0x19830326, 'BeeGFS'],
]);

/** By the number that statfs gives; null for a disk of the machine itself. */
export function networkOf(type: number): string | null {
  return NETWORK.get(type >>> 0) ?? null;
}

/** null also where the system does not say: only Linux has these numbers. */
export async function networkFileSystem(path: string): Promise<string | null> {
  return process.platform === 'linux' ? networkOf((await statfs(path)).type) : null;
}

const PROBE = `disk-probe${TEMPORARY}`;

/**
 * A network file system may promise what it does not keep (reliability D14): the operator hears of it, and what the store
 * relies on is tried before the first byte is written. Throws {@link StoreRefused} `unfitDisk`.
 */
export async function proveDisk(files: FileLayer, folder: string, lock: Lock, log: Log): Promise<void> {
  const network = await files.networkFileSystem(folder);
  if (network === null) return;
  log.warn('the data folder is on a network file system: it should be on a disk of this machine', { fileSystem: network });
  const broken = (await lock.isSeen()) ? await brokenPromise(files, folder) : 'others do not see that the folder is in use';
  if (broken !== undefined) throw unfit(folder, network, broken);
}

/** Where not even the lock can be made, a network file system is the reason. */
export async function lockOn(files: FileLayer, folder: string): Promise<Lock> {
  try {
    return await files.lock(folder);
  } catch (error) {
    const network = error instanceof StoreRefused ? null : await files.networkFileSystem(folder);
    throw network === null ? error : unfit(folder, network, `it cannot be locked (${codeOf(error) ?? 'no code'})`);
  }
}

function unfit(folder: string, network: string, what: string): StoreRefused {
  return new StoreRefused('unfitDisk', `${folder} is on ${network}, and ${what}`);
}

/** What the journal and the snapshots do, with a file that means nothing. */
async function brokenPromise(files: FileLayer, folder: string): Promise<string | undefined> {
  const path = join(folder, PROBE);
  const holds = async (expected: string): Promise<boolean> => Buffer.from(await files.readFile(path)).toString() === expected;
  try {
    const file = await openAside(files, path, Buffer.from('one'), { durable: true });
    try {
      await appendAll(file, Buffer.from(', two'));
      if (!(await holds('one, two'))) return 'what is appended after a rename is not in the file';
    } finally {
      await file.close();
    }
    await writeAside(files, path, Buffer.from('three'));
    if (!(await holds('three'))) return 'a rename does not take the place of the file that was there';
    await files.remove(path);
    const left = (await files.list(folder)) ?? [];
    return left.some((name) => name.startsWith(PROBE)) ? 'what is removed or renamed stays' : undefined;
  } catch (error) {
    return `a file cannot be written, synced and renamed there (${codeOf(error) ?? (error instanceof Error ? error.name : 'no code')})`;
  }
}
