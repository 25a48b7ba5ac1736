import { z } from 'zod';
import { localDateOf } from '../../../core/zone.ts';
import type { Outcome, Turn, Utterance } from '../../feature.ts';
import { answerFor, askerOf, citationOf, type Answer, type Citation } from '../answering.ts';
import { leansOn, namesAnotherThing, resolveFollowup } from '../rules/followup.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Opinion } from '../rules/fusion.ts';
import { ASKS, nameIn } from '../rules/sub-questions.ts';
import { figuresAsked } from '../search/expects.ts';
import { segment } from '../search/segment.ts';
import { answerEach } from '../several.ts';
import { isElliptic, isFollowup } from '../slots.ts';
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
const HOW_MUCH = /多少|几(?!乎)/u;
/** More words than these say what was told, not what it is about. */
const MOST_NAMED = 3;

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

/** As it is looked up: together with what was asked before, where it leans on that, and last by its own words. */
export function questionsIn({ said }: Turn): readonly [string, ...string[]] {
  const last = said.focus.topic;
  const [first, ...more] = last === null || said.focus.intent !== 'policy_question' ? [] : togetherWith(last, said);
  return first === undefined ? [said.written] : [first, ...more, said.written];
}

function togetherWith(last: string, said: Utterance): readonly string[] {
  if (leansOnTheLast(said)) return [resolveFollowup(last, said.text, wordsIn)];
  if (!isElliptic(said)) return [];
  // 多少钱 and 几天 name nothing themselves: they are asked of all that was named as well.
  const all = namedIn(said.text).length > 0 || !HOW_MUCH.test(said.text) ? '' : namedIn(last).slice(0, MOST_NAMED).join('');
  const subjects = new Set([nameIn(last, segment), all].filter((one) => one !== '' && !said.written.includes(one)));
  return [...subjects].map((subject) => `${subject}${said.written}`);
}

function leansOnTheLast(said: Utterance): boolean {
  return leansOn(said.text) || isFollowup(said);
}

const wordsIn = (text: string): readonly string[] => segment(text).map(({ word }) => word);

function namedIn(text: string, least = 1): readonly string[] {
  return segment(text).flatMap(({ word, weight }) => (weight >= least && word.length > 1 && !ASKS.test(word) ? [word] : []));
}

interface Looked {
  readonly question: string;
  readonly answer: Answer;
}

/** In the weights of `segment`: 打包 and 审批 name something too, where nothing else does. */
const VERBS = 0.75;
/** By so much more a reading must be sure to be preferred to the one that keeps to what was spoken of. */
const CLEARLY = 0.06;

async function answered(turn: Turn, knowledge: Knowledge, opinions: Opinions): Promise<Looked> {
  const ask = async (question: string): Promise<Looked> => ({
    question,
    answer: await answerFor(knowledge, turn.tx, question, askerOf(turn), turn.now, turn.zone, opinions.get(question)),
  });
  const questions = questionsIn(turn);
  const [first] = questions;
  let meant = await ask(first);
  if (questions.length === 1) return meant;
  for (const question of questions.slice(1, -1)) meant = surer(turn, meant, await ask(question));
  const alone = await ask(questions.at(-1) ?? '');
  return leansOnTheLast(turn.said) ? ofLeaning(turn, meant, alone) : ofElliptic(turn, meant, alone);
}

/** 那做饭呢: together with the last question, unless its own words are clearly surer, or it only brings the last clause once more. */
function ofLeaning(turn: Turn, meant: Looked, alone: Looked): Looked {
  if (meant.answer.kind === 'none') return alone.answer.kind === 'none' ? meant : alone;
  if (alone.answer.kind === 'citation' && isSurer(alone, meant)) return alone;
  const saysItAgain = isQuotedNow(turn, meant.answer) && !knowsOf(turn, meant.answer) && namesAnotherThing(turn.said.text);
  return saysItAgain && alone.answer.kind === 'citation' ? alone : meant;
}

