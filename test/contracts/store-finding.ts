import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collection, type Query, type Store } from '../../src/store/store.ts';
import { codes, fill, idsOf, shelf, signup, signups, type OpenStore, type Signup } from './store-shelf.ts';

export function findingContract(name: string, open: OpenStore): void {
  describe(`${name}: finding`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open(shelf);
    });
    afterEach(() => store.close());

    const found = async (query: Query<Signup>): Promise<string[]> => {
      const ids = idsOf(await store.read((tx) => tx.find(signups, query)));
      expect(await store.read((tx) => tx.count(signups, query))).toBe(ids.length);
      return ids;
    };

    it('walks the collection by id, forwards, backwards, between bounds and up to a limit', async () => {
      await fill(store, signup('c'), signup('a'), signup('d'), signup('b'));
      expect(await found({})).toEqual(['a', 'b', 'c', 'd']);
      expect(await found({ descending: true, limit: 3 })).toEqual(['d', 'c', 'b']);
      expect(await found({ from: 'b', upTo: 'c' })).toEqual(['b', 'c']);
      expect(await found({ limit: 0 })).toEqual([]);
    });

    it('takes the where fields in any order', async () => {
      await fill(store, signup('a', { place: 1 }), signup('b', { place: 2 }), signup('c', { activityId: 'A2', place: 1 }));
      expect(await found({ where: { place: 1, activityId: 'A1' } })).toEqual(['a']);
      expect(await found({ where: { userId: 'user-of-c', late: null, activityId: 'A2' } })).toEqual(['c']);
    });

    it('orders numbers as numbers, null first, equal ones by id', async () => {
      const places = { a: 10, b: 9, c: null, d: -3, e: 9, f: -20, g: 0 };
      await fill(store, ...Object.entries(places).map(([id, place]) => signup(id, { place })));
      const order = ['c', 'f', 'd', 'g', 'b', 'e', 'a'];
      expect(await found({ where: { activityId: 'A1' }, orderBy: 'place' })).toEqual(order);
      expect(await found({ orderBy: 'place' })).toEqual(order);
      expect(await found({ orderBy: 'place', descending: true })).toEqual(order.toReversed());
      expect(await found({ orderBy: 'place', descending: true, limit: 2 })).toEqual(['a', 'e']);
    });

    it('includes both bounds, and never null', async () => {
      const places = { a: 1, b: 2, c: 3, d: 4, e: null };
      await fill(store, ...Object.entries(places).map(([id, place]) => signup(id, { place })));
      const where = { activityId: 'A1' };
      expect(await found({ where, orderBy: 'place', from: 2, upTo: 3 })).toEqual(['b', 'c']);
      expect(await found({ where, orderBy: 'place', upTo: 2 })).toEqual(['a', 'b']);
      expect(await found({ where, orderBy: 'place', from: 3, descending: true })).toEqual(['d', 'c']);
      expect(await found({ where, orderBy: 'place', from: 9 })).toEqual([]);
      expect(await found({ where, orderBy: 'place', from: 3, upTo: 2 })).toEqual([]);
    });

    it('takes a missing field for null', async () => {
      await fill(store, signup('a'), signup('b', { late: false }), signup('c', { late: true }));
      expect(await found({ where: { late: null } })).toEqual(['a']);
      expect(await found({ where: { late: false } })).toEqual(['b']);
      expect(await found({ orderBy: 'late' })).toEqual(['a', 'b', 'c']);
    });

    it('orders by id where the index would go on with another field', async () => {
      await fill(store, signup('b', { userId: 'u1' }), signup('a', { userId: 'u2' }), signup('c', { userId: 'u0', late: true }));
      expect(await found({ where: { activityId: 'A1', late: null } })).toEqual(['a', 'b']);
      expect(await found({ where: { activityId: 'A1', late: null }, from: 'b' })).toEqual(['b']);
      expect(await found({ where: { activityId: 'A1' }, descending: true, limit: 2 })).toEqual(['c', 'b']);
      expect(await found({ where: { activityId: 'A1' }, orderBy: 'late' })).toEqual(['a', 'b', 'c']);
    });

    it('finds by a whole unique key', async () => {
      await fill(store, signup('a', { userId: 'u1' }), signup('b', { userId: 'u2' }));
      expect(await found({ where: { userId: 'u2', activityId: 'A1' } })).toEqual(['b']);
      expect(await store.read((tx) => tx.find(codes, { where: { code: 'X' } }))).toEqual([]);
    });

    it('orders text by code points, so that both engines agree on emoji and full-width signs', async () => {
      const names = ['😀', '！', '中', 'a', 'B', '', 'aa', 'é', '𠮷'];
      await fill(store, ...names.map((userId, i) => signup(`s${i}`, { userId, activityId: `A${i}` })));
      const ordered = await store.read((tx) => tx.find(signups, { orderBy: 'userId' }));
      expect(ordered.map(({ userId }) => userId)).toEqual(['', 'B', 'a', 'aa', 'é', '中', '！', '😀', '𠮷']);
      const bounded = await store.read((tx) => tx.find(signups, { orderBy: 'userId', from: 'a', upTo: 'a' }));
      expect(bounded.map(({ userId }) => userId)).toEqual(['a']);
    });

    it('keeps names apart that an object would trip over', async () => {
      await fill(store, ...['__proto__', 'constructor', 'toString'].map((id) => signup(id, { userId: id })));
      expect(await found({})).toEqual(['__proto__', 'constructor', 'toString']);
      expect(await found({ where: { userId: '__proto__' } })).toEqual(['__proto__']);
      expect(await store.read((tx) => tx.get(signups, 'hasOwnProperty'))).toBeUndefined();
    });

    it('throws where no index answers: nothing scans by accident', async () => {
      const asked = (query: Query<Signup>): Promise<unknown> => store.read((tx) => tx.find(signups, query));
      await expect(asked({ where: { place: 1, userId: 'u' } })).rejects.toThrow(/index/);
      await expect(asked({ where: { userId: 'u' }, orderBy: 'place' })).rejects.toThrow(/index/);
      await expect(asked({ where: { late: true, activityId: 'A1' }, orderBy: 'place' })).rejects.toThrow(/index/);
      await expect(store.read((tx) => tx.count(signups, { orderBy: 'activityId', where: { userId: 'u' } }))).rejects.toThrow(/index/);
      await expect(store.read((tx) => tx.find(codes, { orderBy: 'code' }))).rejects.toThrow(/index/);
    });

    it('throws for a collection that it was not opened with', async () => {
      const stranger = collection({ name: 'stranger', schema: z.object({ id: z.string() }) });
      await expect(store.read((tx) => tx.get(stranger, 'a'))).rejects.toThrow(/stranger/);
      await expect(store.write((tx) => tx.put(stranger, { id: 'a' }))).rejects.toThrow(/stranger/);
    });
  });
}
