import { formatInstant } from '../../../core/zh/format.ts';
import type { JobHandler } from '../../feature.ts';
import { depart } from '../departure.ts';
import { keep } from '../repo/announcements.ts';
import { mannersOf } from '../repo/manners.ts';
import { leavesAt } from '../rules/leaving.ts';
import { afterOccurrence } from '../rules/life.ts';
import { announcements } from '../schema/announcement.ts';
import { jobTexts } from '../texts/post.ts';
import { unreviewed } from './unreviewed.ts';

/** Posts one occurrence and plans the next; what was missed by more than half an hour is told to its author. */
export const send: JobHandler = {
  run: async (situation, job, { plannedAt, late }) => {
    const announcement = await situation.tx.get(announcements, job.ref);
    if (announcement?.status === 'review') return unreviewed(situation, announcement, plannedAt);
    if (announcement?.status !== 'active') return {};
    await keep(situation.tx, { ...announcement, ...afterOccurrence(announcement, plannedAt, situation) });
    const quiet = await mannersOf(situation.tx, announcement.partyBranch);
    // Late means now; what falls into quiet hours leaves at their end, and that is not late.
    const at = leavesAt(late ? situation.now : plannedAt, announcement.urgent, quiet, situation.zone);
    return depart(situation, announcement, { plannedAt, leavesAt: at, late });
  },
  missed: async (situation, job, plannedAt) => {
    const announcement = await situation.tx.get(announcements, job.ref);
    if (announcement?.status === 'review') return unreviewed(situation, announcement, plannedAt);
    if (announcement?.status !== 'active') return {};
    const next = { ...announcement, ...afterOccurrence(announcement, plannedAt, situation) };
    await keep(situation.tx, next);
    const words = (at: string): string => formatInstant(at, situation.zone, situation.now);
    return {
      notices: [
        {
          key: `announcement-missed:${announcement.id}:${plannedAt}`,
          to: { kind: 'person', userId: announcement.createdBy },
          content: {
            kind: 'text',
            text: jobTexts.missed(announcement, words(plannedAt), next.nextAt === null ? null : words(next.nextAt)),
          },
        },
      ],
    };
  },
};
