import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../../src/store/store.ts';
import { Disk, failure } from '../support/disk.ts';
import { gated } from '../support/gated.ts';
import { halves, manyTurns, numbersIn, openOn, putNumber, upTo } from '../support/desk.ts';

describe('what is not durable', () => {
  it('is not acknowledged, not read by others, and what was built on it waits for it', async () => {
    const disk = gated(new Disk());
    const store = await openOn(disk.files);
    const reached = disk.hold('datasync');
    const settled: string[] = [];
    const note = (what: string) => (): void => void settled.push(what);
    const first = putNumber(store, 1).then(note('first'));
    await reached;
    let seenByNext = -1;
    const second = store.write(async (tx) => (seenByNext = await tx.count(halves))).then(note('answer'));
    const third = store
      .write(async (tx) => {
        if ((await tx.count(halves)) > 0) throw new Error('full');
      })
      .catch(note('refusal'));
    expect(await numbersIn(store)).toEqual([]);
    await manyTurns();
    expect(seenByNext).toBe(2);
    expect(settled).toEqual([]);
    disk.letGo();
    await Promise.all([first, second, third]);
    expect(settled.toSorted()).toEqual(['answer', 'first', 'refusal']);
    expect(await numbersIn(store)).toEqual([1]);
    await store.close();
  });

  it('takes with it whatever was built on it when its sync fails', async () => {
    const disk = gated(new Disk());
    const store = await openOn(disk.files);
    const reached = disk.hold('datasync');
    const first = putNumber(store, 1);
    await reached;
    const outcomes = Promise.allSettled([first, putNumber(store, 2), store.write((tx) => tx.count(halves))]);
    await manyTurns();
    disk.fail('EIO');
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    await store.close();
  });

  it('takes with it a transaction still under way, also when the disk has room again by then', async () => {
    const disk = gated(new Disk());
    const store = await openOn(disk.files);
    const reached = disk.hold('append');
    const first = putNumber(store, 1);
    await reached;
    const goOn = Promise.withResolvers<void>();
    const second = store.write(async (tx) => {
      const seen = await tx.count(halves);
      await goOn.promise;
      await tx.insert(halves, { id: 'x', number: seen, side: 'left' });
    });
    const outcomes = Promise.allSettled([first, second]);
    await manyTurns();
    disk.fail('ENOSPC');
    await first.catch(() => {});
    goOn.resolve();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    await putNumber(store, 3);
    expect(await numbersIn(store)).toEqual([3]);
    await store.close();
  });
});

describe('group commit', () => {
  it('lets many writers share one sync', async () => {
    const store = await openOn(new Disk().layer());
    await Promise.all(upTo(200).map((number) => putNumber(store, number)));
    expect(store.stats()).toMatchObject({ commits: 200, waiting: 0 });
    expect(store.stats().batches).toBeLessThanOrEqual(4);
    await store.close();
  });

  it('acknowledges in the order of asking', async () => {
    const store = await openOn(new Disk().layer());
    const order: number[] = [];
    await Promise.all(upTo(50).map((number) => putNumber(store, number).then(() => order.push(number))));
    expect(order).toEqual(upTo(50));
    await store.close();
  });

  it('refuses a writer too many rather than let it wait without end', async () => {
    const disk = gated(new Disk());
    const store = await openOn(disk.files);
    void disk.hold('datasync');
    const writes = upTo(10_000).map(() => store.write(async () => {}));
    const first = putNumber(store, 1);
    await expect(first).rejects.toBeInstanceOf(StoreUnavailable);
    disk.letGo();
    await Promise.all(writes);
    await store.close();
  });

  it('throws for a write inside a write, which would wait for itself', async () => {
    const store = await openOn(new Disk().layer());
    await expect(store.write(() => store.write(async () => {}))).rejects.toThrow(/inside a write/);
    await putNumber(store, 1);
    await store.close();
  });

  it('can be closed from where the failure is told', async () => {
    const disk = new Disk();
    let closing: Promise<void> | undefined;
    const store = await openOn(disk.layer(), { onFatal: () => void (closing = store.close()) });
    disk.before = (call) => {
      if (call === 'datasync') throw failure('EIO');
    };
    await expect(putNumber(store, 1)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(closing).resolves.toBeUndefined();
  });
});
