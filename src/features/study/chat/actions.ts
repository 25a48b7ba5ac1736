import type { ActionTurn, Outcome } from '../../feature.ts';
import { CHOICE_KEY, judgedCard, noteCard } from '../cards.ts';
import { questionById } from '../repo/bank.ts';
import { ownPractice } from '../repo/practice.ts';
import { promptById } from '../repo/prompts.ts';
import { judge } from '../rules/judge.ts';
import { windowOf } from '../rules/window.ts';
import { studyTexts } from '../texts/study.ts';
import { answerPrompt, ownResult } from './answer.ts';
import { afterPractice } from './practice.ts';

/** A button of a question card. Its arguments come from outside: what they name is looked up on behalf of the one who pressed. */
export function answerButton(turn: ActionTurn): Promise<Outcome> {
  const [kind, ref = '', letter] = turn.args;
  const selected = turn.selected.filter(({ key }) => key === CHOICE_KEY).flatMap(({ options }) => options);
  const answer = letter === undefined ? selected : [letter];
  return kind === 'practice' ? practiceButton(turn, ref, answer) : promptButton(turn, ref, answer);
}

async function promptButton(turn: ActionTurn, promptId: string, answer: readonly string[]): Promise<Outcome> {
  const prompt = await promptById(turn, promptId);
  const question = prompt === undefined ? undefined : await questionById(turn.tx, prompt.questionId);
  if (prompt === undefined || question === undefined || windowOf(prompt, turn.now) === 'past') return stale(turn);
  const judged = judge(question, answer);
  if (!judged.ok) return { reply: { text: studyTexts.refused[judged.refusal] } };
  const { right } = judged.facts;
  const { worth, events } = await answerPrompt(turn, prompt, question, judged.facts.answer, right);
  // In a group nobody else may see even the card change: they still want to answer.
  if (turn.chat.kind === 'group') {
    const title = worth === 'counts' ? studyTexts.cardReceived : worth === 'again' ? studyTexts.cardAgain : studyTexts.cardLate;
    return { reply: { update: { card: noteCard(turn.cardId, title, studyTexts.cardReceivedBody(question)), forEveryone: false } }, events };
  }
  const update = { card: judgedCard(turn.cardId, question, judged.facts.answer, right), forEveryone: false };
  return { reply: { update, ...(worth === 'counts' ? {} : { text: ownResult(worth, question, right) }) }, events };
}

async function practiceButton(turn: ActionTurn, questionId: string, answer: readonly string[]): Promise<Outcome> {
  const practice = turn.chat.kind === 'direct' ? await ownPractice(turn.tx, turn.person, turn.now) : undefined;
  const question = practice?.questionId === questionId ? await questionById(turn.tx, questionId) : undefined;
  if (practice === undefined || question === undefined) return stale(turn);
  const judged = judge(question, answer);
  if (!judged.ok) return { reply: { text: studyTexts.refused[judged.refusal] } };
  const { right } = judged.facts;
  const next = await afterPractice(turn, practice, question, judged.facts.answer, right);
  return {
    reply: {
      update: { card: judgedCard(turn.cardId, question, judged.facts.answer, right), forEveryone: false },
      ...(next.words.length === 0 ? {} : { text: next.words.join('\n') }),
      ...(next.card === undefined ? {} : { card: next.card }),
    },
  };
}

function stale(turn: ActionTurn): Outcome {
  return { reply: { update: { card: noteCard(turn.cardId, studyTexts.staleCard, studyTexts.staleCardBody), forEveryone: false } } };
}
