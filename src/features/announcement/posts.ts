import { MINUTE_MS, plusMs, type Instant } from '../../core/clock.ts';
import type { Content } from '../../core/message.ts';
import { formatInstant } from '../../core/zh/format.ts';
import type { NoticeDraft } from '../feature.ts';
import type { Announcement } from './schema/announcement.ts';
import type { Post } from './schema/post.ts';
import { postTexts } from './texts/post.ts';

/** An announcement that could not leave within half an hour is reported, not sent. */
const USEFUL_MS = 30 * MINUTE_MS;

/** What each group gets, in order. The preview shows exactly this, so nothing may be added on the way out. */
export function postContents(post: Post & { readonly number: string }, plannedFor?: string): readonly Content[] {
  const calls = [...(post.mentionAll ? ['@all'] : []), ...post.mentions];
  const mentions = calls.length === 0 ? {} : { mentions: calls };
  const words = { title: post.title, content: post.content, urgent: post.urgent, plannedFor };
  if (post.kind === 'markdown') return [{ kind: 'markdown', text: postTexts.markdown(words), ...mentions }];
  return [{ kind: 'text', text: postTexts.text(words), ...mentions }];
}

/** The notices per group; the key makes each group hear an occurrence once, whatever happens in between. */
export function postNotices(announcement: Announcement, plannedAt: Instant, late: boolean, zone: string): readonly NoticeDraft[] {
  const contents = postContents(announcement, late ? formatInstant(plannedAt, zone, plannedAt) : undefined);
  return announcement.groupIds.flatMap((groupId) =>
    contents.map((content, part) => ({
      key: `announcement:${announcement.id}:${plannedAt}:${groupId}${part === 0 ? '' : `:${part + 1}`}`,
      to: { kind: 'group', id: groupId },
      content,
      about: { kind: 'announcement', id: announcement.id },
      expiresAt: plusMs(plannedAt, USEFUL_MS),
    })),
  );
}
