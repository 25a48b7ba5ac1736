import { z } from 'zod';
import { saysYes } from '../../../core/zh/assent.ts';
import { dialog, type ActionTurn, type Dialog, type NoticeDraft, type Outcome, type Situation } from '../../feature.ts';
import { askerOf, citationOf, type Place } from '../answering.ts';
import { doneCard } from '../cards.ts';
import type { Knowledge } from '../knowledge.ts';
import { ownersOf } from '../owners.ts';
import { clauseById } from '../repo.ts';
import { policyClauses } from '../schema.ts';
import { policyAnswers, type GivenAnswer } from '../schema/loop.ts';
import { texts } from '../texts.ts';
import { citationTexts } from '../texts/citation.ts';
import { loopTexts } from '../texts/loop.ts';
import { CHOOSE, HAND_OFF, VERDICT } from './dialogs.ts';
import { detailsOf } from './details.ts';
import { cited } from './given.ts';
import { handOver, offer } from './hand-off.ts';
import { noteMiss } from './missed.ts';
import { DETAILS, NO_HAND_OVER, pickOf, TO_SECRETARY, USEFUL, WRONG, YES_HAND_OVER } from './said.ts';

const asked = { intent: 'policy_question', slots: {} } as const;

/** The questions that follow an answer. */
export function answerDialogs(knowledge: Knowledge): readonly Dialog[] {
  return [
    dialog({
      name: CHOOSE,
      schema: z.object({ question: z.string(), answerId: z.string().default(''), ids: z.array(z.string()) }),
      reads: (said, { ids }) =>
        pickOf(said, ids.length) !== undefined || [WRONG, TO_SECRETARY, DETAILS].some((words) => words.test(said.text)) ? asked : undefined,
      answer: async (turn, { question, answerId, ids }) => {
        const { text } = turn.said;
        if (TO_SECRETARY.test(text)) return handOver(turn, question);
        if (DETAILS.test(text))
          return { reply: { text: citationTexts.whichClause }, ask: { dialog: CHOOSE, data: { question, answerId, ids }, aside: true } };
        const picked = pickOf(turn.said, ids.length);
        return picked === undefined ? useless(turn, question, answerId) : pick(turn, knowledge, answerId, picked);
      },
    }),
    dialog({
      name: VERDICT,
      schema: z.object({ question: z.string(), answerId: z.string().default('') }),
      reads: ({ text }) => ([WRONG, USEFUL, TO_SECRETARY, DETAILS].some((words) => words.test(text)) ? asked : undefined),
      answer: async (turn, { question, answerId }) => {
        const { text } = turn.said;
        if (WRONG.test(text)) return useless(turn, question, answerId);
        const given = await turn.tx.get(policyAnswers, answerId);
        if (TO_SECRETARY.test(text)) return handOver(turn, question, await documentOf(turn, given));
        if (DETAILS.test(text))
          return { ...(await detailsOf(turn, given?.clauseIds[0] ?? '')), ask: { dialog: VERDICT, data: { question, answerId } } };
        return useful(turn, given);
      },
    }),
    dialog({
      name: HAND_OFF,
      schema: z.object({ question: z.string(), documentId: z.string().nullable().default(null) }),
      reads: ({ text, focus }) =>
        // 好的 may be said to whatever came between, and the name goes with the question.
        (saysYes(text) && focus.intent === 'policy_question') ||
        YES_HAND_OVER.test(text) ||
        NO_HAND_OVER.test(text) ||
        TO_SECRETARY.test(text)
          ? asked
          : undefined,
      answer: async (turn, { question, documentId }) =>
        NO_HAND_OVER.test(turn.said.text) ? { reply: { text: texts.declined }, ask: null } : handOver(turn, question, documentId),
    }),
  ];
}

