import { z } from 'zod';
import type { Person } from '../../../core/person.ts';
import { dialog, type Dialog, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { answerFor, askerOf } from '../answering.ts';
import { contradictingClauses } from '../gaps.ts';
import { alikeQuestions, clusterOf, mayBeRead, readable, type Unanswered } from '../unanswered.ts';
import type { Knowledge } from '../knowledge.ts';
import { missesFor, questionsToAnswer } from '../repo.ts';
import { policyClauses } from '../schema.ts';
import { policyMisses, type PolicyMiss } from '../schema/loop.ts';
import { gapTexts } from '../texts/gaps.ts';
import { pickOf } from './said.ts';

const POOL = 'policy.pool';
/** About a second of comparing; nobody else is answered meanwhile. */
const COMPARED_IN_CHAT = 5_000;
const CLOSING = /^(?:请)?(?:关闭|关掉|结掉|关)\s*第?\s*([1-9一二三四五])\s*(?:个|类|条)?\s*[:：,，。\s]*([\s\S]*)$/u;

/** "没答上的问题": everything that ended without a good answer, put together by likeness, the most asked first. */
export async function showPool(turn: Turn, knowledge: Knowledge): Promise<Outcome> {
  if (turn.chat.kind === 'group') return { reply: { text: gapTexts.privately } };
  const groups = await unanswered(turn, knowledge);
  const shown = groups.filter((group) => mayBeRead(group));
  const clusters = shown.map(clusterOf).slice(0, gapTexts.mostClusters);
  const ids = shown.slice(0, gapTexts.mostClusters).map((group) => group.flatMap(({ missId }) => missId ?? []));
  const texts = shown.slice(0, gapTexts.mostClusters).map((group) => readable(group));
  return {
    reply: {
      text: gapTexts.pool(clusters, { questions: groups.flat().length, groups: groups.length, hidden: groups.length - shown.length }),
    },
    ask: { dialog: POOL, data: { ids, texts }, aside: true },
  };
}

/** What still has no answer: whatever a rule or an entry that came since answers is no gap any more. */
async function unanswered(turn: Turn, knowledge: Knowledge): Promise<readonly (readonly Unanswered[])[]> {
  const { tx, person, directory, keyedHash } = turn;
  const handed = (await questionsToAnswer(tx, person, directory)).map((question): Unanswered => ({
    text: question.text,
    askerCode: keyedHash(`policy.miss/${question.askerId ?? question.id}`).slice(0, 16),
    inGroup: true,
    number: question.number,
    missId: null,
  }));
  const misses = await missesFor(tx, person, directory);
  const entries = [...handed];
  for (const miss of misses) {
    if (await isAnsweredNow(turn, knowledge, miss)) continue;
    const twin = entries.some(({ text, askerCode }) => text === miss.text && askerCode === miss.askerCode);
    if (!twin) entries.push({ ...miss, number: null, missId: miss.id });
  }
  return alikeQuestions(entries, ({ text }) => text);
}

async function isAnsweredNow({ tx, now, zone, ...turn }: Turn, knowledge: Knowledge, miss: PolicyMiss): Promise<boolean> {
  if (miss.cause === 'useless') return false;
  const { kind } = await answerFor(knowledge, tx, miss.text, askerOf(turn), now, zone);
  return kind === 'citation' || kind === 'faq';
}

/** "2" shows how it was asked, "关闭2：原因" closes what was not handed over. */
export const poolDialog: Dialog = dialog({
  name: POOL,
  schema: z.object({ ids: z.array(z.array(z.string())), texts: z.array(z.array(z.string())) }),
  reads: (said, { ids }) =>
    pickOf(said, ids.length) !== undefined || CLOSING.test(said.text) ? { intent: 'unanswered_questions', slots: {} } : undefined,
  answer: async (turn, data) => {
    const again = { ask: { dialog: POOL, data, aside: true } };
    const picked = pickOf(turn.said, data.ids.length);
    if (picked !== undefined) return { reply: { text: gapTexts.cluster(data.texts[picked] ?? []) }, ...again };
    const [, place = '', reason = ''] = CLOSING.exec(turn.said.written.trim()) ?? [];
    const index = pickOf({ text: place }, data.ids.length);
    if (index === undefined || reason.trim() === '') return { reply: { text: gapTexts.closeHow }, ...again };
    const closed = await closeAll(turn, data.ids[index] ?? [], reason.trim(), turn.person);
    return { reply: { text: gapTexts.closed(closed) }, ask: null };
  },
});

async function closeAll({ tx }: Situation, ids: readonly string[], reason: string, by: Person): Promise<number> {
  let closed = 0;
  for (const id of ids) {
    const miss = await tx.get(policyMisses, id);
    if (miss === undefined || miss.closedBy !== null) continue;
    await tx.put(policyMisses, { ...miss, closedBy: by.userId, reason: reason.slice(0, 200) });
    closed += 1;
  }
  return closed;
}

/** "制度有没有矛盾": pairs of clauses in force with other figures for the same matter. */
export async function showContradictions(turn: Turn, knowledge: Knowledge): Promise<Outcome> {
  if ((await turn.tx.count(policyClauses)) > COMPARED_IN_CHAT) return { reply: { text: gapTexts.tooMany } };
  const pairs = await contradictingClauses(knowledge, turn.tx, askerOf(turn), turn.now, turn.zone);
  return { reply: { text: gapTexts.contradictions(pairs) } };
}
