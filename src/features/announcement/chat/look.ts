import type { Outcome, Situation } from '../../feature.ts';
import { postContents } from '../posts.ts';
import { attachmentOf } from '../repo/attachments.ts';
import type { Draft } from '../schema/draft.ts';
import type { Post } from '../schema/post.ts';
import { groupNames } from '../targets.ts';
import { callWords, lookNext, lookText } from '../texts/look.ts';
import { CONFIRM } from './draft.ts';

/** What each group will get, sign for sign: made by the same function that sends it. */
export async function look(situation: Situation, draft: Draft, asked: unknown): Promise<Outcome> {
  return { reply: { text: `${await seenBy(situation, draft)}\n${lookNext}` }, ask: { dialog: CONFIRM, data: asked } };
}

export async function seenBy(
  situation: Pick<Situation, 'directory' | 'tx'>,
  post: Post & { readonly number: string; readonly groupIds: readonly string[] },
): Promise<string> {
  const names = new Map<string, string>();
  for (const userId of post.mentions) names.set(userId, (await situation.directory.person(userId)).name);
  const calls = (mentions: readonly string[]): string =>
    callWords(mentions.map((id) => (id === '@all' ? '所有人' : (names.get(id) ?? id))));
  return lookText(await groupNames(situation, post.groupIds), postContents(post, undefined, await attachmentOf(situation.tx, post)), calls);
}
