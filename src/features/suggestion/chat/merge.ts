import { z } from 'zod';
import type { Person } from '../../../core/person.ts';
import { saysNo, saysYes } from '../../../core/zh/assent.ts';
import { dialog, type Dialog, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { authorNotices, officeTopic } from '../posts.ts';
import { save, suggestionByNumber, suggestionFor } from '../repo.ts';
import { maySayIn } from '../rules/access.ts';
import { mayMerge, merge, type MergeRefusal } from '../rules/merge.ts';
import type { Suggestion } from '../schema.ts';
import { assignsToo, mergeIn } from '../slots/merge.ts';
import { mergeRefusedText, mergeTexts } from '../texts/merge.ts';
import { officeTexts } from '../texts/office.ts';
import { asks, says } from './outcome.ts';

const CONFIRM = 'suggestion.merge';

/** "S2并到S1": asked first, for its author hears of it and it cannot be taken apart again. */
export async function handleMerge(turn: Turn): Promise<Outcome> {
  const numbers = mergeIn(turn.said);
  const from = numbers === undefined ? undefined : await suggestionByNumber(turn, numbers.from);
  const into = numbers === undefined ? undefined : await suggestionByNumber(turn, numbers.into);
  if (numbers === undefined || from === undefined || into === undefined)
    return says(officeTexts.notFound(`S${from === undefined ? numbers?.from : numbers?.into}`));
  const refusal = mayMerge(from, into, turn.person);
  if (refusal !== undefined) return says(refused(from, into, refusal, turn.person));
  const mayBeSaid = maySayIn(from, turn.chat) && maySayIn(into, turn.chat);
  const first = assignsToo(turn.said) ? `${mergeTexts.assignAfter(into)}\n` : '';
  return asks(`${first}${mergeTexts.sure(from, into, mayBeSaid)}`, CONFIRM, { from: from.id, into: into.id });
}

export const mergeDialog: Dialog = dialog({
  name: CONFIRM,
  schema: z.object({ from: z.string(), into: z.string() }),
  reads: ({ text }) => (saysYes(text) || saysNo(text) || /^合并吧?$/u.test(text) ? { intent: 'close_suggestion', slots: {} } : undefined),
  answer: async (turn, ids) => {
    if (saysNo(turn.said.text)) return { ...says(mergeTexts.kept), ask: null };
    return { ...(await mergeNow(turn, ids)), ask: null };
  },
});

async function mergeNow(situation: Situation, ids: { readonly from: string; readonly into: string }): Promise<Outcome> {
  const [from, into] = [await suggestionFor(situation, ids.from), await suggestionFor(situation, ids.into)];
  if (from === undefined || into === undefined) return says(officeTexts.notFound(''));
  // Somebody may have closed one of them meanwhile.
  const refusal = mayMerge(from, into, situation.person);
  if (refusal !== undefined) return says(refused(from, into, refusal, situation.person), into);
  const merged = merge(from, into);
  await save(situation.tx, merged.from);
  await save(situation.tx, merged.into);
  // Who made both has nothing to be told, and whose name was taken off cannot be.
  const isOfOthers = from.authorId !== null && from.authorId !== into.authorId;
  const toAuthor = (group: boolean): string => mergeTexts.toAuthor(merged.from, merged.into, group);
  const notices = isOfOthers ? await authorNotices(merged.from, 'merged', toAuthor, situation.directory) : [];
  return {
    ...says(mergeTexts.done(merged.from, merged.into, notices.length > 0), merged.into),
    notices,
    withdraw: [officeTopic(from)],
  };
}

/** The other way round is offered only where it would do. */
function refused(from: Suggestion, into: Suggestion, refusal: MergeRefusal, person: Person): string {
  return mergeRefusedText(from, into, refusal, mayMerge(into, from, person) === undefined);
}
