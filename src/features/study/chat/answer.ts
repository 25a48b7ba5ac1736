import { localDateOf } from '../../../core/zone.ts';
import { unreachable } from '../../../core/errors.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import type { Outcome, Situation, Turn } from '../../feature.ts';
import { openQuestionFor } from '../open-question.ts';
import { keepAnswer, noteMistake, ownAnswer } from '../repo/answers.ts';
import { judge } from '../rules/judge.ts';
import { worthOf } from '../rules/window.ts';
import type { Question, StudyPrompt } from '../schema.ts';
import { answerIn } from '../slots/answer.ts';
import { studyTexts } from '../texts/study.ts';
import { afterPractice } from './practice.ts';

/** An answer in words or letters to the question that is open here. */
export async function answerByWords(turn: Turn): Promise<Outcome> {
  const open = await openQuestionFor(turn);
  if (open === undefined) return { reply: { text: studyTexts.noneOpen(turn.chat) } };
  const judged = judge(open.question, answerIn(turn.said)?.letters ?? []);
  if (!judged.ok) return { reply: { text: studyTexts.refused[judged.refusal] } };
  const { answer, right } = judged.facts;
  if (open.kind === 'practice') {
    const next = await afterPractice(turn, open.practice, open.question, answer, right);
    const text = [resultText(open.question, right), ...next.words].join('\n\n');
    return { reply: { text, ...(next.card === undefined ? {} : { card: next.card }) }, focus: { list: [], topic: open.question.topic } };
  }
  const kept = await answerPrompt(turn, open.prompt, open.question, answer, right);
  const text = turn.chat.kind === 'group' ? receipt(kept.worth, open.prompt, turn) : ownResult(kept.worth, open.question, right);
  return { reply: { text }, events: kept.events, focus: { topic: open.question.topic } };
}

export type Worth = ReturnType<typeof worthOf>;

/** Keeps an answer to the day's question: the first one in time counts and is announced, every other is practice. */
export async function answerPrompt(
  situation: Situation,
  prompt: StudyPrompt,
  question: Question,
  answer: string[],
  right: boolean,
): Promise<{ readonly worth: Worth; readonly events: NonNullable<Outcome['events']> }> {
  const { tx, person, now } = situation;
  const worth = worthOf(prompt, (await ownAnswer(tx, person, prompt.id)) !== undefined, now);
  const counts = worth === 'counts';
  await keepAnswer(tx, {
    id: counts ? `${prompt.id}/${person.userId}` : situation.ids.id(),
    userId: person.userId,
    questionId: question.id,
    promptId: counts ? prompt.id : null,
    answer,
    right,
    heldOn: localDateOf(now, situation.zone),
    at: now,
  });
  // Whoever answers again may have just read the answer: that does not take the question out of the own mistakes.
  if (counts || !right) await noteMistake(tx, person, { questionId: question.id, right, at: now });
  return { worth, events: counts ? [{ type: 'quiz.answered', questionId: question.id, userId: person.userId, right }] : [] };
}

/** For everybody's eyes: the same words whether the answer was right or wrong. */
function receipt(worth: Worth, prompt: StudyPrompt, situation: Situation): string {
  switch (worth) {
    case 'counts':
      return studyTexts.received(formatInstant(prompt.closesAt, situation.zone, situation.now));
    case 'again':
      return studyTexts.receivedAgain;
    case 'late':
      return studyTexts.receivedLate;
    default:
      return unreachable(worth);
  }
}

function resultText(question: Question, right: boolean): string {
  return right ? studyTexts.result.right(question) : `${studyTexts.result.wrong(question)}\n${studyTexts.keptAsMistake}`;
}

/** For the member's own eyes, in the single chat. */
export function ownResult(worth: Worth, question: Question, right: boolean): string {
  switch (worth) {
    case 'counts':
      return resultText(question, right);
    case 'again':
      return `${studyTexts.again}\n${right ? studyTexts.result.right(question) : studyTexts.result.wrong(question)}`;
    case 'late':
      return `${studyTexts.late}\n${resultText(question, right)}`;
    default:
      return unreachable(worth);
  }
}
