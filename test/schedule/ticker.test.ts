import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { silentLog } from '../../src/core/log.ts';
import { cancelJob, jobs, occurrences, planJob, type RunJob } from '../../src/schedule/job.ts';
import { ticker, type Ticker } from '../../src/schedule/ticker.ts';
import { openTestStore } from '../support/store.ts';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import { setClock, type SetClock } from '../support/clock.ts';

let store: Store;
let clock: SetClock;
let runs: { ref: string; how: string }[];
let handler: RunJob;
let schedule: Ticker;
let abandoned: string[];

const start = (): Ticker =>
  ticker({
    store,
    clock,
    failpoints: noFailpoints,
    log: silentLog,
    run: (tx, job, how) => handler(tx, job, how),
    abandoned: async (_tx, job) => void abandoned.push(job.ref),
  });

beforeEach(async () => {
  store = await openTestStore([jobs, occurrences]);
  clock = setClock('2026-11-21T01:00:00.000Z');
  runs = [];
  abandoned = [];
  handler = async (_tx, job, how) =>
    void runs.push({ ref: job.ref, how: how.outcome === 'missed' ? 'missed' : how.late ? 'late' : 'on time' });
  schedule = start();
});
afterEach(() => store.close());

/** Half a minute apart: so long a job that failed waits for its next try. */
async function ticks(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await schedule.tick();
    clock.advance(MINUTE_MS / 2);
  }
}

const plan = (ref: string, dueAt: string): Promise<void> =>
  store.write((tx) => planJob(tx, { id: `test.job:${ref}`, kind: 'test.job', ref, dueAt }));

it('a job is run when it is due, once', async () => {
  await plan('a', '2026-11-21T01:05:00.000Z');
  await schedule.tick();
  expect(runs).toEqual([]);
  clock.advance(5 * MINUTE_MS);
  await schedule.tick();
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'a', how: 'on time' }]);
});

it('T13: 300 jobs of one instant run by their rank, whatever their ids', async () => {
  const dueAt = '2026-11-21T01:05:00.000Z';
  const ranks = Array.from({ length: 300 }, (_, n) => String(n).padStart(3, '0'));
  await store.write(async (tx) => {
    for (const rank of ranks) await planJob(tx, { id: `test.job:${999 - Number(rank)}`, kind: 'test.job', ref: rank, rank, dueAt });
  });
  await plan('earlier', '2026-11-21T01:04:59.000Z');
  await plan('without', dueAt);
  clock.advance(5 * MINUTE_MS);
  await schedule.tick();
  expect(runs.map(({ ref }) => ref)).toEqual(['earlier', 'without', ...ranks]);
});

it('T07: a job in 60 days is neither early nor forgotten (a timer over 24 days would fire at once)', async () => {
  await plan('far', '2027-01-20T01:00:00.000Z');
  clock.advance(59 * DAY_MS);
  await schedule.tick();
  expect(runs).toEqual([]);
  clock.advance(DAY_MS);
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'far', how: 'on time' }]);
});

it('after downtime of up to 30 minutes it is run late and told so', async () => {
  await plan('a', '2026-11-21T01:05:00.000Z');
  clock.advance(35 * MINUTE_MS);
  schedule = start();
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'a', how: 'late' }]);
});

it('more than 30 minutes behind it is reported as missed, not run', async () => {
  await plan('a', '2026-11-21T01:05:00.000Z');
  clock.advance(36 * MINUTE_MS);
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'a', how: 'missed' }]);
});

it('T02: a clock that goes back an hour does not fire an occurrence again', async () => {
  await plan('a', '2026-11-21T01:05:00.000Z');
  clock.advance(6 * MINUTE_MS);
  await schedule.tick();
  clock.set('2026-11-21T00:30:00.000Z');
  await plan('a', '2026-11-21T01:05:00.000Z');
  clock.set('2026-11-21T01:06:00.000Z');
  await schedule.tick();
  expect(runs).toHaveLength(1);
});

it('T01: a clock that jumps ahead an hour: what lies between is late or missed, each once, also when it is put right', async () => {
  await plan('missed', '2026-11-21T01:05:00.000Z');
  await plan('late', '2026-11-21T01:45:00.000Z');
  await plan('to come', '2026-11-21T02:30:00.000Z');
  clock.set('2026-11-21T02:01:00.000Z');
  await ticks(3);
  const once = [
    { ref: 'missed', how: 'missed' },
    { ref: 'late', how: 'late' },
  ];
  expect(runs).toEqual(once);
  clock.set('2026-11-21T01:01:00.000Z');
  await ticks(100);
  expect(runs).toEqual(once);
  await ticks(100);
  expect(runs).toEqual([...once, { ref: 'to come', how: 'on time' }]);
});

it('M07: two processes on one store run it once', async () => {
  await plan('a', '2026-11-21T01:00:00.000Z');
  await Promise.all([schedule.tick(), start().tick()]);
  expect(runs).toHaveLength(1);
});

it('a cancelled job is not run, a moved one only at its new time', async () => {
  await plan('gone', '2026-11-21T01:05:00.000Z');
  await plan('moved', '2026-11-21T01:05:00.000Z');
  await store.write((tx) => cancelJob(tx, 'test.job:gone'));
  await plan('moved', '2026-11-21T01:10:00.000Z');
  clock.advance(5 * MINUTE_MS);
  await schedule.tick();
  expect(runs).toEqual([]);
  clock.advance(5 * MINUTE_MS);
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'moved', how: 'on time' }]);
});

