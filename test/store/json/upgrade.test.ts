import { describe, expect, it } from 'vitest';
import { StoreRefused } from '../../../src/store/json/errors.ts';
import { FORMAT } from '../../../src/store/json/folder.ts';
import { FOLDER, keptLog, numbersIn, openOn, putNumber, upTo } from '../support/desk.ts';
import { Disk, failure, type Loss } from '../support/disk.ts';

const NEWER = FORMAT + 1;
const KEPT = `${FOLDER}.format-${FORMAT}`;

/** What the older program left: a snapshot and two journals since, the key, a message that waits, and the torn end of a last write. */
async function olderDisk(): Promise<Disk> {
  const disk = new Disk();
  for (const number of [1, 2, 3]) {
    const store = await openOn(disk.layer());
    await putNumber(store, number);
    if (number < 3) await store.close();
    else disk.kill();
  }
  for (const name of disk.names(FOLDER)) if (name.startsWith('snapshot-000003')) disk.delete(`${FOLDER}/${name}`);
  const journal = disk.names(FOLDER).findLast((name) => name.startsWith('journal-')) ?? '';
  disk.write(`${FOLDER}/${journal}`, Buffer.concat([disk.read(`${FOLDER}/${journal}`), Buffer.from('0000')]));
  disk.write(`${FOLDER}/secret.key`, Buffer.from('key'));
  disk.write(`${FOLDER}/arrival-00.sealed`, Buffer.from('waits'));
  return disk;
}

const contentOf = (disk: Disk, folder: string): Map<string, string> =>
  new Map(disk.names(folder).map((name) => [name, disk.read(`${folder}/${name}`).toString('latin1')]));

/** Opens as this version does and says what is there, or why not. Takes another disk for it: nothing of this one changes. */
async function seenBy(disk: Disk, format: number, folder: string): Promise<readonly number[] | string> {
  try {
    const store = await openOn(disk.copy().layer(), { format, folder });
    const numbers = await numbersIn(store);
    await store.close();
    return numbers;
  } catch (error) {
    if (error instanceof StoreRefused) return error.reason;
    throw error;
  }
}

describe('C22, S12: data of an older format', () => {
  it('are kept beside the folder as they were, and go on in the new one', async () => {
    const disk = await olderDisk();
    const before = contentOf(disk, FOLDER);
    const log = keptLog();
    const store = await openOn(disk.layer(), { format: NEWER, log });
    await putNumber(store, 4);
    expect(await numbersIn(store)).toEqual(upTo(4));
    await store.close();

    const { 'README.txt': note, ...kept } = Object.fromEntries(contentOf(disk, KEPT));
    before.delete('arrival-00.sealed');
    expect(kept).toEqual(Object.fromEntries(before));
    expect(Buffer.from(note ?? '', 'latin1').toString()).toContain('把 DATA_DIR 设为这个目录');
    expect(log.told.filter(({ fields }) => fields['kept'] === 'store.format-1')).toHaveLength(1);
    expect(await seenBy(disk, NEWER, FOLDER)).toEqual(upTo(4));
    // The older program: no on what is newer, yes on what was kept.
    expect([await seenBy(disk, FORMAT, FOLDER), await seenBy(disk, FORMAT, KEPT)]).toEqual(['newerFormat', upTo(3)]);
  });

  it('are upgraded once: the next start keeps nothing again', async () => {
    const disk = await olderDisk();
    await (await openOn(disk.layer(), { format: NEWER })).close();
    const kept = contentOf(disk, KEPT);
    await (await openOn(disk.layer(), { format: NEWER })).close();
    expect(contentOf(disk, KEPT)).toEqual(kept);
    expect(disk.names(`${KEPT}-2`)).toEqual([]);
  });

  it('that were kept are never written over by a later upgrade of data that went back', async () => {
    const disk = await olderDisk();
    await (await openOn(disk.layer(), { format: NEWER })).close();
    const first = contentOf(disk, KEPT);
    for (const name of disk.names(FOLDER)) disk.delete(`${FOLDER}/${name}`);
    for (const [name] of first) disk.write(`${FOLDER}/${name}`, disk.read(`${KEPT}/${name}`));
    const back = await openOn(disk.layer());
    await putNumber(back, 9);
    await back.close();
    await (await openOn(disk.layer(), { format: NEWER })).close();
    expect(contentOf(disk, KEPT)).toEqual(first);
    expect(await seenBy(disk, FORMAT, `${KEPT}-2`)).toEqual([1, 2, 3, 9]);
  });

  it.each(['nothing', 'all', 'halfOfEachFile', 'contentButNotNames', 'namesButNotContent', 'everyOtherSector'] satisfies Loss[])(
    'are whole for the older program or the newer one, whichever call the upgrade is killed at (a power cut loses %s)',
    async (loss) => {
      const whole = await olderDisk();
      for (let at = 1; ; at += 1) {
        const disk = whole.copy();
        let calls = 0;
        disk.before = () => {
          calls += 1;
          if (calls >= at) throw failure('EIO', 'killed');
        };
        const opened = await openOn(disk.layer(), { format: NEWER }).catch(() => null);
        disk.before = () => {};
        disk.cutPower(loss);
        const [here, kept] = [await seenBy(disk, FORMAT, FOLDER), await seenBy(disk, FORMAT, KEPT)];
        expect([at, here === 'newerFormat' ? kept : here]).toEqual([at, upTo(3)]);
        // A copy that is not whole starts nothing, not even an older state.
        expect([upTo(3).join(), '', 'journalMissing', 'emptied']).toContain(String(kept));
        expect([at, await seenBy(disk, NEWER, FOLDER)]).toEqual([at, upTo(3)]);
        if (opened !== null) break;
      }
    },
  );

  it('stay as they are where there is no room to keep them, and nothing of the new format is there', async () => {
    const disk = await olderDisk();
    const before = contentOf(disk, FOLDER);
    disk.before = (call, path) => {
      if (call === 'append' && path.startsWith(KEPT)) throw failure('ENOSPC');
    };
    await expect(openOn(disk.layer(), { format: NEWER })).rejects.toMatchObject({ name: 'StoreRefused' });
    expect(contentOf(disk, FOLDER)).toEqual(before);
  });
});
