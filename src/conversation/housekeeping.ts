import { DAY_MS, HOUR_MS, plusMs } from '../core/clock.ts';
import type { Feature, JobOutcome, JobSituation } from '../features/feature.ts';
import { notices } from '../outbox/outbox.ts';
import { jobs, occurrences, planJob } from '../schedule/job.ts';
import { answers, conversations } from './schema.ts';

/** A repeat of a message is recognised for a day (and an hour, for clocks that differ). */
const ANSWERS_KEPT_MS = 25 * HOUR_MS;
const CONVERSATIONS_KEPT_MS = 2 * DAY_MS;
const NOTICES_KEPT_MS = 180 * DAY_MS;
/** A fired occurrence is remembered longer than any clock goes back. */
const OCCURRENCES_KEPT_MS = 400 * DAY_MS;
const AT_ONCE = 2_000;

const job = { id: 'conversation.housekeeping:all', kind: 'conversation.housekeeping', ref: 'all' } as const;

/** Forgets what is past its time, once an hour, in bounded pieces. */
export function housekeeping(): Feature {
  const tidy = async ({ tx, now }: JobSituation): Promise<JobOutcome> => {
    await planJob(tx, { ...job, dueAt: plusMs(now, HOUR_MS) });
    for (const row of await tx.find(answers, { orderBy: 'at', upTo: plusMs(now, -ANSWERS_KEPT_MS), limit: AT_ONCE }))
      await tx.delete(answers, row.id);
    for (const row of await tx.find(conversations, { orderBy: 'at', upTo: plusMs(now, -CONVERSATIONS_KEPT_MS), limit: AT_ONCE }))
      await tx.delete(conversations, row.id);
    for (const row of await tx.find(occurrences, { orderBy: 'at', upTo: plusMs(now, -OCCURRENCES_KEPT_MS), limit: AT_ONCE }))
      await tx.delete(occurrences, row.id);
    for (const state of ['sent', 'cancelled', 'expired'] as const) {
      const old = await tx.find(notices, { where: { state }, orderBy: 'dueAt', upTo: plusMs(now, -NOTICES_KEPT_MS), limit: AT_ONCE });
      for (const row of old) await tx.delete(notices, row.id);
    }
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