/**
 * 要什么材料, 多少钱: an answer out of the rule that was quoted last, or to what they name themselves; never out of a third one, for whoever
 * asks so takes the sum or the day for theirs.
 */
function ofElliptic(turn: Turn, meant: Looked, alone: Looked): Looked {
  // Asked and answered in nearly these words before.
  if (alone.answer.kind === 'faq' || alone.answer.kind === 'secretary') return alone;
  const words = namedIn(turn.said.text, VERBS);
  const asksHowMuch = HOW_MUCH.test(turn.said.text);
  const isElse = alone.answer.kind !== 'none' && isSurer(alone, meant);
  const isTold = words.length > 0 ? tells(meant.answer, words) : !asksHowMuch || hasFigures(turn, meant.answer);
  const staysHere = isTold && isOfSameRule(turn, meant.answer) && (!isQuotedNow(turn, meant.answer) || knowsOf(turn, meant.answer));
  if (staysHere && !isElse) return meant;
  // 灯坏了找谁修 after 年假有几天 names what is not there: it is about something else. A sum or a day must be surer than that.
  const isOfElse = words.length > 0 && !isTold && !asksHowMuch;
  if (isOfElse || (words.length > 0 && (isElse || isOfSameRule(turn, alone.answer)))) return alone;
  return { question: meant.question, answer: { kind: 'none', nearest: [], confidence: meant.answer.confidence } };
}

function isSurer(one: Looked, than: Looked): boolean {
  return than.answer.kind === 'none' || one.answer.confidence > than.answer.confidence + CLEARLY;
}

/** Anything goes where no clause was quoted last. */
function isOfSameRule({ said }: Turn, answer: Answer): boolean {
  const { about } = said.focus;
  if (answer.kind === 'none') return false;
  if (about?.kind !== 'policyClause') return true;
  return citationsOf(answer).some(({ clause }) => about.id.startsWith(`${clause.documentId}/`));
}

function citationsOf(answer: Answer): readonly Citation[] {
  if (answer.kind === 'citation') return [answer.citation];
  return answer.kind === 'choices' ? answer.citations : [];
}

function tells(answer: Answer, words: readonly string[]): boolean {
  return citationsOf(answer).some(({ clause: { label, text } }) => words.some((word) => `${label}${text}`.includes(word)));
}

/** What was quoted just now goes on to answer where it can. */
function surer(turn: Turn, one: Looked, other: Looked): Looked {
  const goesOn = ({ answer }: Looked): boolean => isQuotedNow(turn, answer) && knowsOf(turn, answer);
  if (goesOn(one) || other.answer.kind === 'none') return one;
  if (goesOn(other)) return other;
  return one.answer.kind === 'none' || other.answer.confidence > one.answer.confidence ? other : one;
}

function isQuotedNow({ said }: Turn, answer: Answer): boolean {
  const { about } = said.focus;
  return answer.kind === 'citation' && about?.kind === 'policyClause' && answer.citation.clause.id === about.id;
}

/** Whether what these words name stands in the clause (cooking does not in the one about dogs), or a figure of the kind they ask for. */
function knowsOf({ said }: Turn, answer: Answer): boolean {
  const named = namedIn(said.text);
  if (named.length > 0) return tells(answer, named);
  return !leansOnTheLast(said) && hasFigures({ said }, answer);
}

function hasFigures({ said }: Pick<Turn, 'said'>, answer: Answer): boolean {
  return citationsOf(answer).some(({ clause }) => figuresAsked(said.text, clause.text).length > 0);
}

async function citedNow(turn: Turn, knowledge: Knowledge): Promise<Citation | undefined> {
  const { about, topic } = turn.said.focus;
  return about?.kind === 'policyClause'
    ? citationOf(knowledge, turn.tx, topic ?? '', about.id, askerOf(turn), turn.now, turn.zone)
    : undefined;
}
