import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import { derived } from '../../../src/store/derived.ts';
import { openPostgresStore, type PostgresStore } from '../../../src/store/postgres/index.ts';
import { collection, UniqueViolation, type Reader } from '../../../src/store/store.ts';
import { newDatabase, type TestDatabase } from '../../support/database.ts';

const notes = collection({ name: 'notes', schema: z.object({ id: z.string(), text: z.string() }), revised: true });
const plain = collection({ name: 'plain', schema: z.object({ id: z.string(), text: z.string() }) });

let database: TestDatabase;
let stores: [PostgresStore, PostgresStore];
const open = () =>
  openPostgresStore({ url: database.url, collections: [notes, plain], clock: systemClock, log: silentLog, chance: Math.random });
beforeEach(async () => {
  database = await newDatabase();
  stores = [await open(), await open()];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  await database.drop();
});

function countingWords(of = notes) {
  let made = 0;
  const words = derived(of, (all) => {
    made += 1;
    return all.map(({ text }) => text).join(' ');
  });
  return { words, times: () => made };
}

const keep = (store: PostgresStore, id: string, text: string): Promise<void> => store.write((tx) => tx.put(notes, { id, text }));

describe('what is drawn out of a collection, over several processes', () => {
  it('is made once, and again only after a change of that collection', async () => {
    const [store] = stores;
    const { words, times } = countingWords();
    await keep(store, 'a', 'one');
    expect(await store.read(words)).toBe('one');
    await store.write((tx) => tx.put(plain, { id: 'x', text: 'other' }));
    expect(await store.read(words)).toBe('one');
    expect(await store.write(words)).toBe('one');
    expect(times()).toBe(1);
    await store.write((tx) => tx.delete(notes, 'a'));
    expect(await store.read(words)).toBe('');
    expect(times()).toBe(2);
  });

  it('is never behind what another process has kept, or somebody has changed by hand', async () => {
    const [mine, others] = stores;
    const { words } = countingWords();
    for (let i = 0; i < 20; i += 1) {
      await keep(others, 'a', `v${i}`);
      expect(await mine.read(words)).toBe(`v${i}`);
    }
    await database.query("UPDATE dangqun.notes SET document = jsonb_set(document, '{text}', '\"by hand\"')");
    expect(await mine.read(words)).toBe('by hand');
    await database.query('TRUNCATE dangqun.notes');
    expect(await mine.read(words)).toBe('');
  });

  it('is not ahead either: a transaction that began before goes on seeing what it saw', async () => {
    const [mine, others] = stores;
    const { words } = countingWords();
    await keep(mine, 'a', 'before');
    await mine.read(async (tx) => {
      expect(await tx.get(notes, 'a')).toMatchObject({ text: 'before' });
      await keep(others, 'a', 'after');
      expect(await others.read(words)).toBe('after');
      expect(await words(tx)).toBe('before');
    });
    expect(await mine.read(words)).toBe('after');
  });

  it('shows a transaction its own changes, and nobody those that were given up', async () => {
    const [store] = stores;
    const { words } = countingWords();
    await keep(store, 'a', 'one');
    const gaveUp = store.write(async (tx) => {
      await expect(tx.insert(notes, { id: 'a', text: 'taken' })).rejects.toBeInstanceOf(UniqueViolation);
      expect(await words(tx)).toBe('one');
      await tx.put(notes, { id: 'b', text: 'two' });
      expect(await words(tx)).toBe('one two');
      await tx.put(notes, { id: 'b', text: 'three' });
      expect(await words(tx)).toBe('one three');
      throw new Error('given up');
    });
    await expect(gaveUp).rejects.toThrow('given up');
    expect(await store.read(words)).toBe('one');
  });

  it('does not keep what was seen halfway through a transaction that was kept', async () => {
    const [store] = stores;
    const { words } = countingWords();
    await keep(store, 'a', 'one');
    await store.write(async (tx) => {
      await tx.insert(notes, { id: 'a', text: 'taken' }).catch(() => {});
      expect(await words(tx)).toBe('one');
      await tx.put(notes, { id: 'b', text: 'two' });
      await words(tx);
      await tx.put(notes, { id: 'c', text: 'three' });
    });
    expect(await store.read(words)).toBe('one two three');
  });

  it('makes whoever decided by it decide again when it changed meanwhile', async () => {
    const [mine, others] = stores;
    const { words } = countingWords();
    await keep(mine, 'a', 'one');
    await mine.read(words);
    let runs = 0;
    await mine.write(async (tx) => {
      runs += 1;
      const seen = await words(tx);
      // The other decides by what this one writes, and changes what this one has decided by: in no order are both right.
      if (runs === 1)
        await others.write(async (other) => {
          await other.get(plain, 'decision');
          await other.put(notes, { id: 'a', text: 'two' });
        });
      await tx.put(plain, { id: 'decision', text: seen });
    });
    expect(runs).toBe(2);
    expect(await mine.read((tx) => tx.get(plain, 'decision'))).toMatchObject({ text: 'two' });
  });

  it('is read every time where no revision is kept', async () => {
    const [store] = stores;
    const { words, times } = countingWords(plain);
    const twice = async (tx: Reader): Promise<string[]> => [await words(tx), await words(tx)];
    await store.read(twice);
    expect(times()).toBe(2);
  });
});

it('M17: a collection that is declared so later is revised from then on, and no longer when it is not', async () => {
  const later = collection({ ...plain, revised: true });
  const { words, times } = countingWords(later);
  const reopened = await openPostgresStore({
    url: database.url,
    collections: [later],
    clock: systemClock,
    log: silentLog,
    chance: Math.random,
  });
  await reopened.write((tx) => tx.put(later, { id: 'a', text: 'one' }));
  expect(await reopened.read(words)).toBe('one');
  expect(await reopened.read(words)).toBe('one');
  expect(times()).toBe(1);
  // An older program writes beside it.
  await stores[0].write((tx) => tx.put(plain, { id: 'a', text: 'two' }));
  expect(await reopened.read(words)).toBe('two');
  await reopened.close();
  await (await open()).close();
  expect(await database.query("SELECT tgname FROM pg_trigger WHERE tgrelid = 'dangqun.plain'::regclass AND NOT tgisinternal")).toEqual([]);
});
