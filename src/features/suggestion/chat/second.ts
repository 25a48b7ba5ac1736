import { officeTopic } from '../posts.ts';
import { z } from 'zod';
import { dialog, type Dialog, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { publicOpenOne, save, suggestionFor } from '../repo.ts';
import { isOpen, second, withdraw } from '../rules/file.ts';
import { merge } from '../rules/merge.ts';
import type { Suggestion } from '../schema.ts';
import { labelIn, writtenNumbers } from '../slots/named.ts';
import { memberTexts, secondedText, secondRefusedText, withdrawnText, withdrawRefusedText } from '../texts/member.ts';
import { groupIdOf, says } from './outcome.ts';

/** "附议 S5": of those that everybody here could read; private ones cannot be supported, they are not known. */
export async function handleSecond(turn: Turn): Promise<Outcome> {
  const target = await targetOf(turn);
  if (target === undefined)
    return says(memberTexts.notFound(labelIn(turn.said.text) === undefined ? numberText(turn.said.text) : '', turn.chat));
  return supportOf(turn, target, undefined);
}

/** After filing with similar ones shown: the fresh one goes into the one that is named. */
export const similarDialog: Dialog = dialog({
  name: 'suggestion.similar',
  schema: z.object({ fresh: z.string(), options: z.array(z.string()) }),
  reads: (said) => {
    const whole = /^(?:附议|是的?|对|就是(?:这个|一回事)|一样的?|一回事|并(?:进去|过去|了)?吧?)[。!~]*$/u.test(said.text);
    return whole || /附议/u.test(said.text) ? { intent: 'second_suggestion', slots: {} } : undefined;
  },
  answer: async (turn, { fresh, options }) => {
    const target = (await targetOf(turn)) ?? (await publicOpenOne(turn, { id: options[0] ?? '' }));
    if (target === undefined) return says(memberTexts.notFound(numberText(turn.said.text), turn.chat));
    return supportOf(turn, target, await suggestionFor(turn, fresh));
  },
});

async function supportOf(situation: Situation, target: Suggestion, fresh: Suggestion | undefined): Promise<Outcome> {
  const { tx, person } = situation;
  // Only one's own fresh one, still with nobody, is merged away.
  if (fresh !== undefined && fresh.authorId === person.userId && fresh.status === 'filed' && fresh.id !== target.id && isOpen(target)) {
    const merged = merge(fresh, target);
    await save(tx, merged.from);
    await save(tx, merged.into);
    return { ...says(secondedText(merged.into, merged.from), merged.into), ask: null };
  }
  const decision = second(target, { userId: person.userId, groupId: groupIdOf(situation) });
  if (!decision.ok) return says(secondRefusedText(target, decision.refusal), target);
  await save(tx, decision.facts);
  return { ...says(secondedText(decision.facts, undefined), decision.facts), ask: null };
}

export async function withdrawOne(situation: Situation, suggestion: Suggestion): Promise<Outcome> {
  const decision = withdraw(suggestion, situation.person.userId, situation.now);
  if (!decision.ok) return says(withdrawRefusedText(suggestion, decision.refusal), suggestion);
  await save(situation.tx, decision.facts);
  return { ...says(withdrawnText(decision.facts)), withdraw: [officeTopic(suggestion)] };
}

/** By number, by the list shown last, or what is talked about. */
async function targetOf(turn: Turn): Promise<Suggestion | undefined> {
  const [number] = writtenNumbers(turn.said.text);
  if (number !== undefined) return publicOpenOne(turn, { number });
  const { list, about } = turn.said.focus;
  const index = /第\s*([一二三123])/u.exec(turn.said.text)?.[1];
  if (index !== undefined) return publicOpenOne(turn, { id: list[('一二三'.indexOf(index) + 1 || Number(index)) - 1]?.id ?? '' });
  return about?.kind === 'suggestion' ? publicOpenOne(turn, { id: about.id }) : undefined;
}

function numberText(text: string): string {
  const [number] = writtenNumbers(text);
  return number === undefined ? '' : `S${number}`;
}
