import { localDateOf, plusDays } from '../../../core/zone.ts';
import type { Outcome, Turn } from '../../feature.ts';
import { countsOf, ownAnswer, ownAnswers, ownMistakes } from '../repo/answers.ts';
import { questionById, topicCounts } from '../repo/bank.ts';
import { openQuestionFor } from '../open-question.ts';
import { managedGroups, promptFor, promptsSince } from '../repo/prompts.ts';
import { ownRecord } from '../rules/record.ts';
import { shownOf } from '../rules/summary.ts';
import { windowOf } from '../rules/window.ts';
import { asksForBank, asksForResult, asksWhy, givesUp } from '../slots/record.ts';
import { recordTexts } from '../texts/record.ts';
import { showPrompt } from './ask.ts';

/** The own record or the own last result: personal, so in the single chat only. */
export async function myStudy(turn: Turn): Promise<Outcome> {
  if (asksForResult(turn.said)) return lastResult(turn);
  if (turn.chat.kind === 'group') return { reply: { text: recordTexts.inDirect } };
  const answers = await ownAnswers(turn.tx, turn.person);
  if (answers.length === 0) return { reply: { text: recordTexts.none } };
  const mistakes = await ownMistakes(turn.tx, turn.person);
  return { reply: { text: recordTexts.own(ownRecord(answers, mistakes.length, localDateOf(turn.now, turn.zone))) } };
}

/** Practice is one's own: who does not know is told. The question stays open. */
async function practised(turn: Turn): Promise<string | undefined> {
  if (turn.chat.kind === 'group') return undefined;
  if (givesUp(turn.said)) {
    const open = await openQuestionFor(turn);
    return open?.kind === 'practice' ? recordTexts.toldAtOnce(open.question) : undefined;
  }
  if (!asksWhy(turn.said)) return undefined;
  const last = (await ownAnswers(turn.tx, turn.person, localDateOf(turn.now, turn.zone))).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  const question = last === undefined ? undefined : await questionById(turn.tx, last.questionId);
  return last === undefined || question === undefined ? undefined : recordTexts.why(question, last.right);
}

async function lastResult(turn: Turn): Promise<Outcome> {
  const told = await practised(turn);
  return told === undefined ? dailyResult(turn) : { reply: { text: told } };
}

async function dailyResult(turn: Turn): Promise<Outcome> {
  const prompt = await promptFor(turn);
  const question = prompt === undefined ? undefined : await questionById(turn.tx, prompt.questionId);
  const told = prompt !== undefined && windowOf(prompt, turn.now) !== 'open';
  if (turn.chat.kind === 'group') {
    return { reply: { text: told && question !== undefined ? recordTexts.published(question) : recordTexts.resultInDirect } };
  }
  if (prompt === undefined || question === undefined) return { reply: { text: recordTexts.noResult } };
  const own = await ownAnswer(turn.tx, turn.person, prompt.id);
  if (own !== undefined) return { reply: { text: recordTexts.result(question, own.right) } };
  return told ? { reply: { text: recordTexts.published(question) } } : showPrompt(turn, prompt, [recordTexts.answerFirst]);
}

const DAYS_SHOWN = 7;
const LINES = 5;

/** For secretaries: how many answered on which day, or what the bank holds. */
export async function studyOverview(turn: Turn): Promise<Outcome> {
  if (asksForBank(turn.said)) {
    const topics = await topicCounts(turn.tx);
    return {
      reply: {
        text: recordTexts.bank(
          topics,
          topics.reduce((sum, { count }) => sum + count, 0),
        ),
      },
    };
  }
  const since = plusDays(localDateOf(turn.now, turn.zone), -DAYS_SHOWN);
  const days = [];
  for (const group of await managedGroups(turn)) {
    for (const prompt of await promptsSince(turn.tx, group.id, since)) {
      const open = windowOf(prompt, turn.now) === 'open';
      days.push({ heldOn: prompt.heldOn, topic: prompt.topic, open, shown: shownOf(await countsOf(turn.tx, prompt.id)) });
    }
  }
  const latest = days.toSorted((a, b) => b.heldOn.localeCompare(a.heldOn)).slice(0, LINES);
  return { reply: { text: latest.length === 0 ? recordTexts.noOverview : recordTexts.overview(latest) } };
}
