import { z } from 'zod';
import { msBetween, plusMs, type Instant } from '../core/clock.ts';
import { FAILURE_REASONS } from '../core/errors.ts';
import { collection, type Writer } from '../store/store.ts';
import { mayGoAt, RATE_WINDOW_MS } from './backoff.ts';
import { notices, PRIORITIES, type Notice } from './notice.ts';

const instant = z.iso.datetime();

/** Later than any notice: nothing waits in this lane. */
const NEVER: Instant = '9999-12-31T00:00:00.000Z';

/**
 * The way to one target: what is under way, what went lately, how long the platform wants quiet. It is a row, so that the
 * limits hold over restarts and over processes: whoever claims changes it, and only one of two claims can commit.
 */
export const laneSchema = z.object({
  /** The target's key. */
  id: z.string(),
  /** When it is worth a look next; while something is under way: when its claimer must be dead. */
  nextAt: instant,
  /** Lanes with something urgent are looked at before the others. */
  priority: z.enum(PRIORITIES),
  /** The notice under way. */
  busy: z.string().nullable(),
  /** Messages handed over within the last minute. */
  recent: z.array(instant),
  /** The platform asked for quiet until then; `strikes` times in a row. */
  pausedUntil: instant.nullable(),
  strikes: z.number().int(),
  /** So many messages in a row found the target gone or closed; since when, why, and when the next may try it. */
  broken: z
    .object({ times: z.number().int(), since: instant, nextTryAt: instant, failure: z.string(), reason: z.enum(FAILURE_REASONS) })
    .nullable()
    .default(null),
});
export type Lane = z.infer<typeof laneSchema>;

export const lanes = collection<Lane>({ name: 'outboxLanes', schema: laneSchema, indexes: [['nextAt'], ['priority', 'nextAt']] });

export function emptyLane(targetKey: string): Lane {
  return { id: targetKey, nextAt: NEVER, priority: 'normal', busy: null, recent: [], pausedUntil: null, strikes: 0, broken: null };
}

/** Nothing is under way, nothing waits. */
export function isAtRest({ busy, nextAt }: Lane): boolean {
  return busy === null && nextAt === NEVER;
}

/** A target is closed when so many messages in a row found it so (reliability O18). */
export const BROKEN_TIMES = 3;

/** Nothing is sent to it: each call would fail as the last three did. */
export function isClosed({ broken }: Lane): boolean {
  return broken !== null && broken.times >= BROKEN_TIMES;
}

/** Somebody has mended it, or wants to know whether it works: the next message is sent. */
export async function tryClosed(tx: Writer, targetKey: string, now: Instant): Promise<void> {
  const lane = await tx.get(lanes, targetKey);
  if (lane?.broken) await tx.put(lanes, { ...lane, broken: { ...lane.broken, nextTryAt: now } });
}

/** Something will be due at this target: nobody looks later than that. */
export async function lookBy(tx: Writer, targetKey: string, { dueAt, priority }: Pick<Notice, 'dueAt' | 'priority'>): Promise<void> {
  const lane = (await tx.get(lanes, targetKey)) ?? emptyLane(targetKey);
  // While something is under way its end looks what is next.
  if (lane.busy !== null || (dueAt >= lane.nextAt && (priority === lane.priority || priority === 'normal'))) return;
  const nextAt = dueAt < lane.nextAt ? dueAt : lane.nextAt;
  await tx.put(lanes, { ...lane, nextAt, priority: priority === 'urgent' ? priority : lane.priority });
}

/** What goes next at this target: of what is due the urgent first, else what is due soonest. Undefined when nothing waits. */
export async function nextUp(tx: Writer, targetKey: string, now: Instant): Promise<Notice | undefined> {
  const heads: Notice[] = [];
  for (const priority of PRIORITIES) {
    heads.push(...(await tx.find(notices, { where: { targetKey, state: 'pending', priority }, orderBy: 'order', limit: 1 })));
  }
  const due = heads.filter((head) => head.dueAt <= now);
  // A text whose first parts have arrived is finished first: half a sentence helps nobody.
  return due.find((head) => head.part > 0) ?? due[0] ?? heads.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
}

/**
 * After a clock was set back what went lately lies ahead, and the group would be silent until the clock is there again: it went
 * now at the latest.
 */
export function withoutFuture(lane: Lane, now: Instant): Lane {
  return lane.recent.some((at) => at > now) ? { ...lane, recent: lane.recent.map((at) => (at > now ? now : at)) } : lane;
}

/** When the lane lets one more message pass. */
export function freeAt(lane: Lane, perMinute: number, now: Instant): Instant {
  const sentMs = lane.recent.map((at) => Date.parse(at));
  const byRate = new Date(mayGoAt(sentMs, perMinute, Date.parse(now))).toISOString();
  return lane.pausedUntil !== null && lane.pausedUntil > byRate ? lane.pausedUntil : byRate;
}

/** How long a claimer may take before it counts as dead: past the longest time limit of a call. */
export const LEASE_MS = 2 * RATE_WINDOW_MS;

export function leased(lane: Lane, notice: Notice, now: Instant): Lane {
  const recent = [...lane.recent.filter((at) => msBetween(at, now) < RATE_WINDOW_MS), now];
  return { ...lane, busy: notice.id, nextAt: plusMs(now, LEASE_MS), recent };
}

/** Nothing is under way any more; the lane is looked at again when the next is due, or when it is too late for it. */
export async function release(tx: Writer, lane: Lane, now: Instant, notBefore: Instant = now): Promise<Lane> {
  const next = await nextUp(tx, lane.id, now);
  const free = { ...lane, busy: null, priority: next?.priority ?? 'normal', nextAt: lookAgainAt(lane, next, notBefore) };
  await tx.put(lanes, free);
  return free;
}

function lookAgainAt(lane: Lane, next: Notice | undefined, notBefore: Instant): Instant {
  if (next === undefined) return NEVER;
  const due = [next.dueAt, lane.pausedUntil ?? '', notBefore].toSorted().at(-1) ?? next.dueAt;
  const tooLateAt = next.expiresAt === null ? NEVER : plusMs(next.expiresAt, 1);
  return due < tooLateAt ? due : tooLateAt;
}
