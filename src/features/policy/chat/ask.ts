import { z } from 'zod';
import { saysYes } from '../../../core/zh/assent.ts';
import { localDateOf } from '../../../core/zone.ts';
import { dialog, type Dialog, type Outcome, type Turn, type Utterance } from '../../feature.ts';
import { answerFor, askerOf, citationOf, type Citation } from '../answering.ts';
import type { Knowledge } from '../knowledge.ts';
import { isFollowup, policySlots } from '../slots.ts';
import { texts } from '../texts.ts';
import { HAND_OFF, handOver, offer, OFFER_MS } from './hand-off.ts';

export const CHOOSE = 'policy.choose';
export const VERDICT = 'policy.verdict';

const YES =
  /^(?:转给?书记|转给?他们?|转|转吧|转一下|请转|要|要的|麻烦转.*|问问?书记|让书记答|同意|转达.*|帮我?转.*|那就转.*)[吧呀啊。.!！~]*$/iu;
const NO = /^(?:不用了?|不转了?|不要|不|算了|不必|别转|不需要|先不)[吧呀啊。.!！~]*$/u;
const WRONG =
  /^(?:没用|没有?帮助|不对|不是这个|不是|答非所问|答错了?|错了|不准|没说到点上|不是我要的|没回答|看不懂|没看懂|不是我问的|没解决)[了啊呀吧。.!！~]*$/u;
const USEFUL = /^(?:有用|对的?|懂了|明白了?|知道了|清楚了|谢谢?|谢了|好的?谢谢|解决了)[了啊呀吧。.!！~]*$/u;
const TO_SECRETARY = /^(?:请|帮我|麻烦)?(?:把这个|这个)?(?:问题)?(?:转给?书记|问问?书记|转人工|找书记问问?)(?:吧|一下)?$/u;
const STILL_VALID = /还有效|现行|有没有效|失效了?[吗没]|废止了?[吗没]|作废了?[吗没]|过期了?[吗没]|还算数/u;
const WHICH_CLAUSE = /按哪一?条|哪一?条规定|依据(?:是)?什么|出处|哪份文件|第几条/u;
const MOST_TOPIC = 60;

/** A question about the rules → a quotation, a choice, or an honest "not found" with the offer to hand it over. */
export async function askQuestion(turn: Turn, knowledge: Knowledge): Promise<Outcome> {
  const { said } = turn;
  const about = await citedNow(turn, knowledge);
  if (about !== undefined && STILL_VALID.test(said.text) && said.text.length <= 14) return { reply: { text: texts.status(about) } };
  if (about !== undefined && WHICH_CLAUSE.test(said.text) && said.text.length <= 14) return { reply: { text: texts.answer(about) } };
  const question = questionOf(said);
  if (question.trim() === '') return { reply: { text: texts.emptyQuestion } };
  const answer = await answerFor(knowledge, turn.tx, question, askerOf(turn), turn.now, turn.zone);
  // The words are kept as topic (they are what the next "那…呢" is about); they stay in this member's conversation.
  const topic = topicKept(said, question);
  switch (answer.kind) {
    case 'citation':
      return cited(question, answer.citation, topic);
    case 'choices':
      return {
        reply: { text: texts.choices(answer.citations) },
        ask: { dialog: CHOOSE, data: { question, topic, ids: answer.citations.map(({ clause }) => clause.id) } },
        focus: { list: answer.citations.map(({ clause }) => ({ kind: 'policyClause', id: clause.id })), topic },
      };
    case 'secretary':
      return {
        reply: { text: texts.secretaryAnswer(answer.question, localDateOf(answer.question.answeredAt ?? turn.now, turn.zone)) },
        ask: { dialog: VERDICT, data: { question }, forMs: OFFER_MS },
        focus: { topic },
      };
    case 'none':
      return { ...offer(turn, (withCard) => texts.none(answer.related, withCard), question), focus: { topic } };
  }
}

function cited(question: string, citation: Citation, topic: string): Outcome {
  return {
    reply: { text: texts.answer(citation) },
    ask: { dialog: VERDICT, data: { question }, forMs: OFFER_MS },
    focus: { about: { kind: 'policyClause', id: citation.clause.id }, topic },
  };
}

/** A follow-up is read together with what the talk was about. */
function questionOf(said: Utterance): string {
  if (!isFollowup(said)) return said.written;
  return `${said.focus.topic ?? ''} ${said.written.replace(/^那么?/u, '').replace(/呢[?？]?$/u, '')}`;
}

function topicKept(said: Utterance, question: string): string {
  if (isFollowup(said)) return said.focus.topic ?? '';
  const topic = policySlots(said)['topic'];
  return (typeof topic === 'string' && topic !== '' ? topic : question).slice(0, MOST_TOPIC);
}

async function citedNow(turn: Turn, knowledge: Knowledge): Promise<Citation | undefined> {
  const { about, topic } = turn.said.focus;
  return about?.kind === 'policyClause'
    ? citationOf(knowledge, turn.tx, topic ?? '', about.id, askerOf(turn), turn.now, turn.zone)
    : undefined;
}

const ORDINALS = '一二三';

/** "2", "第二个", "选2" */
export function pickOf(said: Utterance, count: number): number | undefined {
  const found = /^(?:选|看|第)?\s*([1-9一二三])\s*(?:个|条|项|份)?$/u.exec(said.text)?.[1];
  if (found === undefined) return undefined;
  const index = ORDINALS.includes(found) ? ORDINALS.indexOf(found) : Number(found) - 1;
  return index < count ? index : undefined;
}

export function questionDialogs(knowledge: Knowledge): readonly Dialog[] {
  return [
    dialog({
      name: CHOOSE,
      schema: z.object({ question: z.string(), topic: z.string(), ids: z.array(z.string()) }),
      reads: (said, { ids }) =>
        pickOf(said, ids.length) !== undefined || WRONG.test(said.text) || TO_SECRETARY.test(said.text)
          ? { intent: 'policy_question', slots: {} }
          : undefined,
      answer: async (turn, { question, topic, ids }) => {
        if (TO_SECRETARY.test(turn.said.text)) return handOver(turn, question);
        const id = ids[pickOf(turn.said, ids.length) ?? -1];
        const citation =
          id === undefined ? undefined : await citationOf(knowledge, turn.tx, question, id, askerOf(turn), turn.now, turn.zone);
        return citation === undefined ? offer(turn, texts.wrongAnswer, question) : cited(question, citation, topic);
      },
    }),
    dialog({
      name: VERDICT,
      schema: z.object({ question: z.string() }),
      reads: (said) =>
        WRONG.test(said.text) || USEFUL.test(said.text) || TO_SECRETARY.test(said.text)
          ? { intent: 'policy_question', slots: {} }
          : undefined,
      answer: async (turn, { question }) => {
        if (TO_SECRETARY.test(turn.said.text)) return handOver(turn, question);
        return WRONG.test(turn.said.text) ? offer(turn, texts.wrongAnswer, question) : { reply: { text: texts.useful }, ask: null };
      },
    }),
    dialog({
      name: HAND_OFF,
      schema: z.object({ question: z.string() }),
      reads: (said) =>
        saysYes(said.text) || YES.test(said.text) || NO.test(said.text) || TO_SECRETARY.test(said.text)
          ? { intent: 'policy_question', slots: {} }
          : undefined,
      answer: async (turn, { question }) =>
        NO.test(turn.said.text) ? { reply: { text: texts.declined }, ask: null } : handOver(turn, question),
    }),
  ];
}
