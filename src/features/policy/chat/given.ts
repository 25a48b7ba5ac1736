import { localDateOf } from '../../../core/zone.ts';
import type { Outcome, Situation } from '../../feature.ts';
import type { Answer, Citation } from '../answering.ts';
import { pickCard, verdictCard } from '../cards.ts';
import { unnamed } from '../rules/unnamed.ts';
import { policyAnswers, type Faq, type GivenAnswer } from '../schema/loop.ts';
import type { Several } from '../several.ts';
import { citationTexts } from '../texts/citation.ts';
import { faqTexts } from '../texts/faq.ts';
import { wording } from '../wording.ts';
import { CHOOSE, OFFER_MS, VERDICT } from './dialogs.ts';
import { noteQuoted } from './quoted.ts';

type Shown = Pick<Answer, 'confidence'> & { readonly clauses: readonly Citation[]; readonly source: string | null };

/** Keeps what was answered to whom: the words for the verdict and its trace, for a while; who was quoted what, for a recall. */
export async function keepAnswer(situation: Situation, question: string, { clauses, source, confidence }: Shown): Promise<GivenAnswer> {
  const { tx, person, chat, now } = situation;
  const given: GivenAnswer = {
    id: situation.ids.id(),
    userId: person.userId,
    partyBranch: person.partyBranch,
    chatKind: chat.kind,
    at: now,
    question,
    clauseIds: clauses.map(({ clause }) => clause.id),
    source,
    // Nothing that was read by a program is certain.
    percent: Math.min(99, Math.round(confidence * 100)),
    verdict: null,
  };
  await tx.insert(policyAnswers, given);
  // A choice shows only where clauses stand; quoted is what was picked.
  const [quoted] = clauses.length === 1 ? clauses : [];
  if (quoted !== undefined) await noteQuoted(situation, quoted.clause);
  return given;
}

/** One clause is the answer. */
export async function cited(situation: Situation, question: string, citation: Citation, confidence: number): Promise<Outcome> {
  const given = await keepAnswer(situation, question, { clauses: [citation], source: null, confidence });
  const people = await situation.directory.everyone();
  const whole = citation.quote.replaceAll(/\s/gu, '') === citation.clause.text.replaceAll(/\s/gu, '');
  return {
    reply: { text: citationTexts.answer(citation), card: verdictCard(cardId(situation), given.id, !whole) },
    later: (chat, signal) => wording(chat, signal, unnamed(question, people), citation),
    ask: { dialog: VERDICT, data: { question, answerId: given.id }, forMs: OFFER_MS, aside: true },
    focus: { about: { kind: 'policyClause', id: citation.clause.id }, topic: question },
  };
}

/** Several things were asked; each of those found is quoted, the others are named. */
export async function citedEach(situation: Situation, question: string, several: Several): Promise<Outcome> {
  const { found } = several;
  const clauses = [...new Map(found.map(({ citation }) => [citation.clause.id, citation])).values()];
  const confidence = Math.min(...found.map((one) => one.confidence));
  const [only] = clauses;
  const text = citationTexts.several(several);
  if (only !== undefined && clauses.length === 1) {
    const outcome = await cited(situation, question, only, confidence);
    return { ...outcome, reply: { ...outcome.reply, text } };
  }
  const given = await keepAnswer(situation, question, { clauses, source: null, confidence });
  for (const { clause } of clauses) await noteQuoted(situation, clause);
  return {
    reply: { text, card: pickCard(cardId(situation), given.id, clauses) },
    ask: { dialog: CHOOSE, data: { question, answerId: given.id, ids: given.clauseIds }, aside: true },
    focus: { about: null, list: clauses.map(({ clause }) => ({ kind: 'policyClause', id: clause.id })), topic: question },
  };
}

/** Several clauses may be meant. */
export async function choice(situation: Situation, question: string, citations: readonly Citation[], confidence: number): Promise<Outcome> {
  const given = await keepAnswer(situation, question, { clauses: citations, source: null, confidence });
  return {
    reply: { text: citationTexts.choices(citations), card: pickCard(cardId(situation), given.id, citations) },
    ask: { dialog: CHOOSE, data: { question, answerId: given.id, ids: given.clauseIds }, aside: true },
    focus: { about: null, list: citations.map(({ clause }) => ({ kind: 'policyClause', id: clause.id })), topic: question },
  };
}

/** An entry of the FAQ, with who answered, who read it and when. */
export async function faqAnswer(situation: Situation, question: string, faq: Faq, confidence: number): Promise<Outcome> {
  const { directory, zone } = situation;
  const given = await keepAnswer(situation, question, { clauses: [], source: faq.number, confidence });
  const [answerer, reader] = [await directory.person(faq.answeredBy), await directory.person(faq.readBy ?? '')];
  const text = faqTexts.answer(faq, { answerer: answerer.name, reader: reader.name }, localDateOf(faq.answeredAt, zone));
  return {
    reply: { text, card: verdictCard(cardId(situation), given.id, false) },
    ask: { dialog: VERDICT, data: { question, answerId: given.id }, forMs: OFFER_MS, aside: true },
    focus: { topic: question },
  };
}

export function cardId(situation: Pick<Situation, 'keyedHash' | 'messageId'>): string {
  return `policy-${situation.keyedHash(situation.messageId).slice(0, 24)}`;
}
