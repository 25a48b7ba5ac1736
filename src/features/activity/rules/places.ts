import type { Instant } from '../../../core/clock.ts';
import { decided, refused, type Decision } from '../../../core/decision.ts';
import type { Activity, ActivityStatus, Signup } from '../schema.ts';

/** A person who shall come; without a user id a guest of the one who asks. */
export interface Applicant {
  readonly userId: string | null;
  readonly name: string;
}

export interface SignUpRequest {
  readonly applicants: readonly Applicant[];
  readonly askedBy: string;
  readonly groupId: string | null;
  readonly now: Instant;
  /** Who finds no place waits. Without it a sign-up that does not fit as a whole is refused as a whole. */
  readonly mayWait: boolean;
  /** Who manages the activity may still change the list after the deadline. */
  readonly manages: boolean;
}

export type SignUpRefusal =
  | { readonly code: 'notOpen'; readonly status: ActivityStatus }
  | { readonly code: 'deadlinePassed' }
  | { readonly code: 'started' }
  | { readonly code: 'full'; readonly wanted: number; readonly free: number; readonly waiting: number };

/** As much of an activity's list as a sign-up depends on: a list of hundreds is not read for each one who joins it. */
export interface Standing {
  /** Rows of the list; those of the applicants are among them, where they have any. */
  readonly rows: readonly Signup[];
  readonly signedUp: number;
  readonly waiting: number;
  /** The highest that was ever given; 0 where nobody is on the list. */
  readonly lastOrder: number;
}

export function standingOf(list: readonly Signup[]): Standing {
  return {
    rows: list,
    signedUp: signedUpOf(list).length,
    waiting: waitingOf(list).length,
    lastOrder: list.reduce((last, signup) => Math.max(last, signup.order), 0),
  };
}

/**
 * Gives places first come, first served. All or nothing unless `mayWait`; then the first of the applicants take what is
 * left and the rest wait, so that no place stays free while somebody waits. Who is on the list already stays as they are.
 */
export function signUp(
  activity: Activity,
  standing: Standing,
  request: SignUpRequest,
): Decision<{ readonly added: readonly Signup[]; readonly already: readonly Signup[] }, SignUpRefusal> {
  const already: Signup[] = [];
  const fresh: Applicant[] = [];
  for (const applicant of unrepeated(request.applicants)) {
    const known = standing.rows.find((signup) => signup.state !== 'cancelled' && isSame(signup, applicant, request.askedBy));
    if (known === undefined) fresh.push(applicant);
    else already.push(known);
  }
  if (fresh.length === 0) return decided({ added: [], already });
  const closed = whyClosed(activity, request.now, request.manages);
  if (closed !== undefined) return refused(closed);
  const free = leftOf(activity, standing.signedUp);
  if (free < fresh.length && !request.mayWait) {
    return refused({ code: 'full', wanted: fresh.length, free, waiting: standing.waiting });
  }
  const nextOrder = standing.lastOrder + 1;
  const added = fresh.map((applicant, index): Signup => {
    const order = nextOrder + index;
    return {
      id: applicant.userId === null ? guestId(activity.id, order) : signupId(activity.id, applicant.userId),
      activityId: activity.id,
      order,
      state: index < free ? 'signedUp' : 'waiting',
      userId: applicant.userId,
      name: applicant.name,
      broughtBy: applicant.userId === request.askedBy ? null : request.askedBy,
      groupId: request.groupId,
      at: request.now,
    };
  });
  return decided({ added, already });
}

/** Who is not on the roster has nothing but a place in the order. */
export function guestId(activityId: string, order: number): string {
  return `${activityId}:guest:${order}`;
}

/** A member has one row per activity for ever, so it can be looked up. */
export function signupId(activityId: string, userId: string): string {
  return `${activityId}:${userId}`;
}

export type CancelRefusal =
  | { readonly code: 'notSignedUp' }
  | { readonly code: 'started' }
  | { readonly code: 'over'; readonly status: ActivityStatus };

