import { describe, expect, it } from 'vitest';
import { DiskFull } from '../../../src/store/json/errors.ts';
import { StoreUnavailable, type Store } from '../../../src/store/store.ts';
import { Disk, failure, type Call, type Loss } from '../support/disk.ts';
import { keptLog, numbersIn, openOn, putNumber, upTo } from '../support/desk.ts';

const COMMITS = 24;
// Three generations come and go in the course of these commits.
const SNAPSHOT_AFTER_BYTES = 700;

interface History {
  readonly acknowledged: number[];
  /** Refused with a full disk: certainly not there. */
  readonly refused: number[];
  fatal: number;
}

/** Opens, commits one by one and three at a time, closes; notes what was promised. */
async function play(disk: Disk): Promise<History> {
  const history: History = { acknowledged: [], refused: [], fatal: 0 };
  const put = async (store: Store, number: number): Promise<void> => {
    try {
      await putNumber(store, number);
      history.acknowledged.push(number);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (error.cause instanceof DiskFull) history.refused.push(number);
    }
  };
  try {
    const store = await openOn(disk.layer(), { snapshotAfterBytes: SNAPSHOT_AFTER_BYTES, onFatal: () => (history.fatal += 1) });
    for (const number of upTo(COMMITS)) {
      const together = number % 4 === 0 ? [number, number + 100, number + 200] : [number];
      await Promise.all(together.map((each) => put(store, each)));
      // This disk answers at once; a real one gives a snapshot under way its turns.
      for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    await store.close();
  } catch {
    // The start or the end was refused; what was acknowledged before counts all the same.
  }
  return history;
}

async function found(disk: Disk): Promise<number[]> {
  const store = await openOn(disk.layer(), { snapshotAfterBytes: SNAPSHOT_AFTER_BYTES });
  const numbers = await numbersIn(store);
  await store.close();
  return numbers;
}

async function callsOfOneRun(): Promise<readonly Call[]> {
  const disk = new Disk();
  await play(disk);
  return disk.calls;
}

interface Broken {
  readonly about: string;
  /** Acknowledged, and not there. */
  readonly lost: readonly number[];
  /** Refused with a full disk, and there all the same. */
  readonly risen: readonly number[];
  readonly toldTwice: boolean;
}

const NONE = { lost: [], risen: [], toldTwice: false };

async function brokenPromises(disk: Disk, about: string): Promise<Broken> {
  const { acknowledged, refused, fatal } = await play(disk);
  disk.kill();
  disk.before = () => {};
  const numbers = await found(disk);
  const lost = acknowledged.filter((number) => !numbers.includes(number));
  return { about, lost, risen: numbers.filter((number) => refused.includes(number)), toldTwice: fatal > 1 };
}

const KINDS: readonly Call[] = ['open', 'append', 'datasync', 'truncate', 'close', 'list', 'readFile', 'rename', 'syncFolder', 'remove'];

describe('the n-th call to the disk fails, for every n', () => {
  it('in a run that takes several snapshots and removes old ones', async () => {
    const calls = await callsOfOneRun();
    expect(calls.filter((call) => call === 'rename').length).toBeGreaterThan(6);
    expect(calls.filter((call) => call === 'remove').length).toBeGreaterThan(2);
  });

  for (const kind of KINDS) {
    for (const code of kind === 'open' ? ['EIO', 'ENOSPC', 'EMFILE'] : ['EIO', 'ENOSPC']) {
      it(`${kind} with ${code}: all that was acknowledged is there, all that was refused is not`, async () => {
        const times = (await callsOfOneRun()).filter((call) => call === kind).length;
        expect(times).toBeGreaterThan(0);
        for (let n = 1; n <= times; n += 1) {
          const disk = new Disk();
          let count = 0;
          disk.before = (call) => {
            if (call !== kind) return;
            count += 1;
            if (count === n) throw failure(code, `${kind} ${n}`);
          };
          expect(await brokenPromises(disk, `${kind} ${n}`)).toEqual({ about: `${kind} ${n}`, ...NONE });
        }
      });
    }
  }

  it('D01: append is short, then the disk is full for a while', async () => {
    const times = (await callsOfOneRun()).filter((call) => call === 'append').length;
    for (let n = 1; n <= times; n += 1) {
      const disk = new Disk();
      let count = 0;
      disk.before = (call) => {
        if (call !== 'append') return;
        count += 1;
        if (count === n) return 37;
        if (count > n && count < n + 4) throw failure('ENOSPC');
      };
      expect(await brokenPromises(disk, `short ${n}`)).toEqual({ about: `short ${n}`, ...NONE });
    }
  });
});

describe('the power is cut at the n-th call to the disk, for every n', () => {
  const losses: readonly Loss[] = [
    'all',
    'nothing',
    'halfOfEachFile',
    'contentButNotLength',
    'everyOtherSector',
    'contentButNotNames',
    'namesButNotContent',
    'cuts',
  ];
  const CASES: Readonly<Partial<Record<Loss, string>>> = { contentButNotNames: 'C09: ', namesButNotContent: 'C10: ' };
  for (const loss of losses) {
    it(`${CASES[loss] ?? ''}${loss} of what was not synced is lost: nothing acknowledged is missing, no commit is there by half`, async () => {
      const times = (await callsOfOneRun()).length;
      for (let n = 1; n <= times; n += 1) {
        const disk = new Disk();
        let count = 0;
        disk.before = () => {
          count += 1;
          if (count >= n) throw failure('EIO', 'no power');
        };
        const { acknowledged } = await play(disk);
        disk.before = () => {};
        disk.cutPower(loss);
        const numbers = await found(disk);
        expect({ n, lost: acknowledged.filter((number) => !numbers.includes(number)) }).toEqual({ n, lost: [] });
      }
    });
  }
});

describe('a full disk', () => {
  it('D01: refuses what it cannot keep, goes on answering, and recovers by itself', async () => {
    const disk = new Disk();
    const log = keptLog();
    const store = await openOn(disk.layer(), { log });
    await putNumber(store, 1);
    const journal = disk.read('/data/store/journal-000001.log');
    let full = true;
    let short = true;
    disk.before = (call) => {
      if (call !== 'append' || !full) return;
      if (!short) throw failure('ENOSPC');
      short = false;
      return 50;
    };
    await expect(putNumber(store, 2)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(putNumber(store, 3)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(disk.read('/data/store/journal-000001.log').equals(journal)).toBe(true);
    expect(store.health().state).toBe('readOnly');
    expect(await numbersIn(store)).toEqual([1]);
    expect(log.told.filter(({ level }) => level === 'error')).toHaveLength(1);
    full = false;
    await putNumber(store, 4);
    expect(store.health()).toEqual({ state: 'ok' });
    disk.kill();
    expect(await found(disk)).toEqual([1, 4]);
  });

  it('does not let a refused commit come back after a power cut', async () => {
    const disk = new Disk();
    const store = await openOn(disk.layer());
    await putNumber(store, 1);
    const aLine = disk.read('/data/store/journal-000001.log').toString().split('\n')[1] ?? '';
    let appends = 0;
    disk.before = (call) => {
      if (call !== 'append') return;
      appends += 1;
      // The first of two lines fits, to the byte.
      if (appends === 1) return aLine.length + 1;
      throw failure('ENOSPC');
    };
    const refused = [putNumber(store, 2), putNumber(store, 3)];
    const outcomes = await Promise.allSettled(refused);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    disk.before = () => {};
    disk.cutPower('cuts');
    expect(await found(disk)).toEqual([1]);
  });

  it('D04: is fatal when the torn bytes cannot be cut off', async () => {
    const disk = new Disk();
    const fatal: Error[] = [];
    const store = await openOn(disk.layer(), { onFatal: (error) => fatal.push(error) });
    disk.before = (call) => {
      if (call === 'append') throw failure('ENOSPC');
      if (call === 'truncate') throw failure('EIO');
    };
    await expect(putNumber(store, 1)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(fatal).toHaveLength(1);
  });
});

describe('a process killed before its sync', () => {
  it('leaves a commit that the next one makes durable before it shows it', async () => {
    const disk = new Disk();
    const store = await openOn(disk.layer());
    disk.before = (call) => {
      if (call !== 'datasync') return;
      disk.kill();
      throw failure('EIO', 'killed');
    };
    await expect(putNumber(store, 1)).rejects.toBeInstanceOf(StoreUnavailable);
    disk.before = () => {};
    expect(await numbersIn(await openOn(disk.layer()))).toEqual([1]);
    disk.cutPower('all');
    expect(await found(disk)).toEqual([1]);
  });
});

describe('a failed sync', () => {
  it('D06: is never tried again: the store tells it once and refuses everything from then on', async () => {
    const disk = new Disk();
    const fatal: Error[] = [];
    const store = await openOn(disk.layer(), { onFatal: (error) => fatal.push(error) });
    await putNumber(store, 1);
    disk.before = (call) => {
      if (call === 'datasync') throw failure('EIO');
    };
    await expect(putNumber(store, 2)).rejects.toBeInstanceOf(StoreUnavailable);
    disk.before = () => {};
    const before = disk.calls.length;
    await expect(putNumber(store, 3)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.read(async () => {})).rejects.toBeInstanceOf(StoreUnavailable);
    await store.close();
    expect(disk.calls.slice(before)).toEqual(['close']);
    expect(store.health().state).toBe('failed');
    expect(fatal).toHaveLength(1);
  });
});
