import { formatInstant } from '../../../core/zh/format.ts';
import { HOUR_MS, plusMs, type Instant } from '../../../core/clock.ts';
import type { Job } from '../../../schedule/job.ts';
import type { JobHandler, JobOutcome, JobSituation, NoticeDraft } from '../../feature.ts';
import { depart } from '../departure.ts';
import { keep, missedOf } from '../repo/announcements.ts';
import { mannersOf } from '../repo/manners.ts';
import { leavesAt } from '../rules/leaving.ts';
import { afterOccurrence } from '../rules/life.ts';
import { announcements, type Announcement } from '../schema/announcement.ts';
import { jobTexts } from '../texts/post.ts';
import { unreviewed } from './unreviewed.ts';

/** Posts one occurrence and plans the next. What a downtime made late is sent with a mark, or told to its author, as the plan says. */
export const send: JobHandler = {
  run: (situation, job, { plannedAt, late }) => occur(situation, job, plannedAt, late ? 'soon' : 'inTime'),
  missed: (situation, job, plannedAt) => occur(situation, job, plannedAt, 'long'),
};

/** `soon`: up to half an hour late, which is still of use unless the plan says no. */
async function occur(situation: JobSituation, job: Job, plannedAt: Instant, behind: 'inTime' | 'soon' | 'long'): Promise<JobOutcome> {
  const announcement = await situation.tx.get(announcements, job.ref);
  if (announcement?.status === 'review') return unreviewed(situation, announcement, plannedAt);
  if (announcement?.status !== 'active') return {};
  const { whenMissed } = announcement;
  const isMissed = (behind === 'soon' && whenMissed === 'never') || (behind === 'long' && whenMissed !== 'always');
  const missed = isMissed ? { missedAt: plannedAt, missedToldAt: situation.now } : { missedAt: null, missedToldAt: null };
  const next = { ...announcement, ...afterOccurrence(announcement, plannedAt, situation), ...missed };
  await keep(situation.tx, next);
  if (isMissed) return { notices: [await missedNotice(next, plannedAt, situation)] };
  const quiet = await mannersOf(situation.tx, announcement.partyBranch);
  const late = behind !== 'inTime';
  // Late means now; what falls into quiet hours leaves at their end, and that is not late.
  const at = leavesAt(late ? situation.now : plannedAt, announcement.urgent, quiet, situation.zone);
  return depart(situation, announcement, { plannedAt, leavesAt: at, late });
}

/** Longer ago is another downtime, which was told of then. */
const TOLD_TOGETHER_MS = HOUR_MS;

/** One piece of news, however many were missed: each takes the place of the last and tells of all. */
async function missedNotice(next: Announcement, plannedAt: Instant, { tx, zone, now }: JobSituation): Promise<NoticeDraft> {
  const words = (at: string): string => formatInstant(at, zone, now);
  const missed = (await missedOf(tx, next.createdBy, plusMs(now, -TOLD_TOGETHER_MS))).filter(({ status }) => status !== 'deleted');
  const text =
    missed.length > 1
      ? jobTexts.missedMany(missed.map((item) => ({ item, planned: words(item.missedAt ?? now) })))
      : jobTexts.missed(next, words(plannedAt), next.nextAt === null ? null : words(next.nextAt));
  return {
    key: `announcement-missed:${next.id}:${plannedAt}`,
    to: { kind: 'person', userId: next.createdBy },
    topic: `announcement-missed:${next.createdBy}`,
    content: { kind: 'text', text },
  };
}
