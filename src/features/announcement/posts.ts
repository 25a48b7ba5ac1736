import { MINUTE_MS, plusMs, type Instant } from '../../core/clock.ts';
import { formatInstant } from '../../core/zh/format.ts';
import type { NoticeDraft } from '../feature.ts';
import type { Announcement } from './schema/announcement.ts';
import { postTexts } from './texts/post.ts';

/** An announcement that could not leave within half an hour is reported, not sent. */
const USEFUL_MS = 30 * MINUTE_MS;

/** One notice per group; the key makes each group hear an occurrence once, whatever happens in between. */
export function postNotices(announcement: Announcement, plannedAt: Instant, late: boolean, zone: string): readonly NoticeDraft[] {
  const text = late
    ? postTexts.latePost(announcement.content, formatInstant(plannedAt, zone, plannedAt))
    : postTexts.post(announcement.content);
  return announcement.groupIds.map((groupId) => ({
    key: `announcement:${announcement.id}:${plannedAt}:${groupId}`,
    to: { kind: 'group', id: groupId },
    content: { kind: 'text', text, ...(announcement.mentionAll ? { mentions: ['@all'] } : {}) },
    about: { kind: 'announcement', id: announcement.id },
    expiresAt: plusMs(plannedAt, USEFUL_MS),
  }));
}
