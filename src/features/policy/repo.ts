import { isSecretary, type Directory, type Person } from '../../core/person.ts';
import type { LocalDate } from '../../core/clock.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { isFor, type Listener } from './rules/scope.ts';
import { validityOn } from './rules/validity.ts';
import { policyAnswers, policyCitations, policyDuties, policyFaqs, policyMisses, policySynonyms } from './schema/loop.ts';
import type { Faq, GivenAnswer, KeptSynonym, PolicyCitation, PolicyMiss } from './schema/loop.ts';
import { policyClauses, policyDocuments, policyQuestions, type Clause, type PolicyDocument, type PolicyQuestion } from './schema.ts';

/** The newest are enough to see what is missing. */
const MOST_MISSES = 200;

/** What holds today for these readers, newest first. */
export async function documentsInForce(tx: Reader, listener: Listener | null, today: LocalDate): Promise<readonly PolicyDocument[]> {
  const stored = await tx.find(policyDocuments);
  return stored
    .filter((document) => isFor(document, listener) && validityOn(document, today).state === 'inForce')
    .toSorted((a, b) => (b.inForceFrom ?? '').localeCompare(a.inForceFrom ?? ''));
}

/** Any version of a document, for these readers; undefined when it is not for them. */
export async function documentById(tx: Reader, id: string, listener: Listener | null): Promise<PolicyDocument | undefined> {
  const document = await tx.get(policyDocuments, id);
  return document !== undefined && isFor(document, listener) ? document : undefined;
}

/** Any clause of any version with its document, for these readers. Says nothing about validity: ask `validityOn`. */
export async function clauseById(
  tx: Reader,
  id: string,
  listener: Listener | null,
): Promise<{ readonly clause: Clause; readonly document: PolicyDocument } | undefined> {
  const clause = await tx.get(policyClauses, id);
  const document = clause === undefined ? undefined : await documentById(tx, clause.documentId, listener);
  return clause === undefined || document === undefined ? undefined : { clause, document };
}

/** The clauses of a document that was loaded for somebody. */
export async function clausesOfDocument(tx: Reader, document: PolicyDocument): Promise<readonly Clause[]> {
  return tx.find(policyClauses, { where: { documentId: document.id }, orderBy: 'order' });
}

/** Whether this person answers the questions of that branch. */
export async function answersFor(asker: Person, partyBranch: string | null, directory: Directory): Promise<boolean> {
  if (!isSecretary(asker)) return false;
  return (await directory.secretariesOf(partyBranch)).some((secretary) => secretary.userId === asker.userId);
}

/** Who answers for the matter, and the secretaries of the asker's branch. */
async function mayAnswer(asker: Person, question: PolicyQuestion, directory: Directory): Promise<boolean> {
  return question.ownerIds.includes(asker.userId) || answersFor(asker, question.partyBranch, directory);
}

/** A question by its number, for a secretary who may answer it; undefined for everybody else. */
export async function questionToAnswer(
  tx: Reader,
  number: string,
  asker: Person,
  directory: Directory,
): Promise<PolicyQuestion | undefined> {
  const [question] = await tx.find(policyQuestions, { where: { number } });
  return question !== undefined && (await mayAnswer(asker, question, directory)) ? question : undefined;
}

/** The open questions that this secretary may answer, oldest first. */
export async function questionsToAnswer(tx: Reader, asker: Person, directory: Directory): Promise<readonly PolicyQuestion[]> {
  const open = await tx.find(policyQuestions, { where: { state: 'open' }, orderBy: 'askedAt' });
  const mine: PolicyQuestion[] = [];
  for (const question of open) if (await mayAnswer(asker, question, directory)) mine.push(question);
  return mine;
}

/** The same words, asked by the same person and still open: a second tap must not make a second question. */
export async function openQuestionOf(tx: Reader, asker: Person, text: string): Promise<PolicyQuestion | undefined> {
  const own = await tx.find(policyQuestions, { where: { askerId: asker.userId }, orderBy: 'askedAt', descending: true, limit: 20 });
  return own.find((question) => question.state === 'open' && question.text === text);
}

/** For the job that reminds: no asker, so nothing of it goes to anybody but the responsible secretaries. */
export async function questionById(tx: Reader, id: string): Promise<PolicyQuestion | undefined> {
  return tx.get(policyQuestions, id);
}

/** Drafts are for those who may answer; an entry in force is for everybody. */
export function mayReadDrafts(asker: Person): boolean {
  return isSecretary(asker);
}

