import { createHash } from 'node:crypto';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { StoreRefused } from '../../../src/store/json/errors.ts';
import type { FileLayer } from '../../../src/store/json/index.ts';
import { lineOf } from '../../../src/store/json/line.ts';
import { collection, StoreUnavailable, type AnyCollection } from '../../../src/store/store.ts';
import { chanceOf } from '../../support/chance.ts';
import { Disk, failure, type Call } from '../support/disk.ts';
import { FOLDER, halves, keptLog, manyTurns, numbersIn, openOn, putNumber, upTo } from '../support/desk.ts';

/** A store that was closed `times` times, with two commits each time: two snapshots, and the journals since the older one. */
async function diskAfter(times: number): Promise<Disk> {
  const disk = new Disk();
  for (let time = 0; time < times; time += 1) {
    const store = await openOn(disk.layer());
    await putNumber(store, 2 * time + 1);
    await putNumber(store, 2 * time + 2);
    await store.close();
  }
  return disk;
}

const WRITING: ReadonlySet<Call> = new Set<Call>(['open', 'append', 'truncate', 'rename', 'remove']);

const flipped = (bytes: Buffer, at: number): Buffer => {
  const ill = Buffer.from(bytes);
  ill[at] = (ill[at] ?? 0) ^ 1;
  return ill;
};

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A disk that takes some turns of the event loop for what it does. */
function slow(files: FileLayer, below: (limit: number) => number): FileLayer {
  const openDurable: FileLayer['openDurable'] = async (path) => {
    await turns(below(3));
    const file = await files.openDurable(path);
    const append: typeof file.append = async (bytes) => {
      await turns(below(4));
      return file.append(bytes);
    };
    return { ...file, append };
  };
  const syncFolder: FileLayer['syncFolder'] = async (path) => {
    await turns(below(3));
    await files.syncFolder(path);
  };
  return { ...files, openDurable, syncFolder };
}

