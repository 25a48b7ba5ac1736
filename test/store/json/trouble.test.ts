import { describe, expect, it } from 'vitest';
import { StoreUnavailable, WorkTookTooLong } from '../../../src/store/store.ts';
import { Disk, failure } from '../support/disk.ts';
import { FOLDER, halves, keptLog, numbersIn, openOn, putNumber } from '../support/desk.ts';
import { setClock } from '../../support/clock.ts';
import { gated } from '../support/gated.ts';

/** Short enough to wait for; nothing here depends on its length. */
const SOON = { workMs: 20, roomMs: 5 };
const JOURNAL = `${FOLDER}/journal-000001.log`;

/** Answers when a line of this kind is told. */
function listening(wanted: RegExp) {
  const heard = Promise.withResolvers<void>();
  const kept = keptLog();
  const hear = (message: string): void => {
    if (wanted.test(message)) heard.resolve();
  };
  return { heard: heard.promise, log: { ...kept, info: (message: string) => hear(message), error: (message: string) => hear(message) } };
}

describe('the data folder is moved or removed while the program runs', () => {
  it('nothing more is acknowledged, and the process is told to end', async () => {
    const disk = new Disk();
    const clock = setClock('2026-11-21T01:00:00.000Z');
    const told: Error[] = [];
    const store = await openOn(disk.layer(), { clock, onFatal: (error) => void told.push(error) });
    await putNumber(store, 1);
    disk.delete(JOURNAL);
    clock.advance(1_000);
    await expect(putNumber(store, 2)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(store.health().state).toBe('failed');
    expect(told).toHaveLength(1);
    await store.close();
  });

  it('one that is put in its place is not taken for it', async () => {
    const disk = new Disk();
    const clock = setClock('2026-11-21T01:00:00.000Z');
    const store = await openOn(disk.layer(), { clock });
    await putNumber(store, 1);
    disk.write(JOURNAL, disk.read(JOURNAL));
    clock.advance(1_000);
    await expect(putNumber(store, 2)).rejects.toBeInstanceOf(StoreUnavailable);
    await store.close();
  });
});

describe('D02: space comes back', () => {
  it('the store finds out by itself, without another write to be refused', async () => {
    const disk = new Disk();
    const { heard, log } = listening(/room on the disk again/);
    const store = await openOn(disk.layer(), { log, patience: SOON });
    await putNumber(store, 1);
    const whole = disk.read(JOURNAL);
    let full = true;
    disk.before = (call) => {
      if (call === 'append' && full) throw failure('ENOSPC');
    };
    await expect(putNumber(store, 2)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(store.health().state).toBe('readOnly');
    full = false;
    await heard;
    expect(store.health()).toEqual({ state: 'ok' });
    expect(disk.read(JOURNAL).equals(whole)).toBe(true);
    await putNumber(store, 3);
    await store.close();
    expect(await numbersIn(await openOn(disk.layer()))).toEqual([1, 3]);
  });

  it('room for less than what was refused is not taken for room', async () => {
    const disk = new Disk();
    const store = await openOn(disk.layer(), { patience: SOON });
    let asked = 0;
    const enough = Promise.withResolvers<void>();
    disk.before = (call) => {
      if (call !== 'append') return;
      asked += 1;
      if (asked === 6) enough.resolve();
      // Every second try is one after a short write of 100 bytes.
      if (asked % 2 === 0) throw failure('ENOSPC');
      return 100;
    };
    await expect(putNumber(store, 1)).rejects.toBeInstanceOf(StoreUnavailable);
    await enough.promise;
    expect(store.health().state).toBe('readOnly');
    await store.close();
  });

  it('a write that comes while the disk is asked waits for the answer and is kept', async () => {
    const plain = new Disk();
    const disk = gated(plain);
    const store = await openOn(disk.files, { patience: SOON });
    let full = true;
    plain.before = (call) => {
      if (call === 'append' && full) throw failure('ENOSPC');
    };
    await expect(putNumber(store, 1)).rejects.toBeInstanceOf(StoreUnavailable);
    const asking = disk.hold('append');
    full = false;
    await asking;
    const second = putNumber(store, 2);
    disk.letGo();
    await second;
    expect(await numbersIn(store)).toEqual([2]);
    await store.close();
  });
});

describe('a transaction whose work never ends', () => {
  it('is ended after its time, changes nothing, and does not stop the others', async () => {
    const disk = new Disk();
    const store = await openOn(disk.layer(), { patience: SOON });
    const goOn = Promise.withResolvers<void>();
    const late = Promise.withResolvers<unknown>();
    const stuck = store.write(async (tx) => {
      await tx.insert(halves, { id: 'stuck', number: 7, side: 'left' });
      await goOn.promise;
      await tx.insert(halves, { id: 'late', number: 7, side: 'right' }).catch(late.resolve);
    });
    const behind = putNumber(store, 1);
    await expect(stuck).rejects.toBeInstanceOf(WorkTookTooLong);
    await behind;
    goOn.resolve();
    expect(await late.promise).toMatchObject({ message: 'the transaction is over' });
    await putNumber(store, 2);
    expect(await numbersIn(store)).toEqual([1, 2]);
    await store.close();
  });

  it('does not hold up the end of the process either', async () => {
    const store = await openOn(new Disk().layer(), { patience: SOON });
    const stuck = store.write(() => new Promise(() => {}));
    const closing = store.close();
    await expect(stuck).rejects.toBeInstanceOf(WorkTookTooLong);
    await closing;
  });
});

describe('D11: a sync hangs', () => {
  it('reading goes on, writers wait without being acknowledged, and all goes on when it answers', async () => {
    const disk = gated(new Disk());
    const clock = setClock('2026-11-21T01:00:00.000Z');
    const store = await openOn(disk.files, { clock });
    await putNumber(store, 1);
    const hanging = disk.hold('datasync');
    let acknowledged = 0;
    const writers = [2, 3, 4].map((number) => putNumber(store, number).then(() => (acknowledged += 1)));
    await hanging;
    expect(await numbersIn(store)).toEqual([1]);
    expect([acknowledged, store.stats().waiting]).toEqual([0, 3]);
    // After a while no member is answered any more: a balancer should know.
    clock.advance(4_999);
    expect(store.health().state).toBe('ok');
    clock.advance(1_001);
    expect(store.health()).toEqual({ state: 'slow', reason: 'the disk has not answered for 6 s' });
    disk.letGo();
    await Promise.all(writers);
    expect(store.health()).toEqual({ state: 'ok' });
    expect(await numbersIn(store)).toEqual([1, 2, 3, 4]);
    await store.close();
  });
});
