import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/core/clock.ts';
import { silentLog } from '../../../src/core/log.ts';
import { openPostgresStore, type PostgresStore } from '../../../src/store/postgres/index.ts';
import { collection, StoreUnavailable, type Writer } from '../../../src/store/store.ts';
import { codes, fill, shelf, signup, signups } from '../../contracts/store-shelf.ts';
import { newDatabase, type TestDatabase } from '../../support/database.ts';
import { openWire, type Wire } from '../../support/wire.ts';

/** Nothing unique, so that no change of it needs an answer. */
const marks = collection({ name: 'marks', schema: z.object({ id: z.string() }) });

describe('when the database is in trouble', () => {
  let database: TestDatabase;
  let wire: Wire;
  let store: PostgresStore;
  beforeEach(async () => {
    database = await newDatabase();
    wire = await openWire(database.url);
    store = await openPostgresStore({
      url: wire.url,
      collections: [...shelf, marks],
      clock: systemClock,
      log: silentLog,
      chance: Math.random,
    });
  });
  afterEach(async () => {
    await store.close();
    await wire.close();
    await database.drop();
  });

  const health = async (state: string): Promise<void> => {
    await expect.poll(() => store.health().state, { timeout: 8_000 }).toBe(state);
  };

  it('M08: a connection that is cut in the middle of a transaction costs the asker nothing', async () => {
    let runs = 0;
    await store.write(async (tx) => {
      runs += 1;
      await tx.insert(signups, signup('s1'));
      if (runs === 1) await database.cutConnections();
      await tx.insert(signups, signup('s2'));
    });
    expect(runs).toBe(2);
    expect(await store.read((tx) => tx.count(signups))).toBe(2);
  });

  it('that answers and keeps nothing is told as away, and as well with the first write that is kept', async () => {
    await database.query(`ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET default_transaction_read_only = on`);
    await database.cutConnections();
    for (let again = 0; again < 3; again += 1)
      await expect(store.write((tx) => tx.insert(signups, signup(`s${again}`)))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(store.health().state).toBe('away');
    await database.query(
      `BEGIN READ WRITE; ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" RESET default_transaction_read_only; COMMIT`,
    );
    await database.cutConnections();
    await expect
      .poll(
        () =>
          store
            .write((tx) => tx.put(marks, { id: 'm' }))
            .then(
              () => true,
              () => false,
            ),
        { timeout: 8_000 },
      )
      .toBe(true);
    await health('ok');
  });

  it('M11: a commit whose answer is lost is not done a second time', async () => {
    let runs = 0;
    wire.loseAnswerTo('COMMIT');
    const result = await store.write(async (tx) => {
      runs += 1;
      const count = await tx.count(signups);
      await tx.insert(signups, signup(`s${count}`));
      return count;
    });
    expect({ runs, result }).toEqual({ runs: 1, result: 0 });
    expect(await store.read((tx) => tx.count(signups))).toBe(1);
  });

  const shapes: Readonly<Record<string, (tx: Writer) => Promise<unknown>>> = {
    'changes right behind it': async (tx) => {
      await tx.insert(signups, signup('s1'));
      await tx.put(codes, { id: 'c1', code: 'X' });
    },
    'changes of which none is answered': async (tx) => {
      await tx.put(marks, { id: 'm1' });
      await tx.delete(signups, 'kept');
    },
    'changes after a question': async (tx) => {
      await tx.get(signups, 'kept').catch(() => {});
      await tx.put(marks, { id: 'm1' });
      await tx.insert(signups, signup('s1')).catch(() => {});
      await tx.delete(signups, 'kept');
    },
  };
  it.each(Object.keys(shapes))('nothing is kept of a transaction that the database refuses to begin: %s', async (shape) => {
    await fill(store, signup('kept'));
    wire.garble('BEGIN');
    await expect(store.write(async (tx) => shapes[shape]?.(tx))).rejects.toMatchObject({ code: '42601' });
    const rows = await store.read(async (tx) => [await tx.count(signups), await tx.count(codes), await tx.count(marks)]);
    expect(rows).toEqual([1, 0, 0]);
    await store.write((tx) => tx.put(marks, { id: 'm2' }));
    expect(await store.read((tx) => tx.count(marks))).toBe(1);
  });

  it('M11: nor is one that went out in one piece with the last change, so that neither was answered', async () => {
    await fill(store, signup('s1'));
    let runs = 0;
    wire.loseAnswerTo('COMMIT');
    await store.write(async (tx) => {
      runs += 1;
      const seen = await tx.get(signups, 's1');
      await tx.put(signups, signup('s1', { place: (seen?.place ?? 0) + 100 }));
    });
    expect(runs).toBe(1);
    expect((await store.read((tx) => tx.get(signups, 's1')))?.place).toBe((signup('s1').place ?? 0) + 100);
  });

  it('M08: while it is away nothing is accepted, health names it, and all goes on by itself when it is back', async () => {
    await fill(store, signup('s1'));
    wire.cut();
    await expect(fill(store, signup('s2'))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.read((tx) => tx.get(signups, 's1'))).rejects.toBeInstanceOf(StoreUnavailable);
    await health('away');
    wire.mend();
    await fill(store, signup('s2'));
    await health('ok');
    expect(await store.read((tx) => tx.count(signups))).toBe(2);
  });

  it('it is away as well when it takes connections and never answers, at work and at a start', async () => {
    wire.swallow();
    await expect(fill(store, signup('s1'))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(
      openPostgresStore({ url: wire.url, collections: shelf, clock: systemClock, log: silentLog, chance: Math.random }),
    ).rejects.toMatchObject({ reason: 'unreachable' });
    await health('away');
    wire.mend();
    await health('ok');
    await fill(store, signup('s1'));
  });

  it('it is away as well when lines that stand go silent, and comes back', async () => {
    await health('ok');
    wire.freeze();
    await health('away');
    wire.mend();
    await health('ok');
    await fill(store, signup('s1'));
    expect(await store.read((tx) => tx.count(signups))).toBe(1);
  });

  it('M11: a lost commit of which nobody can be asked is neither acknowledged nor done again', async () => {
    let runs = 0;
    wire.loseAnswerTo('COMMIT');
    const writing = store.write(async (tx) => {
      runs += 1;
      await tx.put(codes, { id: 'a', code: 'X' });
      await tx.put(codes, { id: 'b', code: 'Y' });
      // From here on nobody gets through any more; this line is cut at the answer.
      setTimeout(() => wire.cut(), 0);
    });
    await expect(writing).rejects.toBeInstanceOf(StoreUnavailable);
    expect(runs).toBeLessThanOrEqual(2);
    wire.mend();
    expect([0, 2]).toContain(await store.read((tx) => tx.count(codes)));
  });

  it('M03, M15: a writer that sleeps in the middle holds the others up for some seconds at most', async () => {
    const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: halfway, resolve: reached } = Promise.withResolvers<void>();
    let runs = 0;
    const sleeper = store.write(async (tx) => {
      runs += 1;
      await tx.put(codes, { id: 'a', code: `sleeper ${runs}` });
      // The put is sent, not waited for: this answer comes behind it.
      await tx.get(codes, 'a');
      reached();
      if (runs === 1) await goOn;
    });
    await halfway;
    await store.write((tx) => tx.put(codes, { id: 'a', code: 'other' }));
    letGo();
    await sleeper;
    expect(runs).toBe(2);
    expect(await store.read((tx) => tx.get(codes, 'a'))).toEqual({ id: 'a', code: 'sleeper 2' });
  });

  it('M13: while slow work holds every connection, who comes is refused in time, and the watch has a line of its own', async () => {
    const narrow = await openPostgresStore({
      url: wire.url,
      connections: 1,
      collections: shelf,
      clock: systemClock,
      log: silentLog,
      chance: Math.random,
    });
    const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: holds, resolve: took } = Promise.withResolvers<void>();
    const slow = narrow.write(async (tx) => {
      await tx.get(signups, 's1');
      took();
      await goOn;
    });
    await holds;
    const begun = performance.now();
    await expect(fill(narrow, signup('s1'))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(performance.now() - begun).toBeLessThan(2_500);
    expect(narrow.health().state).toBe('ok');
    const watches = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'dangqun-bot watch'";
    expect(await database.query(watches)).toHaveLength(2);
    letGo();
    await slow;
    await fill(narrow, signup('s1'));
    await narrow.close();
  });

  it('refuses a write inside a write, which would wait for itself', async () => {
    await expect(store.write(() => store.write(async () => {}))).rejects.toThrow(/write inside a write/);
  });
});
