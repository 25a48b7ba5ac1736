import { actionKey } from '../../../core/card.ts';
import type { Card } from '../../../core/card.ts';
import { joinList } from '../../../core/zh/format.ts';
import { planJob } from '../../../schedule/job.ts';
import { nextNumber } from '../../../store/counters.ts';
import type { ActionTurn, NoticeDraft, Outcome, Situation } from '../../feature.ts';
import { askerOf } from '../answering.ts';
import { ownersOf } from '../owners.ts';
import { documentById, openQuestionOf } from '../repo.ts';
import { ANSWER_WITHIN_WORKDAYS } from '../rules/question.ts';
import { policyQuestions, type PolicyQuestion } from '../schema.ts';
import { texts } from '../texts.ts';
import { workdaysOn } from '../workdays.ts';
import { HAND_OFF, OFFER_MS } from './dialogs.ts';
import { cardId } from './given.ts';

export const HAND_OFF_ACTION = 'policy.handOff';
/** A button's key holds at most 1024 bytes; longer questions are handed over by words only. */
const LONGEST_KEY_BYTES = 1_000;

/** The offer to hand over: nothing of the question leaves this chat until the asker agrees. */
export function offer(
  situation: Situation,
  wording: (withCard: boolean) => string,
  question: string,
  documentId: string | null = null,
): Outcome {
  const key = actionKey(HAND_OFF_ACTION, situation.person.userId, question, ...(documentId === null ? [] : [documentId]));
  const card: Card = {
    id: cardId(situation),
    title: texts.cardTitle,
    buttons: [{ label: texts.cardButton, action: key, style: 'primary' }],
  };
  const withCard = Buffer.byteLength(key) <= LONGEST_KEY_BYTES;
  return {
    reply: { text: wording(withCard), ...(withCard ? { card } : {}) },
    ask: { dialog: HAND_OFF, data: { question, documentId }, forMs: OFFER_MS, aside: true },
  };
}

/** The asker agreed: the question gets a number, its secretaries hear of it, and a clock runs. */
export async function handOver(situation: Situation, text: string, documentId: string | null = null): Promise<Outcome> {
  const { tx, now, person, chat, directory, zone, calendar } = situation;
  const open = await openQuestionOf(tx, person, text);
  if (open !== undefined) return { reply: { text: texts.alreadyOpen(open.number) }, ask: null };
  const document = documentId === null ? undefined : await documentById(tx, documentId, askerOf(situation));
  const owners = await ownersOf(tx, directory, person.partyBranch, { question: text, document });
  const question: PolicyQuestion = {
    id: situation.ids.id(),
    number: `Q${await nextNumber(tx, 'policyQuestion')}`,
    text,
    askerId: person.userId,
    partyBranch: person.partyBranch,
    chatKind: chat.kind,
    chatId: chat.id,
    askedAt: now,
    state: 'open',
    answer: null,
    answeredBy: null,
    answeredAt: null,
    answers: 0,
    shared: false,
    ownerIds: owners.map(({ userId }) => userId),
    reason: null,
  };
  await tx.insert(policyQuestions, question);
  await planJob(tx, {
    id: `policy.overdue:${question.id}`,
    kind: 'policy.overdue',
    ref: question.id,
    dueAt: workdaysOn(now, ANSWER_WITHIN_WORKDAYS, { zone, calendar }),
  });
  const notices = owners.map((owner): NoticeDraft => ({
    key: `policy.question:${question.id}:${owner.userId}`,
    to: { kind: 'person', userId: owner.userId },
    content: { kind: 'text', text: texts.toSecretary(question, person.name) },
    about: { kind: 'policyQuestion', id: question.id },
  }));
  const names = joinList(owners.slice(0, 2).map(({ name }) => name));
  return {
    reply: { text: texts.handedOver(question.number, names, chat.kind === 'group') },
    notices,
    events: [{ type: 'policy.unanswered', questionId: question.id }],
    ask: null,
  };
}

/** The button under an answer that was none. In a group anybody can tap it; only the asker's tap counts. */
export async function clickHandOff(turn: ActionTurn): Promise<Outcome> {
  const [askerId, question = '', documentId = null] = turn.args;
  if (askerId !== turn.person.userId || question === '') return { reply: { text: texts.notYours } };
  const outcome = await handOver(turn, question, documentId);
  return { ...outcome, reply: { ...outcome.reply, update: { card: { id: turn.cardId, title: texts.cardDone }, forEveryone: true } } };
}
