import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import { openPostgresStore } from '../../../src/store/postgres/index.ts';
import { collection, type AnyCollection } from '../../../src/store/store.ts';
import { codes, fill, shelf, signup, signups } from '../../contracts/store-shelf.ts';
import { newDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await newDatabase();
});
afterEach(() => database.drop());

const opened = (collections: readonly AnyCollection[]) =>
  openPostgresStore({ url: database.url, collections, clock: systemClock, log: silentLog, chance: Math.random });
const indexes = async (): Promise<unknown[]> =>
  (await database.query("SELECT indexdef FROM pg_indexes WHERE schemaname = 'dangqun' ORDER BY indexname")).map((row) => row['indexdef']);

describe('the layout in PostgreSQL', () => {
  it('has a table per collection, with the declared indexes and unique keys as real ones', async () => {
    await (await opened(shelf)).close();
    expect(await indexes()).toEqual([
      'CREATE UNIQUE INDEX codes_one_code ON dangqun.codes USING btree (code NULLS FIRST)',
      'CREATE UNIQUE INDEX codes_pkey ON dangqun.codes USING btree (id)',
      'CREATE INDEX "signups_by_activityId_late_userId" ON dangqun.signups USING btree ("activityId" NULLS FIRST, late NULLS FIRST, "userId" NULLS FIRST, id)',
      'CREATE INDEX "signups_by_activityId_place" ON dangqun.signups USING btree ("activityId" NULLS FIRST, place NULLS FIRST, id)',
      'CREATE INDEX signups_by_late ON dangqun.signups USING btree (late NULLS FIRST, id)',
      'CREATE INDEX signups_by_place ON dangqun.signups USING btree (place NULLS FIRST, id)',
      'CREATE INDEX "signups_by_userId" ON dangqun.signups USING btree ("userId" NULLS FIRST, id)',
      'CREATE UNIQUE INDEX "signups_one_activityId_userId" ON dangqun.signups USING btree ("activityId" NULLS FIRST, "userId" NULLS FIRST)',
      'CREATE UNIQUE INDEX signups_pkey ON dangqun.signups USING btree (id)',
    ]);
  });

  it('is laid once, however many start at the same moment', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => opened(shelf)));
    await Promise.all(stores.map((store) => store.close()));
    expect(await database.query('SELECT number FROM dangqun_store.migrations')).toEqual([{ number: 1 }, { number: 2 }]);
  });

  it('is left alone by a start that brings nothing new', async () => {
    await (await opened(shelf)).close();
    const before = await database.query('SELECT name, laid_at FROM dangqun_store.collections ORDER BY name');
    await (await opened(shelf)).close();
    expect(await database.query('SELECT name, laid_at FROM dangqun_store.collections ORDER BY name')).toEqual(before);
  });

  it('M17: follows a changed declaration, with what is kept already', async () => {
    const before = await opened(shelf);
    await fill(before, signup('a', { place: 2 }), signup('b', { place: 1 }));
    await before.close();
    const changed = collection({ ...signups, indexes: [['place', 'userId']], unique: [['userId']] });
    const after = await opened([changed, codes]);
    const found = await after.read((tx) => tx.find(changed, { orderBy: 'place' }));
    expect(found.map(({ id }) => id)).toEqual(['b', 'a']);
    // The old key no longer binds; the new one does.
    await expect(after.write((tx) => tx.insert(changed, signup('c', { userId: 'user-of-a', activityId: 'A9' })))).rejects.toMatchObject({
      key: 'userId',
    });
    await after.close();
    // A program of yesterday that still runs may ask by its indexes: they go a week later.
    const names = async (): Promise<unknown[]> =>
      (await database.query("SELECT indexname FROM pg_indexes WHERE tablename = 'signups'")).map((row) => row['indexname']);
    expect(await names()).toContain('signups_by_late');
    await database.query("UPDATE dangqun_store.left_over_indexes SET since = since - interval '8 days'");
    const more = collection({ name: 'more', schema: z.object({ id: z.string() }) });
    await (await opened([changed, codes, more])).close();
    expect((await names()).toSorted()).toEqual(['signups_by_place_userId', 'signups_one_userId', 'signups_pkey']);
  });

  it('M17: a program of yesterday works on beside one of today, which asks by more: each finds what the other keeps', async () => {
    const yesterdays = collection({ name: 'things', schema: z.object({ id: z.string(), size: z.number() }), indexes: [['size']] });
    const todays = collection({
      name: 'things',
      schema: z.object({ id: z.string(), size: z.number(), team: z.string().nullable().default(null) }),
      indexes: [['size'], ['team']],
    });
    const old = await opened([yesterdays]);
    await old.write((tx) => tx.insert(yesterdays, { id: 'before', size: 1 }));
    const today = await opened([todays]);
    await old.write((tx) => tx.insert(yesterdays, { id: 'meanwhile', size: 2 }));
    await today.write((tx) => tx.insert(todays, { id: 'today', size: 3, team: 'red' }));
    const seen = await old.read((tx) => tx.find(yesterdays, { orderBy: 'size' }));
    expect(seen.map(({ id }) => id)).toEqual(['before', 'meanwhile', 'today']);
    const of = async (team: string | null): Promise<string[]> =>
      (await today.read((tx) => tx.find(todays, { where: { team } }))).map(({ id }) => id);
    expect([await of(null), await of('red')]).toEqual([['before', 'meanwhile'], ['today']]);
    await old.close();
    await today.close();
  });

  it('M17: what was written before a field was there is found by what it holds since, also where the field gets that later', async () => {
    const of = (
      schema: z.ZodType<{ id: string; size: number; team: string | null; open: boolean | null }>,
      by: readonly ['team' | 'open'][],
    ) => collection({ name: 'things', schema, indexes: by });
    const bare = collection({ name: 'things', schema: z.object({ id: z.string(), size: z.number() }), indexes: [['size']] });
    const old = await opened([bare]);
    await old.write((tx) => tx.insert(bare, { id: 'before', size: 1 }));
    const fields = { id: z.string(), size: z.number() };
    const nullable = of(z.object({ ...fields, team: z.string().nullable().default(null), open: z.boolean().nullable().default(null) }), [
      ['team'],
      ['open'],
    ]);
    await (await opened([nullable])).close();
    const filled = of(
      z.object({ ...fields, team: z.string().nullable().default("the 'A' team"), open: z.boolean().nullable().default(true) }),
      [['team'], ['open']],
    );
    const today = await opened([filled]);
    await old.write((tx) => tx.insert(bare, { id: 'meanwhile', size: 2 }));
    await today.write((tx) => tx.insert(filled, { id: 'nobody', size: 3, team: null, open: false }));
    const ids = async (where: { team?: string | null; open?: boolean }): Promise<string[]> =>
      (await today.read((tx) => tx.find(filled, { where }))).map(({ id }) => id);
    expect([await ids({ team: "the 'A' team" }), await ids({ team: null })]).toEqual([['before', 'meanwhile'], ['nobody']]);
    expect([await ids({ open: true }), await ids({ open: false })]).toEqual([['before', 'meanwhile'], ['nobody']]);
    await old.close();
    await today.close();
  });

  it('keeps what is there when a field changes from text to number', async () => {
    const worded = collection({ name: 'things', schema: z.object({ id: z.string(), size: z.string() }), indexes: [['size']] });
    const counted = collection({ name: 'things', schema: z.object({ id: z.string(), size: z.coerce.number() }), indexes: [['size']] });
    const before = await opened([worded]);
    await before.write(async (tx) => {
      for (const size of ['10', '9']) await tx.put(worded, { id: size, size });
    });
    await before.close();
    const after = await opened([counted]);
    expect((await after.read((tx) => tx.find(counted, { orderBy: 'size' }))).map(({ size }) => size)).toEqual([9, 10]);
    await after.close();
  });

  it('refuses a database that a newer program has changed', async () => {
    await (await opened(shelf)).close();
    await database.query('INSERT INTO dangqun_store.migrations (number) VALUES (99)');
    await expect(opened(shelf)).rejects.toMatchObject({ name: 'DatabaseRefused', reason: 'newerFormat' });
  });

  it('refuses an indexed field of which nobody can say what it holds', async () => {
    const vague = collection({
      name: 'vague',
      schema: z.object({ id: z.string(), what: z.union([z.string(), z.number()]) }),
      indexes: [['what']],
    });
    await expect(opened([vague])).rejects.toThrow(/vague\.what/);
  });

  it('says what is wrong with the address', async () => {
    await database.query('SELECT 1');
    const wrong = (url: string) => openPostgresStore({ url, collections: shelf, clock: systemClock, log: silentLog, chance: Math.random });
    await expect(wrong('postgres://postgres@127.0.0.1:1/none')).rejects.toMatchObject({ reason: 'unreachable' });
    await expect(wrong(`${database.url}_missing`)).rejects.toMatchObject({ reason: 'missing' });
  });
});
