import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import { openPostgresStore, type PostgresStore } from '../../../src/store/postgres/index.ts';
import { StoreUnavailable } from '../../../src/store/store.ts';
import { codes, shelf } from '../../contracts/store-shelf.ts';
import { newDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let store: PostgresStore;
/** How often the store asked by how much it shall wait. */
let asked: number;

beforeEach(async () => {
  asked = 0;
  database = await newDatabase();
  store = await openPostgresStore({
    url: database.url,
    collections: shelf,
    clock: systemClock,
    log: silentLog,
    chance: () => {
      asked += 1;
      return 0.1;
    },
  });
  await store.write(async (tx) => {
    for (const id of ['a', 'b']) await tx.put(codes, { id, code: id });
  });
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

const codeOf = async (id: string): Promise<string | null | undefined> => (await store.read((tx) => tx.get(codes, id)))?.code;

describe('M12: two that are in each other’s way', () => {
  it('each waiting for what the other holds: both are done in the end, one after the other', async () => {
    const { promise: bothHold, resolve: goOn } = Promise.withResolvers<void>();
    let holding = 0;
    let runs = 0;
    const takeBoth = (first: string, second: string): Promise<void> =>
      store.write(async (tx) => {
        runs += 1;
        await tx.put(codes, { id: first, code: `${first} by ${first}` });
        // The put is sent, not waited for: this answer comes behind it.
        await tx.get(codes, first);
        holding += 1;
        if (holding === 2) goOn();
        await bothHold;
        await tx.put(codes, { id: second, code: `${second} by ${first}` });
      });
    await Promise.all([takeBoth('a', 'b'), takeBoth('b', 'a')]);
    expect(runs).toBeGreaterThan(2);
    expect([
      ['a by a', 'b by a'],
      ['a by b', 'b by b'],
    ]).toContainEqual([await codeOf('a'), await codeOf('b')]);
  });

  it('again and again: the work runs anew a bounded number of times, apart by chance; then it is given back, and nothing is kept of it', async () => {
    let runs = 0;
    const loser = store.write(async (tx) => {
      runs += 1;
      const seen = await tx.get(codes, 'a');
      await database.query(`UPDATE dangqun.codes SET document = document || '{"code": "faster ${runs}"}' WHERE id = 'a'`);
      await tx.put(codes, { id: 'a', code: `${seen?.code} and slower` });
      await tx.put(codes, { id: 'b', code: 'slower' });
    });
    await expect(loser).rejects.toBeInstanceOf(StoreUnavailable);
    expect(runs).toBeGreaterThan(5);
    expect(runs).toBeLessThan(50);
    expect(asked).toBe(runs - 1);
    expect([await codeOf('a'), await codeOf('b')]).toEqual([`faster ${runs}`, 'b']);
  });
});

describe('M12: a server that cannot remember any more who has read what', () => {
  /** As long as some older transaction is open. A sequence goes on although the transaction is given up. */
  const crowdedFor = (writes: number): Promise<unknown> =>
    database.query(`
      CREATE SEQUENCE tries;
      CREATE FUNCTION crowded() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('tries') <= ${writes} THEN RAISE EXCEPTION 'out of shared memory' USING ERRCODE = '53200'; END IF;
          RETURN NEW;
        END $$;
      CREATE TRIGGER crowded BEFORE INSERT OR UPDATE ON dangqun.codes FOR EACH ROW EXECUTE FUNCTION crowded();`);

  it('is asked again, a while apart, until the older one has ended', async () => {
    await crowdedFor(5);
    await store.write((tx) => tx.put(codes, { id: 'c', code: 'kept' }));
    expect(await codeOf('c')).toBe('kept');
    expect(asked).toBe(5);
    expect(store.health().state).toBe('ok');
  });

  it('is given up in the end, honestly', async () => {
    await crowdedFor(1_000);
    await expect(store.write((tx) => tx.put(codes, { id: 'c', code: 'kept' }))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await codeOf('c')).toBeUndefined();
  });
});