describe('generations', () => {
  it('keeps two snapshots and the journals since the older one', async () => {
    const disk = await diskAfter(4);
    expect(disk.names(FOLDER)).toEqual([
      'journal-000004.log',
      'journal-000005.log',
      'snapshot-000004-0001.json',
      'snapshot-000004.json',
      'snapshot-000005-0001.json',
      'snapshot-000005.json',
    ]);
    expect(await numbersIn(await openOn(disk.layer()))).toEqual(upTo(8));
  });

  it('takes a snapshot when the journal has grown enough, while commits go on', async () => {
    const disk = new Disk();
    const store = await openOn(disk.layer(), { snapshotAfterBytes: 2_000 });
    await Promise.all(upTo(200).map((number) => putNumber(store, number)));
    for (const number of upTo(400)) {
      await putNumber(store, 200 + number);
      // This disk answers at once; a real one gives the snapshot its turns.
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(store.stats().snapshots).toBeGreaterThan(1);
    // What a start has to read stays in proportion to what the store holds.
    expect(store.stats().snapshots).toBeLessThan(12);
    disk.kill();
    expect(await numbersIn(await openOn(disk.layer()))).toEqual(upTo(600));
  });

  it('takes one whenever it is asked for, whoever writes meanwhile', async () => {
    for (const seed of upTo(60)) {
      const below = chanceOf(seed);
      const disk = new Disk();
      const store = await openOn(slow(disk.layer(), below), { snapshotAfterBytes: 500 });
      const work: Promise<unknown>[] = [];
      for (const number of upTo(24)) {
        work.push(putNumber(store, number));
        if (below(8) === 0) work.push(store.snapshot());
        if (below(3) === 0) await turns(below(6));
      }
      await Promise.all(work);
      await store.close();
      expect(await numbersIn(await openOn(disk.layer()))).toEqual(upTo(24));
    }
  });

  it('takes none at close when nothing was committed', async () => {
    const disk = await diskAfter(1);
    const before = disk.names(FOLDER);
    await (await openOn(disk.layer())).close();
    expect(disk.names(FOLDER)).toEqual(before);
  });

  it('cuts a large collection into parts', async () => {
    const disk = new Disk();
    const store = await openOn(disk.layer());
    await store.write(async (tx) => {
      for (const number of upTo(1_000)) await tx.insert(halves, { id: `${number}`.padStart(6, '0'), number, side: 'left' });
    });
    await store.close();
    expect(disk.names(FOLDER).filter((name) => /-\d{4}\.json$/.test(name)).length).toBeGreaterThan(1);
    const again = await openOn(disk.layer());
    expect(await again.read((tx) => tx.count(halves))).toBe(1_000);
  });

  it('C10: uses the snapshot before and a longer journal when any byte of the newest one is ill', async () => {
    const disk = await diskAfter(3);
    for (const name of ['snapshot-000004.json', 'snapshot-000004-0001.json']) {
      const path = `${FOLDER}/${name}`;
      const whole = disk.read(path);
      for (let at = 0; at < whole.length; at += 1) {
        const ill = disk.copy();
        ill.write(path, flipped(whole, at));
        const log = keptLog();
        const store = await openOn(ill.layer(), { log });
        expect(await numbersIn(store), `${name} at ${at}`).toEqual(upTo(6));
        expect(log.told.filter(({ level }) => level === 'warn')).toHaveLength(1);
      }
    }
  });

  it('uses the snapshot before when the newest one is empty or a part of it is missing', async () => {
    const disk = await diskAfter(3);
    const emptied = disk.copy();
    emptied.write(`${FOLDER}/snapshot-000004.json`, new Uint8Array());
    expect(await numbersIn(await openOn(emptied.layer()))).toEqual(upTo(6));
    disk.delete(`${FOLDER}/snapshot-000004-0001.json`);
    expect(await numbersIn(await openOn(disk.layer()))).toEqual(upTo(6));
  });

  it('does not count an ill snapshot as one of the two that it keeps', async () => {
    const disk = await diskAfter(3);
    disk.write(`${FOLDER}/snapshot-000004.json`, Buffer.from('{}'));
    const store = await openOn(disk.layer());
    await putNumber(store, 7);
    await store.close();
    expect(disk.names(FOLDER).filter((name) => /^snapshot-\d{6}\.json$/.test(name))).toEqual([
      'snapshot-000003.json',
      'snapshot-000005.json',
    ]);
    disk.write(`${FOLDER}/snapshot-000005.json`, Buffer.from('{}'));
    expect(await numbersIn(await openOn(disk.layer()))).toEqual(upTo(7));
  });

  it('refuses to start when both snapshots are ill, and leaves everything as it is', async () => {
    const disk = await diskAfter(3);
    for (const generation of [3, 4]) disk.write(`${FOLDER}/snapshot-00000${generation}.json`, Buffer.from('{}'));
    await expect(openOn(disk.layer())).rejects.toMatchObject({ name: 'StoreDamaged', file: 'snapshot-000004.json' });
    expect(disk.names(FOLDER)).toContain('snapshot-000004-0001.json');
  });

  it('rebuilds everything from the first journal when the only snapshot is ill', async () => {
    const disk = await diskAfter(1);
    disk.write(`${FOLDER}/snapshot-000002.json`, Buffer.from('{}'));
    expect(await numbersIn(await openOn(disk.layer()))).toEqual([1, 2]);
  });

  it('D03: goes on with the journal when the disk is full for the snapshot, and leaves no half of it behind', async () => {
    const disk = new Disk();
    const log = keptLog();
    const store = await openOn(disk.layer(), { log, snapshotAfterBytes: 500 });
    disk.before = (call, path) => {
      // The parts still fit, the manifest does not.
      if (call === 'append' && /snapshot-\d{6}\.json/.test(path)) throw failure('ENOSPC');
    };
    for (const number of upTo(20)) await putNumber(store, number);
    await manyTurns();
    expect(store.health().state).toBe('ok');
    expect(disk.names(FOLDER).filter((name) => name.startsWith('snapshot'))).toEqual([]);
    expect(log.told.some(({ level }) => level === 'error')).toBe(true);
    disk.before = () => {};
    await store.close();
    expect(disk.names(FOLDER).some((name) => name.startsWith('snapshot'))).toBe(true);
    expect(await numbersIn(await openOn(disk.layer()))).toEqual(upTo(20));
  });
});

describe('starting', () => {
  it('C07: removes and tells the left-overs of an interrupted snapshot', async () => {
    const disk = await diskAfter(2);
    disk.write(`${FOLDER}/snapshot-000009-0001.json`, Buffer.from('x'));
    disk.write(`${FOLDER}/snapshot-000009-0002.json.tmp`, Buffer.from('x'));
    const log = keptLog();
    await openOn(disk.layer(), { log });
    expect(disk.names(FOLDER).filter((name) => name.includes('000009'))).toEqual([]);
    expect(log.told.filter(({ level }) => level === 'warn').map(({ fields }) => fields['file'])).toEqual([
      'snapshot-000009-0002.json.tmp',
      'snapshot-000009-0001.json',
    ]);
  });

  it('C15: is refused when a journal is missing', async () => {
    for (const journal of ['journal-000003.log', 'journal-000002.log']) {
      const disk = await diskAfter(2);
      if (journal === 'journal-000002.log') disk.write(`${FOLDER}/snapshot-000003.json`, Buffer.from('{}'));
      disk.delete(`${FOLDER}/${journal}`);
      await expect(openOn(disk.layer())).rejects.toMatchObject({ name: 'StoreRefused', reason: 'journalMissing' });
    }
  });

  it('is refused when commits are missing between two journals', async () => {
    const disk = await diskAfter(2);
    disk.write(`${FOLDER}/snapshot-000003.json`, Buffer.from('{}'));
    const path = `${FOLDER}/journal-000002.log`;
    const lines = disk.read(path).toString().split('\n');
    disk.write(path, Buffer.from([...lines.slice(0, -2), ''].join('\n')));
    await expect(openOn(disk.layer())).rejects.toMatchObject({ name: 'StoreDamaged', file: 'journal-000003.log', line: 1 });
  });

  it('C16: is refused in a folder that was used before and holds nothing now, until the mark is removed', async () => {
    const disk = await diskAfter(1);
    for (const name of disk.names(FOLDER)) disk.delete(`${FOLDER}/${name}`);
    await expect(openOn(disk.layer())).rejects.toMatchObject({ reason: 'emptied' });
    expect(disk.names(FOLDER)).toEqual([]);
    disk.delete(`${FOLDER}.used`);
    expect(await numbersIn(await openOn(disk.layer()))).toEqual([]);
  });

  it('C23: is refused on what a newer version wrote, and writes nothing', async () => {
    const journal = await diskAfter(1);
    const [, ...rest] = journal.read(`${FOLDER}/journal-000002.log`).toString().split('\n');
    const opening = lineOf(JSON.stringify({ format: 2, generation: 2, after: 2 })).toString();
    journal.write(`${FOLDER}/journal-000002.log`, Buffer.from(opening + rest.join('\n')));
    expect(await refusal(journal)).toEqual({ reason: 'newerFormat', written: [] });

    const snapshot = await diskAfter(1);
    const path = `${FOLDER}/snapshot-000002.json`;
    const data = '{"shape":"unknown"}';
    const sum = createHash('sha256').update(`2\n${data}`).digest('hex');
    snapshot.write(path, Buffer.from(`{"format":2,"sha256":"${sum}","data":${data}}\n`));
    expect(await refusal(snapshot)).toEqual({ reason: 'newerFormat', written: [] });
  });

  it('is refused when a document does not fit this version, with its place but not its content', async () => {
    const disk = await diskAfter(1);
    const stricter = collection({ name: 'halves', schema: z.object({ id: z.string(), side: z.literal('left') }) });
    const error = await openOn(disk.layer(), { collections: [stricter] }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ reason: 'unfit', message: expect.stringMatching(/^halves, document 1-right: side/) });
    expect(await refusal(disk, [stricter])).toEqual({ reason: 'unfit', written: [] });
  });

  it('keeps a collection that no feature asks for any more', async () => {
    const disk = await diskAfter(1);
    const other = collection({ name: 'other', schema: z.object({ id: z.string() }) });
    for (const id of ['x', 'y']) {
      const store = await openOn(disk.layer(), { collections: [other] });
      await store.write((tx) => tx.insert(other, { id }));
      expect(store.stats().documents).toEqual({ other: id === 'x' ? 1 : 2, halves: 4 });
      await expect(store.read((tx) => tx.count(halves))).rejects.toThrow(/halves/);
      await store.close();
    }
    expect(await numbersIn(await openOn(disk.layer()))).toEqual([1, 2]);
  });

  it('fills in what a schema has gained since', async () => {
    const disk = await diskAfter(1);
    const grown = collection({
      name: 'halves',
      schema: halves.schema.and(z.object({ colour: z.string().default('red') })),
      indexes: [['colour']],
    });
    const store = await openOn(disk.layer(), { collections: [grown] });
    expect(await store.read((tx) => tx.count(grown, { where: { colour: 'red' } }))).toBe(4);
  });

  it('D07: is refused while the folder cannot be read, and nothing is written over it', async () => {
    const disk = await diskAfter(2);
    disk.before = (call) => {
      if (call === 'readStream') throw failure('EIO');
    };
    expect(await refusal(disk)).toEqual({ reason: 'unreadable', written: [] });
  });
});

/** Why the start is refused, and what was written all the same. */
async function refusal(
  disk: Disk,
  collections: readonly AnyCollection[] = [halves],
): Promise<{ readonly reason: string; readonly written: readonly Call[] }> {
  const before = disk.calls.length;
  const error = await openOn(disk.layer(), { collections }).catch((caught: unknown) => caught);
  const written = disk.calls.slice(before).filter((call) => WRITING.has(call));
  return { reason: error instanceof StoreRefused ? error.reason : String(error), written };
}

describe('dumping', () => {
  it('gives every document of one state, while others write', async () => {
    const disk = await diskAfter(2);
    const store = await openOn(disk.layer());
    const ids: string[] = [];
    for await (const { collection: name, document } of store.dump()) {
      if (ids.length === 0) await putNumber(store, 9);
      ids.push(`${name} ${document.id}`);
    }
    expect(ids).toEqual(upTo(4).flatMap((number) => [`halves ${number}-left`, `halves ${number}-right`]));
    await store.close();
    await expect(store.dump()[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