/** Anybody in the group may open what was offered there; it is looked up anew, for whoever tapped. */
export async function pick(situation: Situation, knowledge: Knowledge, answerId: string, index: number): Promise<Outcome> {
  const { tx, now, zone } = situation;
  const given = await tx.get(policyAnswers, answerId);
  const clauseId = given?.clauseIds[index];
  if (given === undefined || clauseId === undefined) return { reply: { text: citationTexts.tooOld } };
  const citation = await citationOf(knowledge, tx, given.question, clauseId, askerOf(situation), now, zone);
  return citation === undefined
    ? offer(situation, texts.wrongAnswer, given.question)
    : cited(situation, given.question, citation, given.percent / 100);
}

async function useful({ tx }: Situation, given: GivenAnswer | undefined): Promise<Outcome> {
  if (given !== undefined) await tx.put(policyAnswers, { ...given, verdict: 'useful' });
  return { reply: { text: citationTexts.useful }, ask: null };
}

/** The owner sees what was asked, what was found and how sure the bot was, but not by whom; once for an answer. */
async function useless(situation: Situation, question: string, answerId: string): Promise<Outcome> {
  const given = await situation.tx.get(policyAnswers, answerId);
  const offered = offer(situation, texts.wrongAnswer, question, await documentOf(situation, given));
  if (given === undefined || given.verdict === 'useless') return offered;
  await situation.tx.put(policyAnswers, { ...given, verdict: 'useless' });
  await noteMiss(situation, question, 'useless');
  return { ...offered, notices: await traceFor(situation, given) };
}

/** Who answers for the document that was quoted answers the question too. */
async function documentOf({ tx }: Situation, given: GivenAnswer | undefined): Promise<string | null> {
  const clause = await tx.get(policyClauses, given?.clauseIds[0] ?? '');
  return clause?.documentId ?? null;
}

async function traceFor(situation: Situation, given: GivenAnswer): Promise<readonly NoticeDraft[]> {
  const { tx, directory } = situation;
  const places: Place[] = [];
  for (const id of given.clauseIds) places.push(...[await clauseById(tx, id, askerOf(situation))].flatMap((one) => one ?? []));
  const owners = await ownersOf(tx, directory, given.partyBranch, { question: given.question, document: places[0]?.document });
  return owners.map((owner) => ({
    key: `policy.useless:${given.id}:${owner.userId}`,
    to: { kind: 'person', userId: owner.userId },
    content: { kind: 'text', text: loopTexts.trace(given, places) },
  }));
}

/** The taps under an answer. Only its asker judges; anybody in the group may read the whole clause. */
export function answerActions(knowledge: Knowledge): Readonly<Record<string, (turn: ActionTurn) => Promise<Outcome>>> {
  const judged = async (turn: ActionTurn, verdict: 'useful' | 'useless'): Promise<Outcome> => {
    const given = await turn.tx.get(policyAnswers, turn.args[0] ?? '');
    if (given === undefined) return { reply: { text: citationTexts.tooOld } };
    if (given.userId !== turn.person.userId) return { reply: { text: loopTexts.notYourAnswer } };
    const outcome = verdict === 'useful' ? await useful(turn, given) : await useless(turn, given.question, given.id);
    const update = { card: doneCard(turn.cardId, citationTexts.verdictDone[verdict]), forEveryone: true };
    const { text, card } = outcome.reply ?? {};
    const said = verdict === 'useful' ? {} : { ...(text === undefined ? {} : { text }), ...(card === undefined ? {} : { card }) };
    return { ...outcome, reply: { ...said, update } };
  };
  return {
    'policy.useful': (turn) => judged(turn, 'useful'),
    'policy.useless': (turn) => judged(turn, 'useless'),
    'policy.pick': (turn) => pick(turn, knowledge, turn.args[0] ?? '', Number(turn.args[1] ?? 0)),
    'policy.details': async (turn) => {
      const given = await turn.tx.get(policyAnswers, turn.args[0] ?? '');
      return given === undefined ? { reply: { text: citationTexts.tooOld } } : detailsOf(turn, given.clauseIds[0] ?? '');
    },
  };
}
