import type { Instant } from '../../core/clock.ts';
import { cancelJob, planJob } from '../../schedule/job.ts';
import type { Writer } from '../../store/store.ts';
import { finishesAt, reminderTimes } from './rules/plan.ts';
import type { Activity } from './schema.ts';

/** More reminders than this are a mistake, not a plan. */
export const REMINDERS_LIMIT = 5;

/**
 * Plans what is still to come of a published activity, replacing what was planned before: called after every change of
 * its times or state. Of an activity that is over nothing stays planned. Idempotent.
 */
export async function planJobs(tx: Writer, activity: Activity, at: { readonly now: Instant; readonly zone: string }): Promise<void> {
  const running = activity.status === 'open' || activity.status === 'closed';
  const reminders = running ? reminderTimes(activity, at.zone, at.now) : [];
  for (let index = 0; index < REMINDERS_LIMIT; index += 1) {
    await planOrCancel(tx, 'activity.remind', `${activity.id}/${index}`, reminders[index]);
  }
  await planOrCancel(tx, 'activity.closeSignup', activity.id, activity.status === 'open' ? activity.signupClosesAt : undefined);
  await planOrCancel(tx, 'activity.finish', activity.id, running ? finishesAt(activity) : undefined);
}

/** The activity that a job's `ref` belongs to. */
export function activityIdOf(ref: string): string {
  return ref.split('/')[0] ?? ref;
}

async function planOrCancel(tx: Writer, kind: `activity.${string}`, ref: string, dueAt: Instant | undefined): Promise<void> {
  const id = `${kind}:${ref}`;
  if (dueAt === undefined) await cancelJob(tx, id);
  else await planJob(tx, { id, kind, ref, dueAt });
}
