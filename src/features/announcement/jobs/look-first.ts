import { MINUTE_MS, msBetween } from '../../../core/clock.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import type { JobHandler } from '../../feature.ts';
import { seenBy } from '../chat/look.ts';
import { announcements } from '../schema/announcement.ts';
import { lookFirstText } from '../texts/look.ts';

/** Who confirmed it this long ago has just seen it. */
const JUST_SEEN_MS = 5 * MINUTE_MS;

const show: JobHandler['run'] = async (situation, job) => {
  const item = await situation.tx.get(announcements, job.ref);
  if (item?.status !== 'active' || item.nextAt === null || !item.lookFirst || item.nextAt <= situation.now) return {};
  if (msBetween(item.createdAt, situation.now) < JUST_SEEN_MS) return {};
  const text = lookFirstText(item.number, formatInstant(item.nextAt, situation.zone, situation.now), await seenBy(situation, item));
  return {
    notices: [
      {
        key: `announcement-look:${item.id}:${item.nextAt}`,
        to: { kind: 'person', userId: item.createdBy },
        content: { kind: 'text', text },
        about: { kind: 'announcement', id: item.id },
        expiresAt: item.nextAt,
      },
    ],
  };
};

/** "发之前给我看一眼": half an hour before it leaves, each time. Who says nothing has agreed when they confirmed it. */
export const lookFirst: JobHandler = { run: show, missed: () => Promise.resolve({}) };
