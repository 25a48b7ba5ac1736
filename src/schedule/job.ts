import { z } from 'zod';
import { collection, type Writer } from '../store/store.ts';

const instant = z.iso.datetime();

/**
 * Work due at a time. The row is the timer: nothing is armed in memory, so nothing is lost by a restart and no timer is
 * over 24 days. One row = the next occurrence of one plan.
 */
export const jobSchema = z.object({
  /** `<kind>:<ref>`; planning the same id again moves it. */
  id: z.string(),
  /** Handler, `<feature>.<name>`. */
  kind: z.string(),
  ref: z.string(),
  dueAt: instant,
  /** Of those that are due at one instant the smaller goes first, one without before all others; absent = none. */
  rank: z.string().exactOptional(),
  /** How often it failed. */
  attempts: z.number().int(),
  /** By how many processes it was begun late, the one that finishes it among them; absent = none. */
  begun: z.number().int().exactOptional(),
  /** After a failure: not tried again before this. The planned instant stays what it is. */
  notBefore: instant.exactOptional(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobs = collection({ name: 'jobs', schema: jobSchema, indexes: [['dueAt'], ['kind', 'dueAt']] });

/** An occurrence that was run or reported; its id `<job id>@<planned instant>` can be claimed once, for ever. */
export const occurrences = collection({
  name: 'occurrences',
  schema: z.object({ id: z.string(), outcome: z.enum(['ran', 'missed', 'failed']), at: instant }),
  indexes: [['at']],
});

interface Plan extends Pick<Job, 'id' | 'ref' | 'dueAt' | 'rank'> {
  readonly kind: `${string}.${string}`;
}

/** Plans (or moves) the next occurrence. Idempotent by id. */
export async function planJob(tx: Writer, plan: Plan): Promise<void> {
  await tx.put(jobs, { ...plan, attempts: 0 });
}

/** The order in which they are run. */
export function inTurn(due: readonly Job[]): readonly Job[] {
  return due.toSorted((a, b) => compared(a.dueAt, b.dueAt) || compared(a.rank ?? '', b.rank ?? ''));
}

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export async function cancelJob(tx: Writer, id: string): Promise<void> {
  await tx.delete(jobs, id);
}

/** Runs the handler of a job and keeps what it returns, inside the transaction of its claim. */
export type RunJob = (
  tx: Writer,
  job: Job,
  how: { readonly outcome: 'run'; readonly late: boolean } | { readonly outcome: 'missed' },
) => Promise<void>;
