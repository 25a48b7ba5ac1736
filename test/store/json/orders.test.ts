import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { collection, type AnyCollection, type Collection, type Query, type Store } from '../../../src/store/store.ts';
import { chanceOf } from '../../support/chance.ts';
import { openOn } from '../support/desk.ts';
import { Disk } from '../support/disk.ts';

const fields = { id: z.string(), side: z.string().nullable(), number: z.number().nullable() };
const things = collection({
  name: 'things',
  schema: z.object(fields),
  indexes: [['side', 'number'], ['number']],
  unique: [['number', 'side']],
});
type Thing = z.infer<typeof things.schema>;

const SIDES = ['left', '', 'a\u0000b', '😀', null] as const;
const below = chanceOf(11);
const thing = (number: number): Thing => ({
  id: `${below(1_000_000)}-${number}`,
  side: SIDES[below(SIDES.length)] ?? null,
  number: below(4) === 0 ? null : number,
});

/** A folder with a snapshot of so many things. */
async function diskWith(documents: readonly Thing[], as: AnyCollection = things): Promise<Disk> {
  const disk = new Disk();
  const store = await openOn(disk.layer(), { collections: [as] });
  await store.write(async (tx) => {
    for (const document of documents) await tx.insert(things, document);
  });
  await store.close();
  return disk;
}

/** Everything that the indexes say. */
async function told<T extends Thing>(store: Store, of: Collection<T>, queries: readonly Query<T>[]): Promise<unknown> {
  return store.read(async (tx) => Promise.all(queries.map((query) => tx.find(of, query))));
}
const QUERIES: readonly Query<Thing>[] = [
  {},
  { orderBy: 'number' },
  { orderBy: 'number', descending: true },
  ...SIDES.map((side) => ({ where: { side }, orderBy: 'number' as const })),
];

describe('a start from the orders that a snapshot tells', () => {
  for (const count of [0, 1, 2_000]) {
    it(`finds what was there, in the same order: ${count} documents, then changes that only a journal holds`, async () => {
      const documents = Array.from({ length: count }, (_, number) => thing(number));
      const disk = await diskWith(documents);
      const store = await openOn(disk.layer(), { collections: [things] });
      expect(await told(store, things, [{}])).toEqual([expect.arrayContaining(documents)]);
      await store.write(async (tx) => {
        for (const [place, document] of documents.entries()) {
          if (place % 3 === 0) await tx.delete(things, document.id);
          if (place % 3 === 1) await tx.put(things, { ...document, side: 'moved' });
          if (place % 5 === 0) await tx.insert(things, thing(count + place));
        }
        const passing = thing(9_000_000);
        await tx.insert(things, passing);
        await tx.delete(things, passing.id);
      });
      const before = await told(store, things, QUERIES);
      disk.kill();
      const after = await openOn(disk.layer(), { collections: [things] });
      expect(await told(after, things, QUERIES)).toEqual(before);
    });
  }

  it('sorts anew where a schema reads an indexed field otherwise than when it was written', async () => {
    const disk = await diskWith([3, 1, 2].map((number) => ({ id: `d${number}`, side: 'left', number })));
    const turned = collection<Thing>({ ...things, schema: z.object({ ...fields, number: z.number().transform((number) => -number) }) });
    const store = await openOn(disk.layer(), { collections: [turned] });
    const [found] = await store.read(async (tx) => [await tx.find(turned, { orderBy: 'number' })]);
    expect(found?.map(({ id }) => id)).toEqual(['d3', 'd2', 'd1']);
  });

  it('builds an index that the snapshot does not know', async () => {
    const plain = collection<Thing>({ name: 'things', schema: things.schema });
    const disk = await diskWith(
      [3, 1, 2].map((number) => ({ id: `d${number}`, side: 'left', number })),
      things,
    );
    const bare = await openOn(disk.layer(), { collections: [plain] });
    await bare.write((tx) => tx.insert(plain, { id: 'd0', side: 'left', number: 9 }));
    await bare.close();
    const store = await openOn(disk.layer(), { collections: [things] });
    const found = await store.read((tx) => tx.find(things, { where: { side: 'left' }, orderBy: 'number' }));
    expect(found.map(({ id }) => id)).toEqual(['d1', 'd2', 'd3', 'd0']);
  });

  it('still looks for doubles where a plain index has become a unique key', async () => {
    const disk = await diskWith(['a', 'b'].map((id) => ({ id, side: id, number: 1 })));
    const stricter = collection<Thing>({ ...things, indexes: [['side', 'number']], unique: [['number']] });
    await expect(openOn(disk.layer(), { collections: [stricter] })).rejects.toMatchObject({ reason: 'unfit' });
  });

  it('looks for doubles between what a snapshot and what a journal holds', async () => {
    const loose = collection<Thing>({ ...things, unique: [] });
    const disk = await diskWith([{ id: 'a', side: 'left', number: 1 }]);
    const store = await openOn(disk.layer(), { collections: [loose] });
    await store.write((tx) => tx.insert(loose, { id: 'b', side: 'left', number: 1 }));
    disk.kill();
    await expect(openOn(disk.layer(), { collections: [things] })).rejects.toMatchObject({
      reason: 'unfit',
      message: expect.stringContaining('document b'),
    });
  });
});
