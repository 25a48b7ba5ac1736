import { z } from 'zod';
import { cancelJob } from '../../../schedule/job.ts';
import { dialog, type Dialog, type NoticeDraft, type Outcome, type Situation, type Turn } from '../../feature.ts';
import { localDateOf } from '../../../core/zone.ts';
import { offerFaqCard } from '../cards.ts';
import { answerFor } from '../answering.ts';
import { touch, type Knowledge } from '../knowledge.ts';
import { questionsToAnswer, questionToAnswer } from '../repo.ts';
import { answerQuestion, closeQuestion } from '../rules/question.ts';
import { policyQuestions, type PolicyQuestion } from '../schema.ts';
import { answerSlots, closingSlots } from '../slots.ts';
import { texts } from '../texts.ts';
import { citationTexts } from '../texts/citation.ts';
import { loopTexts } from '../texts/loop.ts';
import { draftFaq, withdrawFaqsOf } from './faq.ts';
import { cardId } from './given.ts';
import { learnFrom } from './synonyms.ts';

export const ANSWERED = 'policy.share';
const SHARING = /^(?:公开|可以公开|公开吧|公开它|分享)[吧。!！]*$/u;
const MAKES_FAQ = /^(?:请)?(?:做成|做|存成|加到?|放进?)(?:一?个)?(?:常见)?问答(?:库)?(?:里)?[吧。!！]*$/u;

/** The answer goes back to where the question was asked. */
export async function answerOne(turn: Turn, knowledge: Knowledge): Promise<Outcome> {
  const { number, answer: words, correction } = answerSlots(turn.said);
  if (number === null) return { reply: { text: texts.whichQuestion } };
  const question = await questionToAnswer(turn.tx, number, turn.person, turn.directory);
  if (question === undefined) return { reply: { text: texts.noSuchQuestion(number) } };
  const answer = await quotedInstead(turn, knowledge, question, words);
  if (answer === undefined) return { reply: { text: loopTexts.meansNothing(number) } };
  const decision = answerQuestion(question, { answer, by: turn.person.userId, correction }, turn.now);
  if (!decision.ok) return { reply: { text: texts.answerRefused(decision.refusal, number) } };
  const answered = decision.facts;
  await turn.tx.put(policyQuestions, answered);
  await cancelJob(turn.tx, `policy.overdue:${question.id}`);
  const withdrawn = await withdrawFaqsOf(turn, question.id);
  await touch(turn.tx, 'answers', `${answered.id}#${answered.answers}`);
  // Who asked in private is not named before a group.
  const isNamed = turn.chat.kind === 'direct' || answered.chatKind === 'group';
  const name = isNamed && question.askerId !== null ? (await turn.directory.person(question.askerId)).name : texts.theAsker;
  return {
    reply: {
      text: [texts.answered(answered, name), ...withdrawn.map(({ number: faq }) => loopTexts.faqOverruled(faq))].join('\n'),
      card: offerFaqCard(cardId(turn), answered.id),
    },
    notices: await answerNotices(turn, answered),
    ask: { dialog: ANSWERED, data: { id: answered.id, number } },
  };
}

/** Who reads when nobody knows any more who asked: a rule for everybody. */
const NOBODY = { userId: '', partyBranch: null, department: null, roles: ['member'] } as const;

const MEANS = /^(?:就是|是想|就是想|他是|其实是)问[:：,，\s]*(?<meant>.+)$/su;

/** "Q12 就是问：年休假几天": the rule answers, in its own words, and the two ways of asking may teach a synonym. */
async function quotedInstead(turn: Turn, knowledge: Knowledge, question: PolicyQuestion, words: string): Promise<string | undefined> {
  const meant = MEANS.exec(words.trim())?.groups?.['meant'];
  if (meant === undefined) return words;
  const asker = question.askerId === null ? NOBODY : await turn.directory.person(question.askerId);
  const reader = { ...asker, group: question.chatKind === 'group' ? { partyBranch: question.partyBranch } : null };
  const found = await answerFor(knowledge, turn.tx, meant, reader, turn.now, turn.zone);
  if (found.kind !== 'citation') return undefined;
  await learnFrom(turn, question.text, meant);
  return citationTexts.answer(found.citation);
}

