import { MINUTE_MS, msBetween, plusMs, SECOND_MS, type Clock, type Instant } from '../core/clock.ts';
import type { Failpoints } from '../core/failpoints.ts';
import { faultOf, type Log } from '../core/log.ts';
import type { Store, Writer } from '../store/store.ts';
import { inTurn, jobs, occurrences, type Job, type RunJob } from './job.ts';

/** Later than this is no longer done but reported. */
export const GRACE_MS = 30 * MINUTE_MS;
/** Later than this carries a mark. */
const LATE_MS = MINUTE_MS;
const TRIES = 3;
/**
 * So many processes ended while they were at one job, then the job is what ends them. A restart or two, or a machine that is
 * killed again and again, may well meet the same job three times in a row: that is no reason to leave it undone.
 */
const ENDS = 9;
/** Between two tries of a job that failed: what is broken for a moment is whole again, what is broken for good is soon known. */
const RETRY_MS = 30 * SECOND_MS;
/** More than ever fall due at one instant: they are brought into their order together. */
const AT_ONCE = 1_000;
/** The next one is among these, also where some of them have failed and wait for their next try. */
const AHEAD = 200;

export interface TickerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly failpoints: Failpoints;
  readonly log: Log;
  readonly run: RunJob;
  /** In the same transaction: a job was set aside for good, somebody must know. */
  readonly abandoned: (tx: Writer, job: Job) => Promise<void>;
}

export interface Ticker {
  /** Runs everything that is due, oldest first, of one instant by rank, each occurrence once for ever; tells when the next falls due. */
  tick(): Promise<Instant | null>;
  /** Runs the one plan of this id, if it is due. */
  run(id: string): Promise<void>;
}

export function ticker({ store, clock, failpoints, log, run, abandoned }: TickerOptions): Ticker {
  let running: Promise<Instant | null> | undefined;
  const startedAt = clock.now();
  const begunHere = new Set<string>();

  /** The claim, the effects and the next plan are one transaction: a crash leaves all or nothing. */
  const fire = (due: Job, outcome: 'ran' | 'missed'): Promise<void> =>
    store.write(async (tx) => {
      const now = clock.now();
      const job = await tx.get(jobs, due.id);
      // Moved or cancelled since it was looked up: the newer plan counts.
      if (job === undefined || job.dueAt !== due.dueAt) return;
      await tx.delete(jobs, job.id);
      const occurrence = `${job.id}@${job.dueAt}`;
      if ((await tx.get(occurrences, occurrence)) !== undefined) return;
      await tx.insert(occurrences, { id: occurrence, outcome, at: now });
      await failpoints.hit('job.beforeRun');
      const behindMs = msBetween(job.dueAt, now);
      await run(tx, job, outcome === 'missed' ? { outcome: 'missed' } : { outcome: 'run', late: behindMs > LATE_MS });
      await failpoints.hit('job.afterRun');
    });

  /** Only while the plan is the one that failed: a newer one must not be undone by an older one's trouble. */
  const unlessMoved = (due: Job, work: (tx: Writer, job: Job) => Promise<void>): Promise<void> =>
    store.write(async (tx) => {
      const job = await tx.get(jobs, due.id);
      if (job?.dueAt === due.dueAt) await work(tx, job);
    });

  /** Read again: by now the row says that this process has begun it. */
  const tryLater = (due: Job): Promise<void> =>
    unlessMoved(due, (tx, job) => tx.put(jobs, { ...job, attempts: job.attempts + 1, notBefore: plusMs(clock.now(), RETRY_MS) }));

  const giveUp = (due: Job): Promise<void> =>
    unlessMoved(due, async (tx) => {
      await tx.delete(jobs, due.id);
      await tx.put(occurrences, { id: `${due.id}@${due.dueAt}`, outcome: 'failed', at: clock.now() });
      await abandoned(tx, due);
    });

  /**
   * What was due before this process began may have ended the last one: that it is begun is written down, once per process,
   * or it would end every process. False when it ended too many.
   */
  const mayBegin = async (due: Job): Promise<boolean> => {
    const occurrence = `${due.id}@${due.dueAt}`;
    if (due.dueAt > startedAt || begunHere.has(occurrence)) return true;
    const begun = due.begun ?? 0;
    if (begun > ENDS) {
      log.error('a job ended the process each time', { kind: due.kind, processes: begun });
      await giveUp(due);
      return false;
    }
    await unlessMoved(due, (tx, job) => tx.put(jobs, { ...job, begun: begun + 1 }));
    begunHere.add(occurrence);
    return true;
  };

  const attempt = async (due: Job): Promise<void> => {
    if (!(await mayBegin(due))) return;
    const failsAlways = due.attempts >= TRIES || (due.begun ?? 0) >= ENDS;
    const missed = failsAlways || msBetween(due.dueAt, clock.now()) > GRACE_MS;
    try {
      await fire(due, missed ? 'missed' : 'ran');
    } catch (error) {
      if (error instanceof Error && error.name === 'StoreUnavailable') throw error;
      log.error('a job failed', { kind: due.kind, attempts: due.attempts + 1, ...faultOf(error) });
      // Three tries, then it is reported as missed; when even that fails it is set aside so that the others go on.
      if (due.attempts > TRIES) await giveUp(due);
      else await tryLater(due);
    }
  };

  const isReady = (job: Job): boolean => (job.notBefore ?? job.dueAt) <= clock.now();

  const round = async (): Promise<Instant | null> => {
    const due = await store.read((tx) => tx.find(jobs, { orderBy: 'dueAt', upTo: clock.now(), limit: AT_ONCE }));
    for (const job of inTurn(due)) if (isReady(job)) await attempt(job);
    // What ran may have planned more that is due already; what failed waits for its own time.
    const soon = await store.read((tx) => tx.find(jobs, { orderBy: 'dueAt', limit: AHEAD }));
    return soon.map((job) => job.notBefore ?? job.dueAt).toSorted()[0] ?? null;
  };

  return {
    run: async (id) => {
      const job = await store.read((tx) => tx.get(jobs, id));
      if (job !== undefined && isReady(job)) await attempt(job);
    },
    tick: () => {
      running ??= round().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
