import { z } from 'zod';
import { localDateOf } from '../../../core/zone.ts';
import type { Outcome, Turn } from '../../feature.ts';
import { answerFor, askerOf, citationOf, type Answer, type Citation } from '../answering.ts';
import { leansOn, resolveFollowup } from '../rules/followup.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Opinion } from '../rules/fusion.ts';
import { segment } from '../search/segment.ts';
import { answerEach } from '../several.ts';
import { isFollowup } from '../slots.ts';
import { texts } from '../texts.ts';
import { citationTexts } from '../texts/citation.ts';
import { HAND_OFF, OFFER_MS, VERDICT } from './dialogs.ts';
import { detailsOf } from './details.ts';
import { choice, cited, citedEach, faqAnswer, keepAnswer } from './given.ts';
import { offer } from './hand-off.ts';
import { noteMiss } from './missed.ts';
import { DETAILS } from './said.ts';
import { learnFrom } from './synonyms.ts';

const STILL_VALID = /还有效|现行|有没有效|失效了?[吗没]|废止了?[吗没]|作废了?[吗没]|过期了?[吗没]|还算数/u;
const WHEN = '(?:什么时候|啥时候?|何时|几时|哪一?年|哪天)(?:才|就)?';
const THIS = '(?:这个?|这条|这份|这项|该|它)';
const RULE = '(?:规定|文件|办法|制度|政策|条款|条例|细则|规矩)';
/** "这个规定啥时候开始的", "什么时候施行的"; "什么时候发" and "食堂什么时候开始供应" ask of something else. */
const IN_FORCE_SINCE = new RegExp(
  `^(?:那|请问)?(?:${[
    `${THIS}?(?:${RULE}|通知)?(?:是|从)*${WHEN}(?:(?:起|开始)?(?:施行|实行|实施|执行|生效|发布|印发|公布|出台)|开始的|定的)`,
    `(?:${THIS}(?:${RULE}|通知|条)?|${RULE})(?:是|从)*${WHEN}(?:开始|起|出|定|发)?算?`,
  ].join('|')})的?[呀啊呢吗]?[?？]?$`,
  'u',
);
const WHICH_CLAUSE = /按哪一?条|哪一?条规定|依据(?:是)?什么|出处|哪份文件|第几条/u;
/** Longer words ask something of their own. */
const ABOUT_THE_ANSWER = 14;
const MOST_TOPIC = 120;

/** What outside services say, by question. */
type Opinions = ReadonlyMap<string, Opinion>;

/** A question about the rules → a quotation, a choice, or an honest "not found" with the offer to hand it over. */
export async function askQuestion(turn: Turn, knowledge: Knowledge, opinions: Opinions = new Map()): Promise<Outcome> {
  return (await withoutSearch(turn, knowledge)) ?? answerFromRules(turn, knowledge, opinions);
}

/** What is answered by what was quoted last, or by nothing at all. */
export async function withoutSearch(turn: Turn, knowledge: Knowledge): Promise<Outcome | undefined> {
  const { said } = turn;
  const about = await citedNow(turn, knowledge);
  if (about !== undefined && said.text.length <= ABOUT_THE_ANSWER) {
    if (STILL_VALID.test(said.text) || IN_FORCE_SINCE.test(said.text)) return { reply: { text: citationTexts.status(about) } };
    if (WHICH_CLAUSE.test(said.text)) return { reply: { text: citationTexts.answer(about) } };
    if (DETAILS.test(said.text)) return detailsOf(turn, about.clause.id);
  }
  return said.written.trim() === '' ? { reply: { text: texts.emptyQuestion } } : undefined;
}

/** The words are looked up in the rules, whatever was quoted before. */
export async function answerFromRules(turn: Turn, knowledge: Knowledge, opinions: Opinions = new Map()): Promise<Outcome> {
  const whole = turn.said.written;
  const several = await answerEach(whole, (question) =>
    answerFor(knowledge, turn.tx, question, askerOf(turn), turn.now, turn.zone, opinions.get(question)),
  );
  if (several !== undefined) {
    for (const { question } of several.missed) await noteMiss(turn, question, 'notFound');
    return citedEach(turn, whole.slice(0, MOST_TOPIC), several);
  }
  const { question, answer } = await answered(turn, knowledge, opinions);
  // The words are kept as topic (they are what the next "那…呢" is about); they stay in this member's conversation.
  const topic = question.slice(0, MOST_TOPIC);
  switch (answer.kind) {
    case 'citation':
      await learn(turn, question);
      return cited(turn, topic, answer.citation, answer.confidence);
    case 'choices':
      return choice(turn, topic, answer.citations, answer.confidence);
    case 'secretary': {
      const given = await keepAnswer(turn, topic, { clauses: [], source: answer.question.number, confidence: answer.confidence });
      return {
        reply: { text: citationTexts.secretaryAnswer(answer.question, localDateOf(answer.question.answeredAt ?? turn.now, turn.zone)) },
        ask: { dialog: VERDICT, data: { question: topic, answerId: given.id }, forMs: OFFER_MS },
        focus: { topic },
      };
    }
    case 'faq':
      return faqAnswer(turn, topic, answer.faq, answer.confidence);
    case 'none':
      await noteMiss(turn, question, 'notFound');
      return {
        ...offer(turn, (withCard) => citationTexts.none(answer.nearest, withCard), question, answer.nearest[0]?.document.id ?? null),
        focus: { topic },
      };
  }
}

/** The question just before found nothing, and these words did: the difference may be a synonym. */
async function learn(turn: Turn, found: string): Promise<void> {
  const { pending } = turn.said.focus;
  const missed = pending?.dialog === HAND_OFF ? z.object({ question: z.string() }).safeParse(pending.data) : undefined;
  if (missed?.success === true) await learnFrom(turn, missed.data.question, found);
}

/** As it is looked up: a follow-up together with the last question and, where that finds nothing, by its own words. */
export function questionsIn({ said }: Turn): readonly [string, ...string[]] {
  const last = said.focus.topic;
  const leans = last !== null && said.focus.intent === 'policy_question' && (leansOn(said.text) || isFollowup(said));
  if (!leans) return [said.written];
  return [resolveFollowup(last, said.text, (text) => segment(text).map(({ word }) => word)), said.written];
}

async function answered(
  turn: Turn,
  knowledge: Knowledge,
  opinions: Opinions,
): Promise<{ readonly question: string; readonly answer: Answer }> {
  const ask = async (question: string): Promise<{ readonly question: string; readonly answer: Answer }> => ({
    question,
    answer: await answerFor(knowledge, turn.tx, question, askerOf(turn), turn.now, turn.zone, opinions.get(question)),
  });
  const [question, alone] = questionsIn(turn);
  const meant = await ask(question);
  if (alone === undefined || meant.answer.kind !== 'none') return meant;
  const other = await ask(alone);
  return other.answer.kind === 'none' ? meant : other;
}

async function citedNow(turn: Turn, knowledge: Knowledge): Promise<Citation | undefined> {
  const { about, topic } = turn.said.focus;
  return about?.kind === 'policyClause'
    ? citationOf(knowledge, turn.tx, topic ?? '', about.id, askerOf(turn), turn.now, turn.zone)
    : undefined;
}
