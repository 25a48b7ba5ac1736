import type { Content } from '../../core/message.ts';
import type { Attachment } from './schema/attachment.ts';
import type { Post } from './schema/post.ts';
import { afterTexts } from './texts/after.ts';
import { postTexts } from './texts/post.ts';

/** What each group gets, in order. The preview shows exactly this, so nothing may be added on the way out. */
export function postContents(post: Post & { readonly number: string }, plannedFor?: string, attachment?: Attachment): readonly Content[] {
  const words = wordsOf(post, plannedFor);
  if (attachment === undefined) return words;
  const carried: Content =
    attachment.type === 'image'
      ? { kind: 'image', base64: attachment.base64 }
      : { kind: 'file', name: attachment.name, base64: attachment.base64 };
  return hasWords(post) ? [...words, carried] : [carried];
}

/** A picture without a word goes alone, unless it calls somebody or must be ticked. */
function hasWords(post: Post): boolean {
  return post.content !== '' || post.title !== null || post.mentionAll || post.mentions.length > 0 || post.acknowledge || post.urgent;
}

function wordsOf(post: Post & { readonly number: string }, plannedFor: string | undefined): readonly Content[] {
  const calls = [...(post.mentionAll ? ['@all'] : []), ...post.mentions];
  const mentions = calls.length === 0 ? {} : { mentions: calls };
  const content = post.link === null || isCard(post) ? post.content : `${post.content}\n${post.link}`;
  const asked = post.acknowledge ? `${content}\n${afterTexts.askTick}` : content;
  const words = { title: post.title, content: asked, urgent: post.urgent, plannedFor };
  if (isCard(post)) {
    const { title, content: body, link } = post;
    const card = {
      id: `announcement_${post.number}`,
      title: postTexts.cardTitle(title, post.urgent, plannedFor),
      ...(post.acknowledge ? { description: afterTexts.askTick } : {}),
      body,
      ...(link === null ? {} : { link }),
    };
    return [{ kind: 'card', card, ...mentions }];
  }
  if (post.kind === 'markdown' || post.kind === 'card') return [{ kind: 'markdown', text: postTexts.markdown(words), ...mentions }];
  return [{ kind: 'text', text: postTexts.text(words), ...mentions }];
}

/** A card shows so many characters and no more; a longer text goes as text, whole. */
const CARD_CHARACTERS = 112;

function isCard(post: Post): boolean {
  return post.kind === 'card' && [...post.content].length <= CARD_CHARACTERS;
}
