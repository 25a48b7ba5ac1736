import { isSecretary, type Person } from '../../../core/person.ts';
import { derivedFor } from '../../../store/derived.ts';
import type { Reader } from '../../../store/store.ts';
import { mayReview } from '../rules/review.ts';
import { announcements, type Announcement } from '../schema/announcement.ts';

/** The one way to what waits for somebody's eyes: only theirs, oldest number first. */
export async function waitingFor(tx: Reader, reviewer: Person): Promise<readonly Announcement[]> {
  return (await allWaiting(tx, ''))
    .filter((announcement) => mayReview(announcement, reviewer))
    .toSorted((a, b) => Number(a.number.slice(1)) - Number(b.number.slice(1)));
}

/** Everybody is asked with each message whether something waits for them, and hardly ever does anything. */
const allWaiting = derivedFor(announcements, (tx) => tx.find(announcements, { where: { status: 'review' } }));

/** What its author may still change: waiting for a second pair of eyes, or sent back. */
export async function unsettledOf(tx: Reader, author: Person): Promise<readonly Announcement[]> {
  if (!isSecretary(author)) return [];
  const found: Announcement[] = [];
  for (const status of ['review', 'returned'] as const)
    found.push(...(await tx.find(announcements, { where: { partyBranch: author.partyBranch, status } })));
  return found.filter(({ createdBy }) => createdBy === author.userId);
}
