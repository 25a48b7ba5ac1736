import type { Instant } from '../../../core/clock.ts';
import type { Card } from '../../../core/card.ts';
import type { NoticeDraft, Outcome, Situation } from '../../feature.ts';
import { joinList } from '../../../core/zh/format.ts';
import { reviewCard } from '../cards/review.ts';
import { keep } from '../repo/announcements.ts';
import { mannersOf } from '../repo/manners.ts';
import { chooseReviewers, needsReview } from '../rules/review.ts';
import type { Announcement } from '../schema/announcement.ts';
import { reviewRefusedText, reviewTexts } from '../texts/review.ts';
import { launch } from './launch.ts';
import { seenBy } from './look.ts';

export interface Settled {
  readonly text: string;
  readonly outcome: Outcome;
  readonly card?: Card;
  /** Nothing was kept. */
  readonly refused?: true;
}

/** The author said yes: on its way, or first to whoever has to look at it. A changed one is looked at anew. */
export async function submit(situation: Situation, announcement: Announcement, first: Instant): Promise<Settled> {
  const { approval } = await mannersOf(situation.tx, announcement.partyBranch);
  if (!needsReview(announcement, approval)) return launch(situation, announcement, first);
  const { directory } = situation;
  const named = announcement.review?.reviewerId ?? null;
  const reviewers = chooseReviewers(
    { ...announcement, createdBy: situation.person.userId },
    named === null ? undefined : await directory.person(named),
    await directory.secretariesOf(announcement.partyBranch),
    approval,
  );
  if (!reviewers.ok) return { text: reviewRefusedText(reviewers.refusal), outcome: {}, refused: true };
  // Whoever changed it last is its author now: nobody agrees to their own words.
  const waiting: Announcement = {
    ...announcement,
    createdBy: situation.person.userId,
    status: 'review',
    nextAt: announcement.plan.kind === 'now' ? null : first,
  };
  await keep(situation.tx, waiting);
  const names = reviewers.facts.map(({ name }) => name);
  const seen = await seenBy(situation, waiting);
  const notices: readonly NoticeDraft[] = reviewers.facts.map(({ userId }) => ({
    key: `announcement-review:${waiting.id}:${situation.messageId}:${userId}`,
    to: { kind: 'person', userId },
    content: { kind: 'text', text: reviewTexts.asked(waiting, situation.person.name, seen, situation) },
    about: { kind: 'announcement', id: waiting.id },
    topic: `announcement-review:${waiting.id}`,
  }));
  return {
    text: reviewTexts.submitted(waiting, names, situation),
    outcome: { notices, ask: null, focus: { about: { kind: 'announcement', id: waiting.id } } },
    // In the group the reviewer has the buttons before their eyes; in the author's own chat nobody else would press them.
    ...(situation.chat.kind === 'group' ? { card: reviewCard(`announcement_${situation.ids.id()}`, waiting, joinList(names)) } : {}),
  };
}
