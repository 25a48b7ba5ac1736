import { DAY_MS, HOUR_MS, plusMs, SECOND_MS, type Instant } from '../core/clock.ts';
import type { Feature, JobOutcome, JobSituation } from '../features/feature.ts';
import { notices } from '../outbox/outbox.ts';
import { jobs, occurrences, planJob } from '../schedule/job.ts';
import type { Collection, Document, Query, Writer } from '../store/store.ts';
import { AUDIT_KEPT_MS, auditEntries } from './audit/schema.ts';
import { answers, conversations } from './schema.ts';
import { setAside } from './set-aside.ts';

/** A repeat of a message is recognised for a day (and an hour, for clocks that differ). */
const ANSWERS_KEPT_MS = 25 * HOUR_MS;
/** Longer than any dialog waits for its answer. */
const CONVERSATIONS_KEPT_MS = 8 * DAY_MS;
const NOTICES_KEPT_MS = 180 * DAY_MS;
/** A fired occurrence is remembered longer than any clock goes back. */
const OCCURRENCES_KEPT_MS = 400 * DAY_MS;
/** A few milliseconds of work, because members wait behind it; a piece a second keeps up with some hundred messages a second. */
const AT_ONCE = 500;

const job = { id: 'conversation.housekeeping:all', kind: 'conversation.housekeeping', ref: 'all' } as const;

/** Deletes what the query finds, at most a piece; how many there were. */
async function forget<T extends Document>(tx: Writer, from: Collection<T>, query: Query<T>): Promise<number> {
  const rows = await tx.find(from, { ...query, limit: AT_ONCE });
  for (const row of rows) await tx.delete(from, row.id);
  return rows.length;
}

/** Forgets what is past its time, once an hour, in bounded pieces: a busy day takes many, a second apart. */
export function housekeeping(): Feature {
  const tidy = async ({ tx, now }: JobSituation): Promise<JobOutcome> => {
    const before = (ms: number): Instant => plusMs(now, -ms);
    const forgotten = [
      await forget(tx, answers, { orderBy: 'at', upTo: before(ANSWERS_KEPT_MS) }),
      await forget(tx, conversations, { orderBy: 'at', upTo: before(CONVERSATIONS_KEPT_MS) }),
      await forget(tx, setAside, { orderBy: 'at', upTo: before(NOTICES_KEPT_MS) }),
      await forget(tx, auditEntries, { orderBy: 'at', upTo: before(AUDIT_KEPT_MS) }),
      await forget(tx, occurrences, { orderBy: 'at', upTo: before(OCCURRENCES_KEPT_MS) }),
    ];
    // A personal notice nobody came for in half a year is no news any more.
    for (const state of ['sent', 'cancelled', 'expired', 'held', 'dead', 'unknown'] as const) {
      forgotten.push(await forget(tx, notices, { where: { state }, orderBy: 'dueAt', upTo: before(NOTICES_KEPT_MS) }));
    }
    const more = forgotten.some((count) => count === AT_ONCE);
    await planJob(tx, { ...job, dueAt: plusMs(now, more ? SECOND_MS : HOUR_MS) });
    return {};
  };
  return {
    name: 'conversation',
    collections: [],
    intents: [],
    help: {},
    jobs: { 'conversation.housekeeping': { run: tidy, missed: tidy } },
    // Only where none is planned: a bot that restarts every half hour must tidy all the same.
    setUp: async ({ tx, now }) => {
      if ((await tx.get(jobs, job.id)) === undefined) await planJob(tx, { ...job, dueAt: plusMs(now, HOUR_MS) });
    },
  };
}
