import { z } from 'zod';
import { localDateOf } from '../../../core/zone.ts';
import { cancelJob } from '../../../schedule/job.ts';
import { dialog, type Dialog, type NoticeDraft, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { touch } from '../knowledge.ts';
import { questionsToAnswer, questionToAnswer } from '../repo.ts';
import { answerQuestion } from '../rules/question.ts';
import { policyQuestions, type PolicyQuestion } from '../schema.ts';
import { answerSlots } from '../slots.ts';
import { texts } from '../texts.ts';

export const SHARE = 'policy.share';
const SHARING = /^(?:公开|可以公开|公开吧|公开它|分享)[吧。!！]*$/u;

/** The secretary's answer goes back to where the question was asked. */
export async function answerOne(turn: Turn): Promise<Outcome> {
  const { number, answer, correction } = answerSlots(turn.said);
  if (number === null) return { reply: { text: texts.whichQuestion } };
  const question = await questionToAnswer(turn.tx, number, turn.person, turn.directory);
  if (question === undefined) return { reply: { text: texts.noSuchQuestion(number) } };
  const decision = answerQuestion(question, { answer, by: turn.person.userId, correction }, turn.now);
  if (!decision.ok) return { reply: { text: texts.answerRefused(decision.refusal, number) } };
  const answered = decision.facts;
  await turn.tx.put(policyQuestions, answered);
  await cancelJob(turn.tx, `policy.overdue:${question.id}`);
  await touch(turn.tx, 'answers', `${answered.id}#${answered.answers}`);
  const asker = await turn.directory.person(question.askerId);
  return {
    // Who asked in private is not named before a group.
    reply: { text: texts.answered(answered, turn.chat.kind === 'group' && answered.chatKind === 'direct' ? texts.theAsker : asker.name) },
    notices: [await answerNotice(turn, answered)],
    ...(answered.shared ? {} : { ask: { dialog: SHARE, data: { id: answered.id, number } } }),
  };
}

async function answerNotice({ directory }: Situation, question: PolicyQuestion): Promise<NoticeDraft> {
  const correction = question.answers > 1;
  const base = { key: `policy.answer:${question.id}:${question.answers}`, about: { kind: 'policyQuestion', id: question.id } };
  const group = question.chatKind === 'group' ? await directory.group(question.chatId) : undefined;
  if (group?.canPush === true) {
    return {
      ...base,
      to: { kind: 'group', id: group.id },
      content: { kind: 'text', text: texts.toAskerInGroup(question, correction), mentions: [question.askerId] },
    };
  }
  return {
    ...base,
    to: { kind: 'person', userId: question.askerId },
    content: { kind: 'text', text: texts.toAsker(question, correction) },
  };
}

/** What waits for this secretary. Members' questions are not read out in a group. */
export async function listPending(turn: Turn): Promise<Outcome> {
  if (turn.chat.kind === 'group') return { reply: { text: texts.pendingPrivately } };
  const open = await questionsToAnswer(turn.tx, turn.person, turn.directory);
  if (open.length === 0) return { reply: { text: texts.nothingPending } };
  const first = open
    .slice(0, texts.mostPending - 2)
    .map((question) => ({ ...question, askedOn: localDateOf(question.askedAt, turn.zone) }));
  return { reply: { text: texts.pending(first, open.length) }, focus: { list: first.map(({ id }) => ({ kind: 'policyQuestion', id })) } };
}

/** A private question's answer may serve the branch, if the secretary says so. */
export const shareDialog: Dialog = dialog({
  name: SHARE,
  schema: z.object({ id: z.string(), number: z.string() }),
  reads: (said) => (SHARING.test(said.text) ? { intent: 'answer_question', slots: {} } : undefined),
  answer: async (turn, { number }) => {
    const question = await questionToAnswer(turn.tx, number, turn.person, turn.directory);
    if (question === undefined) return { reply: { text: texts.noSuchQuestion(number) }, ask: null };
    await turn.tx.put(policyQuestions, { ...question, shared: true });
    await touch(turn.tx, 'answers', `${question.id} shared`);
    return { reply: { text: texts.published(number) }, ask: null };
  },
});
