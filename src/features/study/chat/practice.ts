import type { Card } from '../../../core/card.ts';
import { localDateOf, plusDays } from '../../../core/zone.ts';
import type { Situation } from '../../feature.ts';
import { questionCard } from '../cards.ts';
import { answeredOn, keepAnswer, noteMistake, ownAnswers, ownMistakes } from '../repo/answers.ts';
import { ofTopic, questionById, wholeBank } from '../repo/bank.ts';
import { keepPractice } from '../repo/practice.ts';
import { DAILY_CAP } from '../rules/cap.ts';
import { NO_REPEAT_DAYS, questionToPractise } from '../rules/choose.ts';
import type { Practice, Question } from '../schema.ts';
import { studyTexts } from '../texts/study.ts';

/** Asks the next question of a practice; undefined when there is none left. */
export async function askNext(situation: Situation, practice: Omit<Practice, 'id' | 'askedAt' | 'questionId'>): Promise<Card | undefined> {
  const { tx, person, now } = situation;
  const question = await nextQuestion(situation, practice);
  if (question === undefined) return undefined;
  await keepPractice(tx, {
    ...practice,
    id: person.userId,
    asked: practice.asked + 1,
    questionId: question.id,
    seen: [...practice.seen, question.id],
    askedAt: now,
  });
  return questionCard(`study_${situation.ids.id()}`, question, { kind: 'practice', nth: practice.asked + 1, total: practice.total });
}

async function nextQuestion(situation: Situation, practice: Pick<Practice, 'mode' | 'topic' | 'seen'>): Promise<Question | undefined> {
  const { tx, person } = situation;
  if (practice.mode === 'mistakes') {
    for (const id of await ownMistakes(tx, person)) {
      const question = practice.seen.includes(id) ? undefined : await questionById(tx, id);
      if (question !== undefined && (practice.topic === null || question.topic === practice.topic)) return question;
    }
    return undefined;
  }
  const today = localDateOf(situation.now, situation.zone);
  const pool = practice.topic === null ? await wholeBank(tx) : await ofTopic(tx, practice.topic);
  const lately = new Set((await ownAnswers(tx, person, plusDays(today, -NO_REPEAT_DAYS))).map((answer) => answer.questionId));
  return questionToPractise(pool, practice.seen, lately, `${person.userId}@${today}#${practice.seen.length}`);
}

/** Keeps an answer of the practice and goes on with the next question, or says that it is over. */
export async function afterPractice(
  situation: Situation,
  practice: Practice,
  question: Question,
  answer: string[],
  right: boolean,
): Promise<{ readonly words: readonly string[]; readonly card?: Card }> {
  const { tx, person, now } = situation;
  const heldOn = localDateOf(now, situation.zone);
  await keepAnswer(tx, {
    id: situation.ids.id(),
    userId: person.userId,
    questionId: question.id,
    promptId: null,
    answer,
    right,
    heldOn,
    at: now,
  });
  await noteMistake(tx, person, { questionId: question.id, right, at: now });
  await keepPractice(tx, { ...practice, questionId: null });
  if ((await answeredOn(tx, person, heldOn)) >= DAILY_CAP) return { words: [studyTexts.enough] };
  const card = practice.asked < practice.total ? await askNext(situation, practice) : undefined;
  if (card !== undefined) return { words: [], card };
  const left = (await ownMistakes(tx, person)).length;
  if (practice.mode === 'mistakes') return { words: [studyTexts.mistakesDone(left)] };
  return { words: [practice.total > 1 ? studyTexts.seriesDone : studyTexts.oneDone] };
}