it('L06: effects of a handler that fails are undone; it is tried three times, then reported as missed', async () => {
  handler = async (tx, job, how) => {
    runs.push({ ref: job.ref, how: how.outcome });
    await tx.put(jobs, { id: 'test.job:effect', kind: 'test.job', ref: 'effect', dueAt: '2030-01-01T00:00:00.000Z', attempts: 0 });
    if (how.outcome === 'run') throw new Error('boom');
  };
  await plan('a', '2026-11-21T01:00:00.000Z');
  await ticks(5);
  expect(runs.map((run) => run.how)).toEqual(['run', 'run', 'run', 'missed']);
  expect(await store.read((tx) => tx.count(jobs))).toBe(1);
});

it('L06: a handler that cannot even be reported is set aside, and the others go on', async () => {
  handler = async (_tx, job) => {
    if (job.ref === 'poison') throw new Error('boom');
    runs.push({ ref: job.ref, how: 'ran' });
  };
  await plan('poison', '2026-11-21T01:00:00.000Z');
  await plan('good', '2026-11-21T01:00:00.000Z');
  await ticks(6);
  expect(abandoned).toEqual(['poison']);
  expect(runs).toEqual([{ ref: 'good', how: 'ran' }]);
  expect(await store.read((tx) => tx.find(jobs))).toEqual([]);
  const [, set] = await store.read((tx) => tx.find(occurrences));
  expect(set?.outcome).toBe('failed');
});

it('C20: a job that ends every process that runs it is reported after nine, and then set aside', async () => {
  const seen: string[] = [];
  // The process is gone in the middle of it: nothing comes back, nothing of the transaction is kept.
  handler = (_tx, job, how) => {
    if (job.ref !== 'deadly') return Promise.resolve(void runs.push({ ref: job.ref, how: 'ran' }));
    seen.push(how.outcome);
    throw new StoreUnavailable('the process is gone');
  };
  await plan('deadly', '2026-11-21T01:00:00.000Z');
  await plan('good', '2026-11-21T01:00:01.000Z');
  for (let life = 0; life < 12; life += 1) {
    clock.advance(MINUTE_MS);
    schedule = start();
    await schedule.run('test.job:deadly').catch(() => {});
  }
  expect(seen).toEqual([...Array.from({ length: 9 }, () => 'run'), 'missed']);
  expect(abandoned).toEqual(['deadly']);
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'good', how: 'ran' }]);
});

it('C20: what chance kills, eight processes in a row, is done by the next one', async () => {
  let alive = false;
  handler = async (_tx, job, how) => {
    if (!alive) throw new StoreUnavailable('the process is gone');
    runs.push({ ref: job.ref, how: how.outcome });
  };
  await plan('a', '2026-11-21T01:00:00.000Z');
  for (let life = 0; life < 8; life += 1) {
    clock.advance(MINUTE_MS);
    schedule = start();
    await schedule.tick().catch(() => {});
  }
  alive = true;
  schedule = start();
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'a', how: 'run' }]);
});

it('C20: a store that is away again and again while one process lives is not counted against the job', async () => {
  let away = true;
  handler = async (_tx, job, how) => {
    if (away) throw new StoreUnavailable('away');
    runs.push({ ref: job.ref, how: how.outcome });
  };
  await plan('a', '2026-11-21T01:00:00.000Z');
  clock.advance(MINUTE_MS);
  schedule = start();
  for (let tick = 0; tick < 20; tick += 1) {
    clock.advance(SECOND_MS);
    await schedule.tick().catch(() => {});
  }
  away = false;
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'a', how: 'run' }]);
});

it('a repeated job plans its next occurrence in the same transaction', async () => {
  handler = async (tx, job) => {
    runs.push({ ref: job.ref, how: 'ran' });
    await planJob(tx, { id: job.id, kind: 'test.job', ref: job.ref, dueAt: new Date(Date.parse(job.dueAt) + DAY_MS).toISOString() });
  };
  await plan('daily', '2026-11-21T01:00:00.000Z');
  for (let day = 0; day < 3; day += 1) {
    await schedule.tick();
    clock.advance(DAY_MS);
  }
  expect(runs).toHaveLength(3);
});

it('while the store is not available nothing is counted as a try, and the caller hears of it', async () => {
  await plan('a', '2026-11-21T01:00:00.000Z');
  const down: Store = {
    ...store,
    read: (work) => store.read(work),
    write: () => Promise.reject(new StoreUnavailable('disk full')),
    close: () => Promise.resolve(),
  };
  await expect(
    ticker({ store: down, clock, failpoints: noFailpoints, log: silentLog, run: handler, abandoned: async () => {} }).tick(),
  ).rejects.toThrow(StoreUnavailable);
  await schedule.tick();
  expect(runs).toEqual([{ ref: 'a', how: 'on time' }]);
});

it('a job that was moved while it failed keeps its new time, and one that was cancelled stays cancelled', async () => {
  handler = async (_tx, job) => {
    if (job.dueAt === '2026-11-21T01:00:00.000Z') throw new Error('boom');
    runs.push({ ref: job.ref, how: 'ran' });
  };
  await plan('a', '2026-11-21T01:00:00.000Z');
  const failing = schedule.tick();
  await plan('a', '2026-11-21T01:10:00.000Z');
  await failing;
  expect(await store.read((tx) => tx.find(jobs))).toMatchObject([{ dueAt: '2026-11-21T01:10:00.000Z', attempts: 0 }]);
});
