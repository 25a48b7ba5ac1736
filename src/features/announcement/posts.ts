import type { Content } from '../../core/message.ts';
import type { Post } from './schema/post.ts';
import { postTexts } from './texts/post.ts';

/** What each group gets, in order. The preview shows exactly this, so nothing may be added on the way out. */
export function postContents(post: Post & { readonly number: string }, plannedFor?: string): readonly Content[] {
  const calls = [...(post.mentionAll ? ['@all'] : []), ...post.mentions];
  const mentions = calls.length === 0 ? {} : { mentions: calls };
  const words = { title: post.title, content: post.content, urgent: post.urgent, plannedFor };
  if (post.kind === 'markdown') return [{ kind: 'markdown', text: postTexts.markdown(words), ...mentions }];
  return [{ kind: 'text', text: postTexts.text(words), ...mentions }];
}
