import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable, UniqueViolation, type Store, type Writer } from '../../src/store/store.ts';
import { findingContract } from './store-finding.ts';
import { modelContract } from './store-model.ts';
import { codes, fill, idsOf, shelf, signup, signups, type OpenStore } from './store-shelf.ts';

/** What every engine behind the door must hold. `open` gives an empty store with these collections. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`${name}: documents`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open(shelf);
    });
    afterEach(() => store.close());

    it('gives back what was put, and nothing for an unknown id', async () => {
      await fill(store, signup('s1', { place: 3 }));
      expect(await store.read((tx) => tx.get(signups, 's1'))).toEqual(signup('s1', { place: 3 }));
      expect(await store.read((tx) => tx.get(signups, 's2'))).toBeUndefined();
    });

    it('keeps what the schema makes of a document: defaults filled in, unknown fields left out', async () => {
      const written = { ...signup('s1'), notes: undefined, shoeSize: 43 };
      await store.write((tx) => tx.put(signups, Object.assign(written, { notes: [] })));
      expect(await store.read((tx) => tx.get(signups, 's1'))).toEqual(signup('s1'));
    });

    it('refuses a document that does not fit the schema and changes nothing', async () => {
      const wrong = { ...signup('s1'), place: 1.5 };
      await expect(store.write((tx) => tx.put(signups, wrong))).rejects.toThrow(/place/);
      expect(await store.read((tx) => tx.count(signups))).toBe(0);
    });

    it('freezes what it gives to the last level and leaves the object that was handed in alone', async () => {
      const mine = signup('s1', { notes: [{ text: '带水' }] });
      await fill(store, mine);
      const kept = await store.read((tx) => tx.get(signups, 's1'));
      expect(Object.isFrozen(kept) && Object.isFrozen(kept?.notes) && Object.isFrozen(kept?.notes[0])).toBe(true);
      mine.notes.push({ text: '带伞' });
      mine.place = 9;
      expect(await store.read((tx) => tx.get(signups, 's1'))).toEqual(signup('s1', { notes: [{ text: '带水' }] }));
    });

    it('replaces by id, indexes included', async () => {
      await fill(store, signup('s1', { place: 1 }));
      await store.write((tx) => tx.put(signups, signup('s1', { place: 2, activityId: 'A2' })));
      await store.read(async (tx) => {
        expect(await tx.find(signups, { where: { activityId: 'A1' } })).toEqual([]);
        expect(idsOf(await tx.find(signups, { where: { activityId: 'A2', place: 2 } }))).toEqual(['s1']);
        expect(await tx.count(signups)).toBe(1);
      });
    });

    it('deletes, indexes included; deleting what is not there is no error', async () => {
      await fill(store, signup('s1'));
      await store.write(async (tx) => {
        await tx.delete(signups, 's1');
        await tx.delete(signups, 's1');
        await tx.delete(signups, 'never');
      });
      expect(await store.read((tx) => tx.find(signups, { where: { userId: 'user-of-s1' } }))).toEqual([]);
    });

    it('refuses to insert an id that is taken; the transaction goes on', async () => {
      await fill(store, signup('s1', { place: 1 }));
      await store.write(async (tx) => {
        const again = tx.insert(signups, signup('s1', { place: 2 }));
        await expect(again).rejects.toMatchObject({ name: 'UniqueViolation', collection: 'signups', key: 'id' });
        await tx.insert(signups, signup('s2'));
      });
      expect((await store.read((tx) => tx.find(signups))).map(({ id, place }) => [id, place])).toEqual([
        ['s1', 1],
        ['s2', null],
      ]);
    });

    it('refuses a unique key that belongs to another document, by insert and by put', async () => {
      await fill(store, signup('s1', { userId: 'zhangwei' }));
      await store.write(async (tx) => {
        const twin = signup('s2', { userId: 'zhangwei' });
        await expect(tx.insert(signups, twin)).rejects.toMatchObject({ collection: 'signups', key: 'activityId,userId' });
        await expect(tx.put(signups, twin)).rejects.toBeInstanceOf(UniqueViolation);
        await tx.put(signups, { ...twin, activityId: 'A2' });
        await tx.put(signups, signup('s1', { userId: 'zhangwei', place: 5 }));
      });
      expect(await store.read((tx) => tx.count(signups))).toBe(2);
    });

    it('frees a unique key with the document that held it', async () => {
      await store.write(async (tx) => {
        await tx.insert(codes, { id: 'a', code: 'X' });
        await tx.insert(codes, { id: 'b', code: 'Y' });
      });
      await store.write(async (tx) => {
        await tx.put(codes, { id: 'a', code: 'Z' });
        await tx.insert(codes, { id: 'c', code: 'X' });
        await tx.delete(codes, 'b');
        await tx.insert(codes, { id: 'd', code: 'Y' });
      });
      expect(await store.read((tx) => tx.find(codes))).toEqual([
        { id: 'a', code: 'Z' },
        { id: 'c', code: 'X' },
        { id: 'd', code: 'Y' },
      ]);
    });

    it('does not bind documents by a unique key that holds null', async () => {
      await store.write(async (tx) => {
        await tx.insert(codes, { id: 'a', code: null });
        await tx.insert(codes, { id: 'b', code: null });
      });
      expect(idsOf(await store.read((tx) => tx.find(codes, { where: { code: null } })))).toEqual(['a', 'b']);
    });
  });

  describe(`${name}: transactions`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open(shelf);
    });
    afterEach(() => store.close());

    it('hands on the result of the work', async () => {
      expect(await store.write(async () => 7)).toBe(7);
      expect(await store.read(async () => 8)).toBe(8);
    });

    it('does all of it, or nothing when the work throws', async () => {
      const stopped = store.write(async (tx) => {
        await tx.insert(signups, signup('s1'));
        await tx.insert(codes, { id: 'c', code: 'X' });
        throw new Error('changed my mind');
      });
      await expect(stopped).rejects.toThrow('changed my mind');
      await store.read(async (tx) => {
        expect(await tx.find(signups)).toEqual([]);
        expect(await tx.find(signups, { where: { userId: 'user-of-s1' } })).toEqual([]);
        expect(await tx.count(codes)).toBe(0);
      });
    });

    it('reads its own writes, by id and by index', async () => {
      await fill(store, signup('s1', { place: 1 }), signup('s2', { place: 2 }));
      await store.write(async (tx) => {
        await tx.put(signups, signup('s3', { place: 0 }));
        await tx.delete(signups, 's2');
        expect(await tx.get(signups, 's3')).toEqual(signup('s3', { place: 0 }));
        expect(await tx.get(signups, 's2')).toBeUndefined();
        expect(idsOf(await tx.find(signups, { where: { activityId: 'A1' }, orderBy: 'place' }))).toEqual(['s3', 's1']);
        expect(await tx.count(signups, { where: { activityId: 'A1' } })).toBe(2);
      });
    });

    it('shows nobody the writes of a transaction under way', async () => {
      const { promise: halfway, resolve: reached } = Promise.withResolvers<void>();
      const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
      const writing = store.write(async (tx) => {
        await tx.insert(signups, signup('s1'));
        reached();
        await goOn;
      });
      await halfway;
      expect(await store.read((tx) => tx.count(signups))).toBe(0);
      letGo();
      await writing;
      expect(await store.read((tx) => tx.count(signups))).toBe(1);
    });

    it('reads one state, also when it waits while others commit', async () => {
      await fill(store, signup('s1', { place: 1 }), signup('s2', { place: 2 }));
      await store.read(async (tx) => {
        expect(await tx.count(signups)).toBe(2);
        await store.write(async (other) => {
          await other.delete(signups, 's1');
          await other.put(signups, signup('s2', { place: 7 }));
          await other.insert(signups, signup('s3'));
        });
        expect(idsOf(await tx.find(signups))).toEqual(['s1', 's2']);
        expect((await tx.get(signups, 's2'))?.place).toBe(2);
        expect(await tx.find(signups, { where: { activityId: 'A1', place: 7 } })).toEqual([]);
      });
      expect(idsOf(await store.read((tx) => tx.find(signups)))).toEqual(['s2', 's3']);
    });

    it('M12: loses no update when many read and write the same document at once', async () => {
      await fill(store, signup('s1', { place: 0 }));
      const addOne = async (tx: Writer): Promise<void> => {
        const now = await tx.get(signups, 's1');
        await tx.put(signups, signup('s1', { place: (now?.place ?? 0) + 1 }));
      };
      await Promise.all(Array.from({ length: 40 }, () => store.write(addOne)));
      expect((await store.read((tx) => tx.get(signups, 's1')))?.place).toBe(40);
    });

    it('M04: never gives one place to two, however many ask at once', async () => {
      const signUp = (userId: string): Promise<boolean> =>
        store.write(async (tx) => {
          const taken = await tx.count(signups, { where: { activityId: 'A1' } });
          if (taken >= 5) return false;
          await tx.insert(signups, signup(`${userId}-s`, { userId, place: taken + 1 }));
          return true;
        });
      const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => signUp(`u${i}`)));
      expect(answers.filter(Boolean)).toHaveLength(5);
      const places = await store.read((tx) => tx.find(signups, { where: { activityId: 'A1' }, orderBy: 'place' }));
      expect(places.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
    });

    it('refuses a writer that is used after its transaction', async () => {
      const kept: Writer[] = [];
      await store.write(async (tx) => {
        kept.push(tx);
      });
      for (const tx of kept) await expect(tx.put(signups, signup('s1'))).rejects.toThrow(/over/);
      expect(await store.read((tx) => tx.count(signups))).toBe(0);
    });

    it('finishes what was begun before it closes, and refuses what comes later', async () => {
      const begun = fill(store, signup('s1'));
      const closing = store.close();
      await expect(begun).resolves.toBeUndefined();
      await closing;
      await expect(store.write(async () => {})).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.read(async () => {})).rejects.toBeInstanceOf(StoreUnavailable);
    });
  });

  findingContract(name, open);
  modelContract(name, open);
}
