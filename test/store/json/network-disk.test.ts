import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileLayer } from '../../../src/store/json/files.ts';
import { nodeFiles } from '../../../src/store/json/index.ts';
import { networkOf } from '../../../src/store/json/network-disk.ts';
import { FOLDER, keptLog, numbersIn, openOn, putNumber } from '../support/desk.ts';
import { Disk, failure } from '../support/disk.ts';

/** A share on which a store was used before. */
async function share(): Promise<Disk> {
  const disk = new Disk();
  const store = await openOn(disk.layer());
  await putNumber(store, 1);
  await store.close();
  disk.networkFileSystem = 'NFS';
  return disk;
}

describe('D14: a data folder on a network file system', () => {
  it.each([
    [0x6969, 'NFS'],
    [0xff534d42, 'SMB'],
    // The same as a 32-bit system tells it.
    [0xff534d42 - 2 ** 32, 'SMB'],
    [0x01021997, '9p'],
    [0x65735546, 'FUSE'],
    [0xef53, null],
    [0x58465342, null],
    [0x01021994, null],
  ])('is known by what the system calls it: %i', (type, name) => {
    expect(networkOf(type)).toBe(name);
  });

  it('is warned of, and used where lock and rename hold; nothing is left of the trial', async () => {
    const disk = await share();
    const log = keptLog();
    const store = await openOn(disk.layer(), { log });
    expect(log.told.filter(({ level }) => level === 'warn')).toEqual([
      { level: 'warn', message: expect.stringContaining('network file system'), fields: { fileSystem: 'NFS' } },
    ]);
    expect(await numbersIn(store)).toEqual([1]);
    await store.close();
    expect(disk.names(FOLDER).filter((name) => name.includes('probe'))).toEqual([]);
  });

  it('is tried nowhere else: a disk of this machine is not written to before it must be', async () => {
    const disk = await share();
    disk.networkFileSystem = null;
    const probed: string[] = [];
    disk.before = (_, path) => void (path.includes('probe') && probed.push(path));
    const log = keptLog();
    await (await openOn(disk.layer(), { log })).close();
    expect([probed, log.told.filter(({ level }) => level === 'warn')]).toEqual([[], []]);
  });

  const broken: readonly [string, (files: FileLayer, disk: Disk) => FileLayer][] = [
    ['others do not see the lock', (files, disk) => ((disk.locksAreSeen = false), files)],
    ['it cannot be locked', (files) => ({ ...files, lock: () => Promise.reject(failure('EPERM')) })],
    ['a rename changes nothing', (files) => ({ ...files, rename: async () => {} })],
    ['a rename is refused', (files) => ({ ...files, rename: () => Promise.reject(failure('ESTALE')) })],
    ['what was removed is still there', (files) => ({ ...files, remove: async () => {} })],
    ['what was read before is read again', (files) => ({ ...files, readFile: remembered(files) })],
    ['a folder cannot be synced', (files) => ({ ...files, syncFolder: () => Promise.reject(failure('EINVAL')) })],
  ];

  it.each(broken)('is refused where %s, and the data stay as they were', async (_, breaking) => {
    const disk = await share();
    const before = disk.names(FOLDER).map((name) => [name, disk.read(`${FOLDER}/${name}`).toString()]);
    await expect(openOn(breaking(disk.layer(), disk))).rejects.toMatchObject({
      name: 'StoreRefused',
      reason: 'unfitDisk',
      message: expect.stringContaining('NFS'),
    });
    const after = disk.names(FOLDER).map((name) => [name, disk.read(`${FOLDER}/${name}`).toString()]);
    expect(after.filter(([name]) => name?.includes('probe') !== true)).toEqual(before);
    // Once the share keeps its promises, the store opens.
    disk.locksAreSeen = true;
    disk.kill();
    expect(await numbersIn(await openOn(disk.layer()))).toEqual([1]);
  });
});

/** A client that trusts its cache. */
function remembered(files: FileLayer): FileLayer['readFile'] {
  const read = new Map<string, Uint8Array>();
  return async (path) => {
    const bytes = read.get(path) ?? (await files.readFile(path));
    if (path.includes('probe')) read.set(path, bytes);
    return bytes;
  };
}

it.skipIf(process.platform !== 'linux')('D14: a folder of this machine is no share, and its lock is seen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'network-disk-'));
  expect(await nodeFiles.networkFileSystem(folder)).toBeNull();
  const lock = await nodeFiles.lock(folder);
  expect(await lock.isSeen()).toBe(true);
  await rm(join(folder, 'lock'));
  expect(await lock.isSeen()).toBe(false);
  await lock.release();
  await rm(folder, { recursive: true });
});
