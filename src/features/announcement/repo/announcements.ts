import { MINUTE_MS, plusMs, type Instant } from '../../../core/clock.ts';
import type { Person } from '../../../core/person.ts';
import { isSecretary } from '../../../core/person.ts';
import { cancelJob, planJob } from '../../../schedule/job.ts';
import { nextNumber } from '../../../store/counters.ts';
import type { Reader, Writer } from '../../../store/store.ts';
import { announcements, type Announcement } from '../schema/announcement.ts';

export const SEND_JOB = 'announcement.send';
export const LOOK_JOB = 'announcement.lookFirst';
/** How long before it leaves its author sees it once more, where they asked for that. */
const LOOK_BEFORE_MS = 30 * MINUTE_MS;

const lookJobId = (announcement: Announcement): string => `${LOOK_JOB}:${announcement.id}`;
const jobId = (announcement: Announcement): string => `${SEND_JOB}:${announcement.id}`;

/** The one way to an announcement: secretaries see those of their own party branch, nobody else any. */
export async function announcementFor(tx: Reader, asker: Person, id: string): Promise<Announcement | undefined> {
  const found = await tx.get(announcements, id);
  return found !== undefined && isSecretary(asker) && found.partyBranch === asker.partyBranch && found.status !== 'deleted'
    ? found
    : undefined;
}

/** The same by what people say for it: N7. */
export async function announcementNumbered(tx: Reader, asker: Person, number: string): Promise<Announcement | undefined> {
  const [found] = await tx.find(announcements, { where: { number }, limit: 1 });
  return found === undefined ? undefined : announcementFor(tx, asker, found.id);
}

/** Active and paused ones of the asker's branch, soonest first, paused ones last. */
export async function announcementsOf(tx: Reader, asker: Person): Promise<readonly Announcement[]> {
  if (!isSecretary(asker)) return [];
  const found: Announcement[] = [];
  for (const status of ['active', 'paused'] as const)
    found.push(...(await tx.find(announcements, { where: { partyBranch: asker.partyBranch, status } })));
  return found.toSorted(
    (a, b) => (a.nextAt ?? '9').localeCompare(b.nextAt ?? '9') || Number(a.number.slice(1)) - Number(b.number.slice(1)),
  );
}

/** What an author planned and nobody got, told since then. */
export function missedOf(tx: Reader, createdBy: string, since: Instant): Promise<readonly Announcement[]> {
  return tx.find(announcements, { where: { createdBy }, orderBy: 'missedToldAt', from: since });
}

export function countActive(tx: Reader, partyBranch: string | null): Promise<number> {
  return tx.count(announcements, { where: { partyBranch, status: 'active' } });
}

/** Taken when the draft is made, so that a preview shows the number. A draft that is dropped leaves a gap. */
export async function newNumber(tx: Writer): Promise<string> {
  return `N${await nextNumber(tx, 'announcement')}`;
}

/** Writes the announcement and plans, moves or cancels its next post with it. */
export async function keep(tx: Writer, announcement: Announcement): Promise<void> {
  await tx.put(announcements, announcement);
  // Of one that waits for a yes the time is watched too: when it comes, somebody is told.
  const isWatched = announcement.status === 'active' || announcement.status === 'review';
  if (isWatched && announcement.nextAt !== null) {
    // Two of one instant reach the group in the order in which they were written (reliability T13); on PostgreSQL pg-boss decides.
    const plan = { id: jobId(announcement), kind: SEND_JOB, ref: announcement.id, rank: announcement.createdAt } as const;
    await planJob(tx, { ...plan, dueAt: announcement.nextAt });
  } else await cancelJob(tx, jobId(announcement));
  if (announcement.lookFirst && announcement.status === 'active' && announcement.nextAt !== null) {
    const dueAt = plusMs(announcement.nextAt, -LOOK_BEFORE_MS);
    await planJob(tx, { id: lookJobId(announcement), kind: LOOK_JOB, ref: announcement.id, dueAt });
  } else await cancelJob(tx, lookJobId(announcement));
}
