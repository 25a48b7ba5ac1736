import { DAY_MS, plusMs } from '../../../core/clock.ts';
import { jobs, planJob } from '../../../schedule/job.ts';
import type { Collection, Document } from '../../../store/store.ts';
import type { JobHandler, JobOutcome, JobSituation } from '../../feature.ts';
import { deliveries } from '../schema/delivery.ts';
import { sendings } from '../schema/sending.ts';
import { ticks } from '../schema/tick.ts';

export const TIDY_JOB = 'announcement.tidy';
const job = { id: `${TIDY_JOB}:all`, kind: TIDY_JOB, ref: 'all' } as const;
/** A year's ledger can still be made from it; who ticked what longer ago is nobody's business. */
const KEPT_MS = 400 * DAY_MS;
const AT_ONCE = 200;

async function tidy({ tx, now }: JobSituation): Promise<JobOutcome> {
  const upTo = plusMs(now, -KEPT_MS);
  const forget = async <T extends Document>(from: Collection<T>, rows: readonly T[]): Promise<void> => {
    for (const row of rows) await tx.delete(from, row.id);
  };
  await forget(sendings, await tx.find(sendings, { orderBy: 'leavesAt', upTo, limit: AT_ONCE }));
  await forget(deliveries, await tx.find(deliveries, { orderBy: 'at', upTo, limit: AT_ONCE }));
  await forget(ticks, await tx.find(ticks, { orderBy: 'at', upTo, limit: AT_ONCE }));
  await planJob(tx, { ...job, dueAt: plusMs(now, DAY_MS / 8) });
  return {};
}

/** Forgets what is older than any ledger, a piece every three hours. */
export const tidyJob: JobHandler = { run: tidy, missed: tidy };

export async function planTidying({ tx, now }: JobSituation): Promise<void> {
  if ((await tx.get(jobs, job.id)) === undefined) await planJob(tx, { ...job, dueAt: plusMs(now, DAY_MS / 8) });
}