async function answerNotices({ directory }: Situation, question: PolicyQuestion): Promise<readonly NoticeDraft[]> {
  const { askerId } = question;
  if (askerId === null) return [];
  const correction = question.answers > 1;
  const base = { key: `policy.answer:${question.id}:${question.answers}`, about: { kind: 'policyQuestion', id: question.id } };
  const group = question.chatKind === 'group' ? await directory.group(question.chatId) : undefined;
  if (group?.canPush === true) {
    const text = texts.toAskerInGroup(question, correction);
    return [{ ...base, to: { kind: 'group', id: group.id }, content: { kind: 'text', text, mentions: [askerId] } }];
  }
  return [{ ...base, to: { kind: 'person', userId: askerId }, content: { kind: 'text', text: texts.toAsker(question, correction) } }];
}

/** "关闭Q12：不归后勤管": no answer will come, and the asker is told why, alone. */
export async function closeOne(turn: Turn): Promise<Outcome> {
  const { number, reason } = closingSlots(turn.said);
  if (number === null) return { reply: { text: texts.whichQuestion } };
  const question = await questionToAnswer(turn.tx, number, turn.person, turn.directory);
  if (question === undefined) return { reply: { text: texts.noSuchQuestion(number) } };
  const decision = closeQuestion(question, reason);
  if (!decision.ok) return { reply: { text: loopTexts.closeRefused(decision.refusal, number) } };
  await turn.tx.put(policyQuestions, decision.facts);
  await cancelJob(turn.tx, `policy.overdue:${question.id}`);
  return {
    reply: { text: loopTexts.closed(number) },
    notices: closedNotices(decision.facts),
  };
}

function closedNotices(question: PolicyQuestion): readonly NoticeDraft[] {
  if (question.askerId === null) return [];
  const content = { kind: 'text', text: loopTexts.closedForAsker(question) } as const;
  const to = { kind: 'person', userId: question.askerId } as const;
  return [{ key: `policy.closed:${question.id}`, to, content, about: { kind: 'policyQuestion', id: question.id } }];
}

/** What waits for this person. Members' questions are not read out in a group. */
export async function listPending(turn: Turn): Promise<Outcome> {
  if (turn.chat.kind === 'group') return { reply: { text: texts.pendingPrivately } };
  const open = await questionsToAnswer(turn.tx, turn.person, turn.directory);
  if (open.length === 0) return { reply: { text: texts.nothingPending } };
  const first = open
    .slice(0, texts.mostPending - 2)
    .map((question) => ({ ...question, askedOn: localDateOf(question.askedAt, turn.zone) }));
  return { reply: { text: texts.pending(first, open.length) }, focus: { list: first.map(({ id }) => ({ kind: 'policyQuestion', id })) } };
}

/** After an answer: it may serve the branch, or everybody as a FAQ entry, if who answered says so. */
export const answeredDialog: Dialog = dialog({
  name: ANSWERED,
  schema: z.object({ id: z.string(), number: z.string() }),
  reads: ({ text }) => (SHARING.test(text) || MAKES_FAQ.test(text) ? { intent: 'answer_question', slots: {} } : undefined),
  answer: async (turn, { number }) => {
    const question = await questionToAnswer(turn.tx, number, turn.person, turn.directory);
    if (question === undefined) return { reply: { text: texts.noSuchQuestion(number) }, ask: null };
    if (MAKES_FAQ.test(turn.said.text)) return { ...(await draftFaq(turn, question)), ask: null };
    await turn.tx.put(policyQuestions, { ...question, shared: true });
    await touch(turn.tx, 'answers', `${question.id} shared`);
    return { reply: { text: texts.published(number) }, ask: null };
  },
});
