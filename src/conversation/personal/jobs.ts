import type { Instant } from '../../core/clock.ts';
import { jobs, planJob } from '../../schedule/job.ts';
import type { Reader, Writer } from '../../store/store.ts';

/** Somebody was taken off the roster. */
export const LEFT_JOB = 'personal.left';
/** Who left and is still gone is forgotten. */
export const FORGET_LEAVER_JOB = 'personal.forgetLeaver';
/** Somebody is forgotten, on the roster or not: it was asked for. */
export const FORGET_JOB = 'personal.forget';

/** Names go from what is long over. */
export const EXPIRE_JOB = 'personal.expire';

/** For whoever takes people off the roster: the rest is done by the server, at once or at its next start, for all of them together. */
export async function planLeaving(
  tx: Writer,
  people: readonly { readonly userId: string; readonly name: string }[],
  now: Instant,
): Promise<void> {
  if (people.length > 0) await planJob(tx, { id: `${LEFT_JOB}:${now}`, kind: LEFT_JOB, ref: JSON.stringify(people), dueAt: now });
}

export async function planForgettingLeaver(tx: Writer, userId: string, dueAt: Instant): Promise<void> {
  await planJob(tx, { id: `${FORGET_LEAVER_JOB}:${userId}`, kind: FORGET_LEAVER_JOB, ref: userId, dueAt });
}

export async function planForgetting(tx: Writer, userId: string, now: Instant): Promise<void> {
  await planJob(tx, { id: `${FORGET_JOB}:${userId}`, kind: FORGET_JOB, ref: userId, dueAt: now });
}

const EXPIRY = `${EXPIRE_JOB}:all`;

export async function isExpiryPlanned(tx: Reader): Promise<boolean> {
  return (await tx.get(jobs, EXPIRY)) !== undefined;
}

/** `done`: the day up to which all is done; the next one goes on from there, however long the bot stood still. */
export async function planExpiry(tx: Writer, done: string, dueAt: Instant): Promise<void> {
  await planJob(tx, { id: EXPIRY, kind: EXPIRE_JOB, ref: done, dueAt });
}
