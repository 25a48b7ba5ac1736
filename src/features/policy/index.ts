import { localDateOf } from '../../core/zone.ts';
import type { Instant } from '../../core/clock.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { Feature } from '../feature.ts';
import { answerFor, type Answer } from './answering.ts';
import { answerActions, answerDialogs } from './chat/verdict.ts';
import { answeredDialog } from './chat/answer-question.ts';
import { clickDraft } from './chat/faq.ts';
import { clickFile, draftFile, FILE, fileDialog } from './chat/file.ts';
import { clickHandOff, HAND_OFF_ACTION } from './chat/hand-off.ts';
import { openDocumentDialog } from './chat/list.ts';
import { seedPolicies } from './import.ts';
import { intents } from './intents.ts';
import { jobs, planForgetting } from './jobs.ts';
import { openKnowledge } from './knowledge.ts';
import type { SecondOpinion } from './opinion/second.ts';
import { readPolicyFile } from './parse/reading.ts';
import type { FileRefusal } from './parse/piece.ts';
import { contradictingClauses } from './gaps.ts';
import { allMisses, openQuestions } from './repo.ts';
import { gapTexts } from './texts/gaps.ts';
import { alikeQuestions, clusterOf, mayBeRead, type Unanswered } from './unanswered.ts';
import type { Opinion } from './rules/fusion.ts';
import { synonymDialog } from './chat/synonyms.ts';
import { poolDialog } from './chat/pool.ts';
import { leave } from './leaving.ts';
import { personal } from './personal.ts';
import { recall } from './recall.ts';
import { policyClauses, policyDocuments, policyDrafts, policyQuestions, policyRevisions } from './schema.ts';
import { policyDuties, policyAnswers, policyCitations, policyFaqs, policyMisses, policySynonyms } from './schema/loop.ts';
import { answerEach } from './several.ts';
import { faqTexts } from './texts/faq.ts';
import { citationTexts } from './texts/citation.ts';
import { documentTexts } from './texts/documents.ts';

export { opinionOn } from './chat/ask-second.ts';
export { evaluateRetriever } from './evaluate.ts';
export { evaluateSecond } from './evaluate-second.ts';
export { importPolicy, listPolicies, withdrawByName } from './operate.ts';
export type { ParsedPolicy } from './parse/parse-policy.ts';
export { LARGEST_FILE_BYTES } from './parse/piece.ts';
export { readPolicyFile } from './parse/reading.ts';
export { policyPassages } from './passages.ts';
export { OUTCOMES, SERVICES, type OpinionAsked } from './opinion/line.ts';
export { openSecondOpinion, type SecondOpinion } from './opinion/second.ts';
export type { KeptVector, VectorShelf } from './opinion/shelf.ts';
export { answerSearchLine, freshSearch } from './stdio.ts';

/** About half a second of building. */
const BUILT_AT_START = 20_000;

/**
 * Questions about the rules: a quotation with its source, or a person who answers. `second`: services that are asked, too, where some are
 * configured; whoever opened it starts and stops it.
 */
export function policyFeature(second?: SecondOpinion): Feature {
  const knowledge = second?.knowledge ?? openKnowledge();
  return {
    name: 'policy',
    collections: [
      policyDocuments,
      policyClauses,
      policyQuestions,
      policyDrafts,
      policyRevisions,
      policyAnswers,
      policyCitations,
      policyMisses,
      policyFaqs,
      policySynonyms,
      policyDuties,
    ],
    intents: intents(knowledge, second),
    dialogs: [...answerDialogs(knowledge), openDocumentDialog, answeredDialog, poolDialog, synonymDialog, fileDialog],
    actions: { ...answerActions(knowledge), [HAND_OFF_ACTION]: clickHandOff, 'policy.faq': clickDraft, [FILE]: clickFile },
    jobs,
    react: (situation, event) => (event.type === 'member.left' ? leave(situation, event) : recall(situation, event)),
    personal,
    audits: ['policyQuestion'],
    openFile: async ({ name, bytes }) => {
      const read = await readPolicyFile(bytes, name);
      return (situation) => draftFile(situation, name, read);
    },
    help: { member: '问制度：直接问，如“年假有几天”', secretary: '答复提问：发“待答问题”“没答上的问题”；导入制度：单聊把文件发给我' },
    seed: seedPolicies,
    // Built now, so that the first question is not the slow one; a very large collection must not hold up the start.
    setUp: async (situation) => {
      const { tx } = situation;
      await planForgetting(situation);
      if ((await tx.count(policyClauses)) <= BUILT_AT_START) await knowledge.rules(tx, null);
    },
  };
}

/** For the command line: the answer as a member would get it. `opinion`: of services that were asked before. */
export async function askPolicy(tx: Writer, question: string, now: Instant, zone = 'Asia/Shanghai', opinion?: Opinion): Promise<string> {
  const knowledge = openKnowledge();
  const look = (words: string): Promise<Answer> =>
    answerFor(knowledge, tx, words, null, now, zone, words === question ? opinion : undefined);
  const several = await answerEach(question, look);
  if (several !== undefined) return citationTexts.several(several);
  const answer = await look(question);
  switch (answer.kind) {
    case 'citation':
      return citationTexts.answer(answer.citation);
    case 'choices':
      return citationTexts.choices(answer.citations);
    case 'none':
      return citationTexts.none(answer.nearest, false);
    case 'faq':
      return faqTexts.answer(
        answer.faq,
        { answerer: answer.faq.answeredBy, reader: answer.faq.readBy ?? '' },
        localDateOf(answer.faq.answeredAt, zone),
      );
    case 'secretary':
      throw new Error('nobody asked, so nobody is shown an answer meant for somebody');
  }
}

/** Why a file was not taken, for the person who can mend it. */
export function refusedFile(refusal: FileRefusal): string {
  return documentTexts.refused(refusal);
}

/** Who runs the command holds all the data anyway, and must see what the rules of single branches say otherwise. */
const OPERATOR = { partyBranch: null, department: null, roles: ['admin'], group: null } as const;

/** For the command line: what was not answered, by likeness, and clauses whose figures disagree. */
export async function policyGaps(tx: Reader, now: Instant, zone: string): Promise<string> {
  const handed = (await openQuestions(tx)).map((question): Unanswered => ({
    text: question.text,
    askerCode: question.askerId ?? question.id,
    inGroup: true,
    number: question.number,
    missId: null,
  }));
  const misses = (await allMisses(tx)).map((miss): Unanswered => ({ ...miss, number: null, missId: miss.id }));
  const groups = alikeQuestions([...handed, ...misses], ({ text }) => text).filter(mayBeRead);
  return gapTexts.report(groups.map(clusterOf), await contradictingClauses(openKnowledge(), tx, OPERATOR, now, zone));
}