export async function faqByNumber(tx: Reader, number: string, asker: Person): Promise<Faq | undefined> {
  const [faq] = await tx.find(policyFaqs, { where: { number } });
  return faq !== undefined && (faq.state === 'inForce' || mayReadDrafts(asker)) ? faq : undefined;
}

/** Newest first. Who may see drafts is asked by {@link mayReadDrafts}. */
export async function faqsIn(tx: Reader, state: 'inForce' | 'draft'): Promise<readonly Faq[]> {
  return tx.find(policyFaqs, { where: { state }, orderBy: 'draftedAt', descending: true });
}

/** Open questions without a good answer, of the branches whose secretary asks; newest first. */
export async function missesFor(tx: Reader, asker: Person, directory: Directory): Promise<readonly PolicyMiss[]> {
  const open = await tx.find(policyMisses, { where: { closedBy: null }, orderBy: 'at', descending: true, limit: MOST_MISSES });
  const branches = new Map<string | null, boolean>();
  const mine: PolicyMiss[] = [];
  for (const miss of open) {
    const answers = branches.get(miss.partyBranch) ?? (await answersFor(asker, miss.partyBranch, directory));
    branches.set(miss.partyBranch, answers);
    if (answers) mine.push(miss);
  }
  return mine;
}

/** For the operator's command line, who may read the store anyway. */
export async function allMisses(tx: Reader): Promise<readonly PolicyMiss[]> {
  return tx.find(policyMisses, { where: { closedBy: null }, orderBy: 'at', descending: true, limit: MOST_MISSES });
}

/** As {@link allMisses}. */
export async function openQuestions(tx: Reader): Promise<readonly PolicyQuestion[]> {
  return tx.find(policyQuestions, { where: { state: 'open' }, orderBy: 'askedAt' });
}

/** The enterprise's own words; they are nobody's in particular. */
export async function synonymsIn(tx: Reader, state: KeptSynonym['state']): Promise<readonly KeptSynonym[]> {
  return tx.find(policySynonyms, { where: { state }, orderBy: 'at' });
}

/** What one member asked lately and was answered. */
export function givenAnswersOf(tx: Reader, userId: string): Promise<readonly GivenAnswer[]> {
  return tx.find(policyAnswers, { where: { userId } });
}

/** What one member was quoted: ids begin with the member's and a slash, after which comes a nought. */
export function citationsOf(tx: Reader, userId: string): Promise<readonly PolicyCitation[]> {
  return tx.find(policyCitations, { from: `${userId}/`, upTo: `${userId}0` });
}

/** What one member handed over. */
export function questionsOf(tx: Reader, askerId: string): Promise<readonly PolicyQuestion[]> {
  return tx.find(policyQuestions, { where: { askerId }, orderBy: 'askedAt' });
}

/** What is over and done is as if somebody unknown had asked; an open question is still somebody's. */
export async function forgetAsker(tx: Writer, userId: string): Promise<readonly PolicyQuestion[]> {
  for (const { id } of await givenAnswersOf(tx, userId)) await tx.delete(policyAnswers, id);
  for (const { id } of await citationsOf(tx, userId)) await tx.delete(policyCitations, id);
  const own = await questionsOf(tx, userId);
  for (const question of own) if (question.state !== 'open') await tx.put(policyQuestions, withoutAsker(question));
  return own.filter(({ state }) => state === 'open');
}

/** A single chat is called by its member's name. */
function withoutAsker(question: PolicyQuestion): PolicyQuestion {
  return { ...question, askerId: null, chatId: question.chatKind === 'direct' ? '' : question.chatId };
}

/** What was asked within these days and is over: the question and its answer stay, as if somebody unknown had asked. */
export async function forgetAskersBetween(tx: Writer, { from, upTo }: { readonly from: string; readonly upTo: string }): Promise<void> {
  for (const state of ['answered', 'closed'] as const) {
    for (const question of await tx.find(policyQuestions, { where: { state }, orderBy: 'askedAt', from, upTo })) {
      if (question.askerId !== null) await tx.put(policyQuestions, withoutAsker(question));
    }
  }
}

export async function saveQuestion(tx: Writer, question: PolicyQuestion): Promise<void> {
  await tx.put(policyQuestions, question);
}

/** Whoever was given these matters answers for them no more. */
export async function dropDutiesOf(tx: Writer, userId: string): Promise<void> {
  for (const duty of await tx.find(policyDuties)) if (duty.userId === userId) await tx.delete(policyDuties, duty.id);
}
