import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS, plusMs, SECOND_MS, systemClock } from '../../src/core/clock.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Ticking } from '../../src/schedule/cron.ts';
import { cancelJob, jobs, occurrences, planJob, type RunJob } from '../../src/schedule/job.ts';
import { ticker, type Ticker } from '../../src/schedule/ticker.ts';
import type { AnyCollection, Store } from '../../src/store/store.ts';

export interface Place {
  readonly store: Store;
  /** One more process that runs what falls due. */
  startJobs(schedule: Ticker): Promise<Ticking>;
  close(): Promise<void>;
}

/** What whoever keeps the schedule must hold. Real time, because one of them goes by the database's clock: the waits are short. */
export function scheduleContract(name: string, processes: number, open: (collections: readonly AnyCollection[]) => Promise<Place>): void {
  describe(`${name}, ${processes} at work`, () => {
    let place: Place;
    let runs: string[];
    let handler: RunJob;
    let ticking: Ticking[];

    beforeEach(async () => {
      place = await open([jobs, occurrences]);
      runs = [];
      handler = async (_tx, job, how) =>
        void runs.push(`${job.ref} ${how.outcome === 'missed' ? 'missed' : how.late ? 'late' : 'on time'}`);
      ticking = [];
      for (let i = 0; i < processes; i += 1) {
        const schedule = ticker({
          store: place.store,
          clock: systemClock,
          failpoints: noFailpoints,
          log: silentLog,
          // Noted outside the transaction: a try that is rolled back must not count.
          run: (tx, job, how) => handler(tx, job, how),
          abandoned: async () => {},
        });
        ticking.push(await place.startJobs(schedule));
      }
    });
    afterEach(async () => {
      for (const each of ticking) await each.stop();
      await place.close();
    });

    const inMs = (ms: number): string => plusMs(systemClock.now(), ms);
    const plan = (ref: string, dueAt: string): Promise<void> =>
      place.store.write((tx) => planJob(tx, { id: `test.job:${ref}`, kind: 'test.job', ref, dueAt }));
    const outcomes = async (): Promise<readonly string[]> =>
      (await place.store.read((tx) => tx.find(occurrences))).map(({ id, outcome }) => `${/:(.*?)@/u.exec(id)?.[1]} ${outcome}`);
    const soon = { timeout: 20_000, interval: 100 };

    it('M07: runs each occurrence once, not before its time', async () => {
      const refs = Array.from({ length: 30 }, (_, i) => `r${String(i).padStart(2, '0')}`);
      const dueAt = inMs(2 * SECOND_MS);
      await place.store.write(async (tx) => {
        for (const ref of refs) await planJob(tx, { id: `test.job:${ref}`, kind: 'test.job', ref, dueAt });
      });
      handler = async (_tx, { ref }) => {
        expect(systemClock.now() >= dueAt).toBe(true);
        runs.push(ref);
      };
      await expect.poll(outcomes, soon).toHaveLength(refs.length);
      expect(await outcomes()).toEqual(refs.map((ref) => `${ref} ran`));
      expect(await place.store.read((tx) => tx.count(jobs))).toBe(0);
      expect(new Set(runs)).toEqual(new Set(refs));
    });

    it('goes by the newer plan when one was moved, and forgets one that was cancelled', async () => {
      await plan('moved', inMs(1_500));
      await plan('cancelled', inMs(1_500));
      const later = inMs(4 * SECOND_MS);
      await plan('moved', later);
      await place.store.write((tx) => cancelJob(tx, 'test.job:cancelled'));
      let ranAt = '';
      handler = async () => void (ranAt = systemClock.now());
      // By what was kept: a handler has run before its transaction has.
      await expect.poll(outcomes, soon).toEqual(['moved ran']);
      expect(ranAt >= later).toBe(true);
    });

    it('knows nothing of a plan whose transaction was given up', async () => {
      const given = place.store.write(async (tx) => {
        await planJob(tx, { id: 'test.job:ghost', kind: 'test.job', ref: 'ghost', dueAt: inMs(0) });
        throw new Error('changed my mind');
      });
      await expect(given).rejects.toThrow('changed my mind');
      await plan('real', inMs(SECOND_MS));
      await expect.poll(outcomes, soon).toEqual(['real ran']);
    });

    it('runs late what is up to half an hour behind, and reports what is more as missed', async () => {
      await plan('late', inMs(-5 * MINUTE_MS));
      await plan('missed', inMs(-31 * MINUTE_MS));
      await expect.poll(outcomes, soon).toHaveLength(2);
      expect(runs.toSorted()).toEqual(['late late', 'missed missed']);
    });

    it('runs the next occurrence that a job plans for itself', async () => {
      handler = async (tx, { id, ref, dueAt }) => {
        if (Number(ref) < 3) await planJob(tx, { id, kind: 'test.job', ref: String(Number(ref) + 1), dueAt: plusMs(dueAt, 700) });
      };
      await place.store.write((tx) => planJob(tx, { id: 'test.job:again', kind: 'test.job', ref: '1', dueAt: inMs(0) }));
      await expect.poll(outcomes, soon).toEqual(['again ran', 'again ran', 'again ran']);
    });

    it('keeps nothing of a try that failed, and does not run it again at once', async () => {
      let tries = 0;
      handler = async (tx) => {
        tries += 1;
        await planJob(tx, { id: 'test.job:effect', kind: 'test.job', ref: 'effect', dueAt: inMs(0) });
        throw new Error('broken');
      };
      await plan('a', inMs(0));
      const failed = (): Promise<number | undefined> => place.store.read(async (tx) => (await tx.get(jobs, 'test.job:a'))?.attempts);
      await expect.poll(failed, soon).toBe(1);
      expect(await place.store.read((tx) => tx.get(jobs, 'test.job:effect'))).toBeUndefined();
      expect(await outcomes()).toEqual([]);
      // Two may have begun it at the same moment; only one of them counted.
      expect(tries).toBeLessThanOrEqual(processes + 1);
    });
  });
}
