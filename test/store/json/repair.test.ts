import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkStore } from '../../../src/store/json/check.ts';
import { repairStore } from '../../../src/store/json/repair.ts';
import { collection } from '../../../src/store/store.ts';
import { Disk, failure, type Call } from '../support/disk.ts';
import { FOLDER, halves, numbersIn, openOn, putNumber, upTo } from '../support/desk.ts';

const NOW = '2026-11-21T01:00:00.000Z';
const ASIDE = '/data/store.aside-20261121T010000000Z';
const WRITING: ReadonlySet<Call> = new Set<Call>(['open', 'append', 'datasync', 'truncate', 'rename', 'remove', 'syncFolder']);
const JOURNAL = `${FOLDER}/journal-000003.log`;

const repaired = (disk: Disk, dryRun = false) =>
  repairStore({ files: disk.layer(), folder: FOLDER, collections: [halves], now: NOW, dryRun });

/** Two closed runs with two commits each, and a third that was killed after six. */
async function usedDisk(): Promise<Disk> {
  const disk = new Disk();
  for (const numbers of [[1, 2], [3, 4], upTo(6).map((number) => number + 4)]) {
    const store = await openOn(disk.layer());
    for (const number of numbers) await putNumber(store, number);
    if (numbers.length === 2) await store.close();
  }
  disk.kill();
  return disk;
}

function spoilt(disk: Disk, path: string, line: number): void {
  const lines = disk.read(path).toString().split('\n');
  lines[line - 1] = (lines[line - 1] ?? '').replace('left', 'LEFT');
  disk.write(path, Buffer.from(lines.join('\n')));
}

async function found(disk: Disk): Promise<number[]> {
  const store = await openOn(disk.layer());
  const numbers = await numbersIn(store);
  await store.close();
  disk.kill();
  return numbers;
}

describe('C13: one flipped bit in the middle', () => {
  it('the start is refused with the line, and a dry run tells what would be lost and changes nothing', async () => {
    const disk = await usedDisk();
    spoilt(disk, JOURNAL, 4);
    await expect(openOn(disk.layer())).rejects.toMatchObject({ name: 'StoreDamaged', file: 'journal-000003.log', line: 4 });
    const before = disk.calls.length;
    expect(await repaired(disk, true)).toEqual({
      needed: true,
      documents: 18,
      aside: null,
      lost: [
        { file: 'journal-000003.log', line: 4, bytes: expect.any(Number), what: 'it is not what was written' },
        { file: 'journal-000003.log', line: 5, bytes: 0, what: 'commits 7 to 7 are in no whole line before it' },
      ],
    });
    expect(disk.calls.slice(before).filter((call) => WRITING.has(call))).toEqual([]);
  });

  it('a repair loses that line alone, keeps everything as it was found beside the folder, and the store goes on', async () => {
    const disk = await usedDisk();
    spoilt(disk, JOURNAL, 4);
    const ill = disk.read(JOURNAL);
    const names = disk.names(FOLDER);
    expect(await repaired(disk)).toMatchObject({ needed: true, documents: 18, aside: ASIDE });
    expect(disk.names(ASIDE)).toEqual(names);
    expect(disk.read(`${ASIDE}/journal-000003.log`).equals(ill)).toBe(true);
    expect((await checkStore(disk.layer(), FOLDER, [halves])).problems).toEqual([]);
    expect(await found(disk)).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10]);
    const store = await openOn(disk.layer());
    await putNumber(store, 7);
    disk.kill();
    expect(await found(disk)).toEqual(upTo(10));
  });

  it('a repair that is killed at any call can be begun again and comes to the same', async () => {
    const whole = await usedDisk();
    spoilt(whole, JOURNAL, 4);
    const rehearsal = whole.copy();
    const before = rehearsal.calls.length;
    await repaired(rehearsal);
    const calls = rehearsal.calls.length - before;
    expect(calls).toBeGreaterThan(20);
    for (let n = 1; n <= calls; n += 1) {
      const disk = whole.copy();
      let count = 0;
      disk.before = () => {
        count += 1;
        if (count >= n) throw failure('EIO', 'no power');
      };
      await repaired(disk).catch(() => {});
      disk.before = () => {};
      disk.cutPower('all');
      await repaired(disk);
      expect(await found(disk), `cut at call ${n}`).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10]);
    }
  });
});

describe('a repair', () => {
  it('leaves a folder alone that opens', async () => {
    const disk = await usedDisk();
    const before = disk.calls.length;
    expect(await repaired(disk)).toEqual({ needed: false, lost: [], documents: 20, aside: null });
    expect(disk.calls.slice(before).filter((call) => WRITING.has(call))).toEqual([]);
  });

  it('C15: goes on from the snapshot when the journal is missing, which a start never does by itself', async () => {
    const disk = await usedDisk();
    disk.delete(JOURNAL);
    await expect(openOn(disk.layer())).rejects.toMatchObject({ reason: 'journalMissing' });
    expect(await repaired(disk)).toMatchObject({ needed: true, documents: 8 });
    expect(await found(disk)).toEqual(upTo(4));
  });

  it('saves the whole parts when both snapshots are ill, and every journal that is there', async () => {
    const disk = await usedDisk();
    for (const generation of [2, 3]) disk.write(`${FOLDER}/snapshot-00000${generation}.json`, Buffer.from('{}'));
    disk.delete(`${FOLDER}/journal-000001.log`);
    const { lost, documents } = await repaired(disk);
    expect(lost.map(({ file }) => file)).toEqual(['snapshot-000003.json', 'snapshot-000002.json']);
    expect(documents).toBe(20);
    expect(await found(disk)).toEqual(upTo(10));
  });

  it('keeps documents aside that do not fit this version', async () => {
    const disk = await usedDisk();
    const stricter = collection({ name: 'halves', schema: z.object({ id: z.string(), number: z.number().min(2), side: z.string() }) });
    const { lost, documents } = await repairStore({
      files: disk.layer(),
      folder: FOLDER,
      collections: [stricter],
      now: NOW,
      dryRun: false,
    });
    expect([lost.length, documents]).toEqual([2, 18]);
    expect(disk.read(`${ASIDE}/unfit.jsonl`).toString().split('\n').filter(Boolean)).toHaveLength(2);
    expect(await found(disk)).toEqual(upTo(10).slice(1));
  });

  it('is refused while somebody uses the folder, and where there is nothing to save', async () => {
    const disk = await usedDisk();
    const store = await openOn(disk.layer());
    await expect(repaired(disk)).rejects.toMatchObject({ reason: 'locked' });
    await store.close();
    for (const name of disk.names(FOLDER)) disk.delete(`${FOLDER}/${name}`);
    await expect(repaired(disk)).rejects.toMatchObject({ reason: 'emptied' });
  });
});
