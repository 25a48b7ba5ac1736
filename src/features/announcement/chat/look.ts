import type { Outcome, Situation } from '../../feature.ts';
import { postContents } from '../posts.ts';
import type { Draft } from '../schema/draft.ts';
import { groupNames } from '../targets.ts';
import { callWords, lookText } from '../texts/look.ts';
import { CONFIRM } from './draft.ts';

/** What each group will get, sign for sign: made by the same function that sends it. */
export async function look(situation: Situation, draft: Draft, asked: unknown): Promise<Outcome> {
  const names = new Map<string, string>();
  for (const userId of draft.mentions) names.set(userId, (await situation.directory.person(userId)).name);
  const calls = (mentions: readonly string[]): string =>
    callWords(mentions.map((id) => (id === '@all' ? '所有人' : (names.get(id) ?? id))));
  const text = lookText(await groupNames(situation, draft.groupIds), postContents(draft), calls);
  return { reply: { text }, ask: { dialog: CONFIRM, data: asked } };
}