/** Takes people off the list; freed places go to the first who wait. Cancelling what is cancelled is refused as `notSignedUp`. */
export function cancelSignups(
  activity: Activity,
  list: readonly Signup[],
  request: { readonly ids: readonly string[]; readonly now: Instant; readonly manages: boolean },
): Decision<{ readonly cancelled: readonly Signup[]; readonly promoted: readonly Signup[] }, CancelRefusal> {
  const leaving = list.filter((signup) => signup.state !== 'cancelled' && request.ids.includes(signup.id));
  if (leaving.length === 0) return refused({ code: 'notSignedUp' });
  if (activity.status === 'cancelled' || (activity.status === 'finished' && !request.manages)) {
    return refused({ code: 'over', status: activity.status });
  }
  if (request.now >= activity.startsAt && !request.manages) return refused({ code: 'started' });
  const cancelled = leaving.map((signup): Signup => ({ ...signup, state: 'cancelled' }));
  const rest = list.filter((signup) => !leaving.includes(signup));
  return decided({ cancelled, promoted: promote(activity, rest, request.now) });
}

/** Who moves up now: in order of waiting, as many as places are free, until the start and never after it. */
export function promote(activity: Activity, list: readonly Signup[], now: Instant): readonly Signup[] {
  if (now >= activity.startsAt || (activity.status !== 'open' && activity.status !== 'closed')) return [];
  const free = freePlaces(activity, list);
  return waitingOf(list)
    .filter((_, index) => index < free)
    .map((signup): Signup => ({ ...signup, state: 'signedUp' }));
}

export type CapacityRefusal =
  | { readonly code: 'belowTaken'; readonly taken: number }
  | { readonly code: 'over'; readonly status: ActivityStatus };

/** More places promote those who wait; fewer than are taken is refused, because nobody loses a place they were promised. */
export function changeCapacity(
  activity: Activity,
  list: readonly Signup[],
  capacity: number | null,
  now: Instant,
): Decision<{ readonly activity: Activity; readonly promoted: readonly Signup[] }, CapacityRefusal> {
  if (activity.status === 'finished' || activity.status === 'cancelled') return refused({ code: 'over', status: activity.status });
  const taken = signedUpOf(list).length;
  if (capacity !== null && capacity < Math.max(taken, 1)) return refused({ code: 'belowTaken', taken });
  const changed: Activity = { ...activity, capacity, revision: activity.revision + 1 };
  return decided({ activity: changed, promoted: promote(changed, list, now) });
}

/** Those with a place, in order. */
export function signedUpOf(list: readonly Signup[]): readonly Signup[] {
  return list.filter((signup) => signup.state === 'signedUp').toSorted(byOrder);
}

export function waitingOf(list: readonly Signup[]): readonly Signup[] {
  return list.filter((signup) => signup.state === 'waiting').toSorted(byOrder);
}

/** Infinity where there is no limit. */
export function freePlaces(activity: Activity, list: readonly Signup[]): number {
  return leftOf(activity, signedUpOf(list).length);
}

function leftOf({ capacity }: Activity, taken: number): number {
  return capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - taken);
}

/** 1 = first, among those in the same state; 0 = not among them. */
export function positionOf(list: readonly Signup[], signup: Signup): number {
  const state = signup.state === 'waiting' ? 'waiting' : 'signedUp';
  const own = list.find((other) => other.id === signup.id && other.state === state);
  if (own === undefined) return 0;
  return list.reduce((before, other) => (other.state === state && other.order < own.order ? before + 1 : before), 1);
}

function whyClosed(activity: Activity, now: Instant, manages: boolean): SignUpRefusal | undefined {
  const running = activity.status === 'open' || activity.status === 'closed';
  if (!running) return { code: 'notOpen', status: activity.status };
  if (manages) return undefined;
  if (now >= activity.startsAt) return { code: 'started' };
  // The clock decides, not the job that turns the status: it may run a little later.
  return activity.status === 'closed' || now >= activity.signupClosesAt ? { code: 'deadlinePassed' } : undefined;
}

function isSame(signup: Signup, applicant: Applicant, askedBy: string): boolean {
  if (applicant.userId !== null) return signup.userId === applicant.userId;
  return signup.userId === null && signup.broughtBy === askedBy && signup.name === applicant.name;
}

function unrepeated(applicants: readonly Applicant[]): readonly Applicant[] {
  const keys = new Set<string>();
  return applicants.filter((applicant) => {
    const key = applicant.userId === null ? `guest:${applicant.name}` : `user:${applicant.userId}`;
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

function byOrder(a: Signup, b: Signup): number {
  return a.order - b.order;
}
