import type { Instant } from '../../../core/clock.ts';
import type { Reader, Store } from '../../../store/store.ts';
import type { Intent } from '../../feature.ts';
import { askerOf, type Asker } from '../answering.ts';
import type { Knowledge } from '../knowledge.ts';
import { lookUp } from '../lookup.ts';
import type { Matter, SecondOpinion } from '../opinion/second.ts';
import { RELATED, reliable } from '../rules/choice.ts';
import { NO_OPINION, type Opinion } from '../rules/fusion.ts';
import { unnamed } from '../rules/unnamed.ts';
import { partsOf } from '../several.ts';
import { answerFromRules, askQuestion, questionsIn, withoutSearch } from './ask.ts';

/** A question is answered by the own search; where services are configured, they are asked for their opinion on it first. */
export function answering(knowledge: Knowledge, second: SecondOpinion | undefined): Intent['handle'] {
  if (second === undefined) return (turn) => askQuestion(turn, knowledge);
  return async (turn) => {
    const told = await withoutSearch(turn, knowledge);
    if (told !== undefined) return told;
    const matters = new Map<string, Matter>();
    for (const question of new Set([...questionsIn(turn), ...partsOf(turn.said.written)])) {
      const matter = await matterOf(knowledge, turn, askerOf(turn), question, second);
      if (matter !== undefined) matters.set(question, { ...matter, question: unnamed(question, await turn.directory.everyone()) });
    }
    const ask = matters.size === 0 ? undefined : second.on([...matters.values()]);
    if (ask === undefined) return answerFromRules(turn, knowledge);
    return {
      askFirst: async () => {
        const said = await ask();
        const opinions = new Map([...matters.keys()].map((question, at) => [question, said[at] ?? NO_OPINION]));
        return (again) => askQuestion(again, knowledge, opinions);
      },
    };
  };
}

/** For a command, where nobody in particular asks: the same opinion, outside any transaction. */
export async function opinionOn(
  store: Store,
  question: string,
  now: Instant,
  zone: string,
  second: SecondOpinion,
): Promise<Opinion | undefined> {
  const matter = await store.read((tx) => matterOf(second.knowledge, { tx, now, zone }, null, question, second));
  const ask = matter === undefined ? undefined : second.on([matter]);
  return (await ask?.())?.[0];
}

/**
 * What the own search finds nothing related for stays unanswered whatever anybody says: such words, which may be no question about
 * the rules at all, do not leave the house.
 */
async function matterOf(
  knowledge: Knowledge,
  { tx, now, zone }: { readonly tx: Reader; readonly now: Instant; readonly zone: string },
  asker: Asker | null,
  question: string,
  { unitsOf }: SecondOpinion,
): Promise<Matter | undefined> {
  const { rules, admits, search } = await lookUp(knowledge, tx, question, asker, now, zone);
  if (reliable(search) < RELATED) return undefined;
  return { question, units: unitsOf(rules), admits, own: search.results.map(({ id }) => id) };
}
