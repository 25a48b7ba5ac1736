import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { faultOf, type Log } from '../core/log.ts';
import type { Document } from '../store/store.ts';
import type { Ticking } from './cron.ts';
import { jobs, jobSchema } from './job.ts';
import type { Ticker } from './ticker.ts';

/** A transaction that is open at the moment, for one more statement of it. */
export interface Statements {
  query(text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

export interface Boss {
  /** Told of every document that a transaction keeps: a planned job is given to pg-boss in the same transaction, or not at all. */
  readonly onPut: (collection: string, document: Document, transaction: Statements) => Promise<void>;
  /** Runs what falls due, each occurrence once over all processes. `onRan`: there may be something to send. */
  work(ticker: Ticker, onRan: () => void): Promise<Ticking>;
  stop(): Promise<void>;
}

/** What pg-boss carries: only the name of the plan. The row says what is to be done and when, also after it was moved. */
const WAKE = 'dangqun.wake';
const wakeSchema = z.object({ id: z.string() });
/** Once a minute one process looks for what nobody was woken for: rows that were imported, work that died with its process. */
const SWEEP = 'dangqun.sweep';
const EVERY_MINUTE = '* * * * *';

const POLL_SECONDS = 0.5;
const AT_ONCE = 20;
/** A process that dies with work in hand: given to another after so long. */
const EXPIRE_SECONDS = 60;
const KEPT_SECONDS = 3_600;
const STOP_MS = 8_000;

/** pg-boss on the store's own database. Rejects where it cannot be reached or its tables cannot be made. */
export async function openBoss({ url, zone, log }: { readonly url: string; readonly zone: string; readonly log: Log }): Promise<Boss> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'dangqun-bot jobs',
    max: 2,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  });
  boss.on('error', (error) => log.warn('pg-boss reports an error', faultOf(error)));
  await boss.start();
  // Tried again until the database takes it: a wake is never lost, and one too many finds nothing to do.
  const queue = { retryLimit: 1_000, retryDelay: 5, expireInSeconds: EXPIRE_SECONDS, deleteAfterSeconds: KEPT_SECONDS };
  await boss.createQueue(WAKE, queue);
  await boss.createQueue(SWEEP, { ...queue, policy: 'singleton' });
  await boss.schedule(SWEEP, EVERY_MINUTE, null, { tz: zone, missed: 'once' });

  return {
    onPut: async (collection, document, transaction) => {
      if (collection !== jobs.name) return;
      const { id, dueAt, notBefore } = jobSchema.parse(document);
      const db = { executeSql: async (text: string, values: unknown[] = []) => ({ rows: [...(await transaction.query(text, values))] }) };
      // By the database's clock: it is the same for all.
      await boss.send(WAKE, { id }, { startAfter: notBefore ?? dueAt, db });
    },
    work: async (ticker, onRan) => {
      await boss.work<unknown, null, { batchSize: number; burstWhenBatchFull: true; perJobResults: true; pollingIntervalSeconds: number }>(
        WAKE,
        { batchSize: AT_ONCE, burstWhenBatchFull: true, perJobResults: true, pollingIntervalSeconds: POLL_SECONDS },
        async (batch) => {
          const results = [];
          for (const { id, data } of batch) results.push({ id, status: await woken(ticker, wakeSchema.parse(data).id, log) });
          onRan();
          return results;
        },
      );
      await boss.work(SWEEP, { pollingIntervalSeconds: 1 }, async () => {
        await ticker.tick();
        onRan();
      });
      // What fell due while nobody was there.
      await boss.send(SWEEP);
      return { wake: () => {}, stop: () => boss.stop({ graceful: true, timeout: STOP_MS }) };
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_MS }),
  };
}

async function woken(ticker: Ticker, id: string, log: Log): Promise<'completed' | 'failed'> {
  try {
    await ticker.run(id);
    return 'completed';
  } catch (error) {
    log.warn('a job could not be looked at; it is tried again', faultOf(error));
    return 'failed';
  }
}
