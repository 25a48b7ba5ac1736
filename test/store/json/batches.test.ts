import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, applied, played, QUERIES, transaction } from '../../contracts/store-model.ts';
import { fill, idsOf, shelf, signup, signups, type Signup } from '../../contracts/store-shelf.ts';
import { Disk } from '../support/disk.ts';
import { manyTurns, openOn } from '../support/desk.ts';
import { gated } from '../support/gated.ts';

/** Enough that every tree has branches. */
const MANY = Array.from({ length: 200 }, (_, n) => signup(`s${String(n).padStart(3, '0')}`, { place: n }));

// The commits of a batch share what they copied of the trees: each must still see all before it, and nobody else anything.
describe('many commits in one batch', () => {
  it('answers as if they came one after the other, whichever of them throw or look around', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(transaction, { maxLength: 12 }), async (transactions) => {
        const store = await openOn(new Disk().layer(), { collections: shelf });
        try {
          let model = new Map<string, Signup>();
          const expected = transactions.map(({ operations, throws }) => {
            const next = new Map(model);
            const outcomes = operations.map((each) => applied(next, each));
            if (!throws) model = next;
            return outcomes;
          });
          const outcomes = await Promise.all(transactions.map(({ operations, throws }) => played(store, operations, throws)));
          expect(outcomes).toEqual(expected);
          for (const query of QUERIES) {
            expect(await store.read((tx) => tx.find(signups, query))).toEqual(answered(model, query));
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('shows readers none of it before it is durable, however long they look', async () => {
    const disk = gated(new Disk());
    const store = await openOn(disk.files, { collections: shelf });
    await fill(store, ...MANY);
    const reached = disk.hold('datasync');
    const writing = MANY.map((each) => store.write((tx) => tx.put(signups, { ...each, place: 1_000 - (each.place ?? 0) })));
    await reached;
    await store.read(async (tx) => {
      expect(idsOf(await tx.find(signups, { where: { activityId: 'A1' }, orderBy: 'place' }))).toEqual(idsOf(MANY));
      disk.letGo();
      await Promise.all(writing);
      expect(idsOf(await tx.find(signups, { where: { activityId: 'A1' }, orderBy: 'place' }))).toEqual(idsOf(MANY));
    });
    const after = await store.read((tx) => tx.find(signups, { where: { activityId: 'A1' }, orderBy: 'place' }));
    expect(idsOf(after)).toEqual(idsOf(MANY.toReversed()));
    await store.close();
  });

  it('leaves nothing of a batch that found no room, nor of the one that was gathered behind it', async () => {
    const disk = gated(new Disk());
    const store = await openOn(disk.files, { collections: shelf });
    await fill(store, ...MANY);
    const reached = disk.hold('append');
    const half = MANY.slice(0, 100).map((each) => store.write((tx) => tx.delete(signups, each.id)));
    const outcomes = Promise.allSettled(half);
    await reached;
    const rest = Promise.allSettled(MANY.slice(100).map((each) => store.write((tx) => tx.put(signups, { ...each, place: -1 }))));
    await manyTurns();
    disk.fail('ENOSPC');
    for (const { status } of [...(await outcomes), ...(await rest)]) expect(status).toBe('rejected');
    expect(await store.read((tx) => tx.find(signups, { where: { activityId: 'A1' }, orderBy: 'place' }))).toEqual(MANY);
    await store.write((tx) => tx.delete(signups, 's000'));
    expect(await store.read((tx) => tx.count(signups))).toBe(199);
    await store.close();
  });
});
