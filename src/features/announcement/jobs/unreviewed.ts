import type { Instant } from '../../../core/clock.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import type { JobOutcome, JobSituation } from '../../feature.ts';
import { keep } from '../repo/announcements.ts';
import { chooseReviewers } from '../rules/review.ts';
import { afterOccurrence } from '../rules/life.ts';
import type { Announcement } from '../schema/announcement.ts';
import { reviewTexts } from '../texts/review.ts';

/** Its time came and nobody had agreed: it does not leave, and those who can mend it are told. Never sent late in silence. */
export async function unreviewed(situation: JobSituation, item: Announcement, plannedAt: Instant): Promise<JobOutcome> {
  const { nextAt } = afterOccurrence(item, plannedAt, situation);
  await keep(situation.tx, { ...item, status: nextAt === null ? 'returned' : 'review', nextAt });
  const words = (at: Instant): string => formatInstant(at, situation.zone, situation.now);
  const text = reviewTexts.overdueNews(item, words(plannedAt), nextAt === null ? null : words(nextAt));
  const { directory } = situation;
  const named = item.review?.reviewerId ?? null;
  const reviewers = chooseReviewers(
    item,
    named === null ? undefined : await directory.person(named),
    await directory.secretariesOf(item.partyBranch),
    false,
  );
  const told = [item.createdBy, ...(reviewers.ok ? reviewers.facts.map(({ userId }) => userId) : [])];
  return {
    withdraw: nextAt === null ? [`announcement-review:${item.id}`] : [],
    notices: told.map((userId) => ({
      key: `announcement-unreviewed:${item.id}:${plannedAt}:${userId}`,
      to: { kind: 'person', userId },
      content: { kind: 'text', text },
      about: { kind: 'announcement', id: item.id },
    })),
  };
}
