import { describe, expect, it } from 'vitest';
import type { FileLayer } from '../../../src/store/json/files.ts';
import { StoreUnavailable } from '../../../src/store/store.ts';
import { Disk, failure } from '../support/disk.ts';
import { FOLDER, keptLog, numbersIn, openOn, putNumber, upTo } from '../support/desk.ts';

const JOURNAL = `${FOLDER}/journal-000001.log`;

async function found(disk: Disk): Promise<number[]> {
  const store = await openOn(disk.layer());
  const numbers = await numbersIn(store);
  await store.close();
  return numbers;
}

/** A disk on which every sync takes so many turns of the event loop. */
function slow(disk: Disk, turns: number): FileLayer {
  const layer = disk.layer();
  return {
    ...layer,
    openDurable: async (path) => {
      const file = await layer.openDurable(path);
      const append = async (bytes: Uint8Array): Promise<number> => {
        for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return file.append(bytes);
      };
      return { ...file, append };
    },
  };
}

describe('D05: an IO error at a write', () => {
  it('is not acknowledged, told once, and the next start reads what is really there', async () => {
    const disk = new Disk();
    const fatal: Error[] = [];
    const store = await openOn(disk.layer(), { onFatal: (error) => fatal.push(error) });
    await putNumber(store, 1);
    disk.before = (call) => {
      if (call === 'append') throw failure('EIO');
    };
    await expect(putNumber(store, 2)).rejects.toBeInstanceOf(StoreUnavailable);
    expect([store.health().state, fatal.length]).toEqual(['failed', 1]);
    disk.before = () => {};
    disk.kill();
    expect(await found(disk)).toEqual([1]);
  });
});

describe('D08: no file handle is left', () => {
  it('commits go on, since the journal is open all the time; a snapshot waits', async () => {
    const disk = new Disk();
    const store = await openOn(disk.layer(), { snapshotAfterBytes: 500 });
    disk.before = (call) => {
      if (call === 'open') throw failure('EMFILE');
    };
    for (const number of upTo(12)) await putNumber(store, number);
    expect(store.health().state).toBe('ok');
    disk.before = () => {};
    await store.close();
    expect(await found(disk)).toEqual(upTo(12));
  });
});

describe('D09: a folder that cannot be written', () => {
  for (const code of ['EROFS', 'EACCES']) {
    it(`${code}: the start is refused with the folder named, and what is there stays`, async () => {
      const disk = new Disk();
      const first = await openOn(disk.layer());
      await putNumber(first, 1);
      disk.kill();
      const whole = disk.read(JOURNAL);
      disk.before = (call) => {
        if (call === 'open') throw failure(code);
      };
      await expect(openOn(disk.layer())).rejects.toMatchObject({ reason: 'unreadable', message: expect.stringContaining(FOLDER) });
      disk.before = () => {};
      disk.kill();
      expect(disk.read(JOURNAL).equals(whole)).toBe(true);
      expect(await found(disk)).toEqual([1]);
    });
  }
});

describe('D10: a slow disk', () => {
  it('more commits share each sync, and a lone writer waits for one sync only', async () => {
    const disk = new Disk();
    const store = await openOn(slow(disk, 50));
    const before = store.stats().batches;
    // Each writer comes back as soon as it was answered, as members do.
    const writers = upTo(20).map(async (writer) => {
      for (let again = 0; again < 10; again += 1) await putNumber(store, writer * 100 + again);
    });
    await Promise.all(writers);
    const batches = store.stats().batches - before;
    expect(store.stats().commits).toBe(200);
    expect(batches).toBeLessThanOrEqual(12);
    const alone = store.stats().batches;
    for (const number of upTo(5)) await putNumber(store, number);
    expect(store.stats().batches - alone).toBe(5);
    await store.close();
  });
});

describe('D13: a plain copy of the folder while the server writes', () => {
  it('starts with everything acknowledged before it began, its end torn at most, or is refused; never wrong data', async () => {
    const disk = new Disk();
    const log = keptLog();
    const store = await openOn(disk.layer(), { log, snapshotAfterBytes: 900 });
    for (const number of upTo(60)) {
      const acknowledged = number - 1;
      const writing = putNumber(store, number);
      // File by file, as a copying program goes: what it takes last is younger than what it took first.
      const copy = new Disk();
      for (const name of disk.names(FOLDER)) {
        copy.write(`${FOLDER}/${name}`, disk.read(`${FOLDER}/${name}`));
        await Promise.resolve();
      }
      await writing;
      const numbers = await found(copy).catch(() => undefined);
      if (numbers !== undefined) expect(numbers).toEqual(upTo(Math.max(acknowledged, numbers.length)));
    }
    await store.close();
    expect(await found(disk)).toEqual(upTo(60));
  });
});
