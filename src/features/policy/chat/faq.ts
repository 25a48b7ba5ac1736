import { isSecretary, type Person } from '../../../core/person.ts';
import { joinList } from '../../../core/zh/format.ts';
import { nextNumber } from '../../../store/counters.ts';
import type { ActionTurn, NoticeDraft, Outcome, Situation, Turn } from '../../feature.ts';
import { doneCard } from '../cards.ts';
import { touch } from '../knowledge.ts';
import { faqByNumber, faqsIn, mayReadDrafts, questionById, questionToAnswer } from '../repo.ts';
import { readFaq, withdrawFaq } from '../rules/faq.ts';
import type { PolicyQuestion } from '../schema.ts';
import { policyFaqs, type Faq } from '../schema/loop.ts';
import { faqSlots } from '../slots.ts';
import { texts } from '../texts.ts';
import { faqTexts } from '../texts/faq.ts';

/** One tap after an answer: question and answer become a draft, which somebody else reads before it counts. */
export async function draftFaq(situation: Situation, question: PolicyQuestion): Promise<Outcome> {
  const { tx, now, person, ids } = situation;
  const { answer, answeredBy, answeredAt } = question;
  if (question.state !== 'answered' || answer === null || answeredBy === null || answeredAt === null)
    return { reply: { text: faqTexts.notAnswered(question.number) } };
  const before = await tx.find(policyFaqs, { where: { questionId: question.id } });
  const open = before.find(({ state }) => state === 'draft' || state === 'inForce');
  if (open !== undefined) return { reply: { text: faqTexts.already(open) } };
  const readers = await secondReaders(situation, question, [person.userId, answeredBy]);
  if (readers.length === 0) return { reply: { text: faqTexts.noReader } };
  const faq: Faq = {
    id: ids.id(),
    number: `F${await nextNumber(tx, 'policyFaq')}`,
    question: question.text,
    answer,
    questionId: question.id,
    answeredBy,
    answeredAt,
    draftedBy: person.userId,
    draftedAt: now,
    state: 'draft',
    readBy: null,
    readAt: null,
    reason: null,
  };
  await tx.insert(policyFaqs, faq);
  const answerer = await situation.directory.person(answeredBy);
  return {
    reply: { text: faqTexts.drafted(faq.number, joinList(readers.slice(0, 2).map(({ name }) => name))) },
    notices: readers.map((reader) => ({
      key: `policy.faq:${faq.id}:${reader.userId}`,
      to: { kind: 'person', userId: reader.userId },
      content: { kind: 'text', text: faqTexts.toReader(faq, answerer.name) },
      about: { kind: 'policyFaq', id: faq.id },
    })),
  };
}

/** Secretaries of the branch who had no hand in it; where there is none, those of the other branches. */
async function secondReaders({ directory }: Situation, question: PolicyQuestion, hands: readonly string[]): Promise<readonly Person[]> {
  const others = (people: readonly Person[]): readonly Person[] => people.filter(({ userId }) => !hands.includes(userId));
  const own = others(await directory.secretariesOf(question.partyBranch));
  return own.length > 0 ? own : others((await directory.everyone()).filter(isSecretary));
}

/** 通过F3, 退回F3：原因, 撤下F3. */
export async function decideFaq(turn: Turn): Promise<Outcome> {
  const { number, act, reason } = faqSlots(turn.said);
  if (number === null || act === null) return { reply: { text: faqTexts.which } };
  const faq = await faqByNumber(turn.tx, number, turn.person);
  if (faq === undefined) return { reply: { text: faqTexts.unknown(number) } };
  const decision =
    act === 'withdraw' ? withdrawFaq(faq) : readFaq(faq, { by: turn.person.userId, passes: act === 'pass', reason }, turn.now);
  if (!decision.ok) return { reply: { text: faqTexts.refused(decision.refusal, number) } };
  await turn.tx.put(policyFaqs, decision.facts);
  await touch(turn.tx, 'answers', `${faq.id} ${decision.facts.state}`);
  return { reply: { text: faqTexts.decided(decision.facts) }, notices: newsOf(decision.facts, turn.person) };
}

/** Who drafted it hears what became of it. */
function newsOf(faq: Faq, by: Person): readonly NoticeDraft[] {
  if (faq.draftedBy === by.userId) return [];
  return [
    {
      key: `policy.faqDecided:${faq.id}:${faq.state}`,
      to: { kind: 'person', userId: faq.draftedBy },
      content: { kind: 'text', text: faqTexts.decidedForDrafter(faq, by.name) },
      about: { kind: 'policyFaq', id: faq.id },
    },
  ];
}

/** A corrected answer takes back the entries that were made of the one before. */
export async function withdrawFaqsOf({ tx }: Situation, questionId: string): Promise<readonly Faq[]> {
  const entries = await tx.find(policyFaqs, { where: { questionId } });
  const withdrawn: Faq[] = [];
  for (const faq of entries) {
    const decision = withdrawFaq(faq);
    if (!decision.ok) continue;
    await tx.put(policyFaqs, decision.facts);
    withdrawn.push(decision.facts);
  }
  return withdrawn;
}

export async function listFaqs(turn: Turn): Promise<Outcome> {
  const inForce = await faqsIn(turn.tx, 'inForce');
  const drafts = mayReadDrafts(turn.person) && turn.chat.kind === 'direct' ? await faqsIn(turn.tx, 'draft') : [];
  return { reply: { text: faqTexts.list(inForce, drafts) } };
}

/** The button under the note that an answer went out. */
export async function clickDraft(turn: ActionTurn): Promise<Outcome> {
  const question = await questionById(turn.tx, turn.args[0] ?? '');
  const own = question === undefined ? undefined : await questionToAnswer(turn.tx, question.number, turn.person, turn.directory);
  if (own === undefined) return { reply: { text: texts.noSuchQuestion(question?.number ?? '') } };
  const outcome = await draftFaq(turn, own);
  const text = outcome.reply?.text ?? '';
  return { ...outcome, reply: { text, update: { card: doneCard(turn.cardId, faqTexts.cardDone), forEveryone: true } } };
}
