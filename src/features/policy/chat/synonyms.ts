import { z } from 'zod';
import { dialog, type Dialog, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { wordsOf } from '../gaps.ts';
import { touch, type Knowledge } from '../knowledge.ts';
import { synonymsIn } from '../repo.ts';
import { pairFrom, removedWord, taughtPair } from '../rules/synonym.ts';
import { policySynonyms, type KeptSynonym } from '../schema/loop.ts';
import { synonymTexts } from '../texts/synonyms.ts';

const REVIEW = 'policy.synonyms';
const DECIDES = /^(?<act>确认|是|对|可以|通过|不是|不对|不要|删掉?|否)\s*第?\s*(?<place>[1-9])\s*(?:个|条)?[。!！]*$/u;

/** A question that found nothing was asked again in other words and found: the pair waits for a secretary. */
export async function learnFrom(situation: Situation, missed: string, found: string): Promise<void> {
  const { tx, now } = situation;
  const pair = pairFrom(wordsOf(missed), wordsOf(found));
  if (pair === undefined) return;
  const id = `${pair.said}=${pair.meant}`;
  const known = await tx.get(policySynonyms, id);
  // What a secretary decided stays decided.
  if (known !== undefined && known.state !== 'proposed') return;
  await tx.put(policySynonyms, { id, ...pair, state: 'proposed', times: (known?.times ?? 0) + 1, decidedBy: null, at: now });
}

/** "电瓶车就是电动自行车", "删除同义词 电瓶车"; counts from the next question on. */
export async function teach(turn: Turn, knowledge: Knowledge): Promise<Outcome> {
  const removed = removedWord(turn.said.text);
  if (removed !== undefined) return remove(turn, removed);
  const pair = taughtPair(turn.said.text);
  if (pair === undefined) return { reply: { text: synonymTexts.how } };
  const rules = await knowledge.rules(turn.tx, null);
  const isWordOfRules = [...rules.clauses.values()].some(({ text }) => text.includes(pair.meant));
  if (!isWordOfRules) return { reply: { text: synonymTexts.notInRules(pair.meant) } };
  await decide(turn, {
    id: `${pair.said}=${pair.meant}`,
    ...pair,
    state: 'inForce',
    times: 0,
    decidedBy: turn.person.userId,
    at: turn.now,
  });
  return { reply: { text: synonymTexts.taught(pair.said, pair.meant) } };
}

async function remove(turn: Turn, word: string): Promise<Outcome> {
  const pairs = (await synonymsIn(turn.tx, 'inForce')).filter(({ said }) => said === word);
  for (const pair of pairs) await decide(turn, { ...pair, state: 'rejected', decidedBy: turn.person.userId, at: turn.now });
  return { reply: { text: pairs.length === 0 ? synonymTexts.unknown(word) : synonymTexts.removed(word) } };
}

async function decide({ tx }: Situation, pair: KeptSynonym): Promise<void> {
  await tx.put(policySynonyms, pair);
  await touch(tx, 'synonyms', `${pair.id} ${pair.state}`);
}

/** What was learned, to be confirmed, and what counts. */
export async function listSynonyms(turn: Turn): Promise<Outcome> {
  const learned = (await synonymsIn(turn.tx, 'proposed')).toSorted((a, b) => b.times - a.times).slice(0, synonymTexts.mostListed);
  const inForce = await synonymsIn(turn.tx, 'inForce');
  return {
    reply: { text: synonymTexts.list(learned, inForce) },
    ...(learned.length === 0 ? {} : { ask: { dialog: REVIEW, data: { ids: learned.map(({ id }) => id) }, aside: true } }),
  };
}

/** "确认1", "不是2" after the list. */
export const synonymDialog: Dialog = dialog({
  name: REVIEW,
  schema: z.object({ ids: z.array(z.string()) }),
  reads: ({ text }, { ids }) => {
    const place = Number(DECIDES.exec(text)?.groups?.['place'] ?? 0);
    return place >= 1 && place <= ids.length ? { intent: 'list_synonyms', slots: {} } : undefined;
  },
  answer: async (turn, data) => {
    const { act = '', place = '' } = DECIDES.exec(turn.said.text)?.groups ?? {};
    const pair = await turn.tx.get(policySynonyms, data.ids[Number(place) - 1] ?? '');
    if (pair === undefined || pair.state !== 'proposed') return { reply: { text: synonymTexts.decidedBefore } };
    const yes = !/^(?:不|删|否)/u.test(act);
    await decide(turn, { ...pair, state: yes ? 'inForce' : 'rejected', decidedBy: turn.person.userId, at: turn.now });
    const text = yes ? synonymTexts.taught(pair.said, pair.meant) : synonymTexts.rejected(pair.said, pair.meant);
    return { reply: { text }, ask: { dialog: REVIEW, data, aside: true } };
  },
});
