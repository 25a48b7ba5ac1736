import { localDateOf } from '../../../core/zone.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import type { Outcome, Turn } from '../../feature.ts';
import { questionCard } from '../cards.ts';
import { answeredOn, ownAnswer, ownMistakes } from '../repo/answers.ts';
import { questionById, topicCounts } from '../repo/bank.ts';
import { endPractice, ownPractice } from '../repo/practice.ts';
import { promptFor } from '../repo/prompts.ts';
import { SERIES_LIMIT, seriesLength } from '../rules/cap.ts';
import { windowOf } from '../rules/window.ts';
import type { Practice, StudyPrompt } from '../schema.ts';
import { wishOf, type Wish } from '../slots/ask.ts';
import { studyTexts } from '../texts/study.ts';
import { askNext } from './practice.ts';

/** The day's question, or practice where nobody is disturbed by it. */
export function askQuiz(turn: Turn): Promise<Outcome> {
  const wish = wishOf(turn.said);
  if (wish.mode === '抢答') return Promise.resolve({ reply: { text: studyTexts.noRace } });
  return turn.chat.kind === 'group' ? inGroup(turn, wish) : inDirect(turn, wish);
}

async function inGroup(turn: Turn, wish: Wish): Promise<Outcome> {
  const practising = wish.mode !== undefined || wish.topic !== undefined || (wish.count ?? 1) > 1 || wish.stop;
  if (practising) return { reply: { text: studyTexts.inDirect } };
  const prompt = await promptOfToday(turn);
  const question = prompt === undefined ? undefined : await questionById(turn.tx, prompt.questionId);
  if (prompt === undefined || question === undefined) return { reply: { text: studyTexts.noPromptInGroup } };
  if (windowOf(prompt, turn.now) !== 'open') return { reply: { text: studyTexts.closedInGroup(question) } };
  return showPrompt(turn, prompt, [studyTexts.howToAnswer(formatInstant(prompt.closesAt, turn.zone, turn.now))]);
}

async function inDirect(turn: Turn, wish: Wish): Promise<Outcome> {
  if (wish.stop) {
    await endPractice(turn.tx, turn.person);
    return { reply: { text: studyTexts.stopped } };
  }
  const daily = wish.mode === undefined && wish.topic === undefined && wish.count === undefined && (wish.today || wish.daily);
  if (!daily) return practise(turn, wish);
  const prompt = await promptOfToday(turn);
  if (prompt === undefined) return withLead(await practise(turn, wish), studyTexts.noPromptYet);
  if ((await ownAnswer(turn.tx, turn.person, prompt.id)) !== undefined) return { reply: { text: studyTexts.answeredAlready } };
  return showPrompt(turn, prompt, windowOf(prompt, turn.now) === 'open' ? [] : [studyTexts.closedPractice]);
}

/** The day's paragraph and question. What was practised before is no longer what "B" means. */
export async function showPrompt(turn: Turn, prompt: StudyPrompt, lines: readonly string[]): Promise<Outcome> {
  const question = await questionById(turn.tx, prompt.questionId);
  if (question === undefined) return { reply: { text: studyTexts.noneOpen(turn.chat) } };
  if (turn.chat.kind === 'direct') await endPractice(turn.tx, turn.person);
  const passage = prompt.passage === null ? [] : [studyTexts.passage(prompt.passage.text, prompt.passage.source)];
  const text = [...passage, ...lines].join('\n\n');
  const card = questionCard(`study_${turn.ids.id()}`, question, { kind: 'prompt', promptId: prompt.id });
  return { reply: { ...(text === '' ? {} : { text }), card }, focus: { list: [], topic: question.topic } };
}

/** What was asked yesterday evening may still be answered, but it is not today's. */
async function promptOfToday(turn: Turn): Promise<StudyPrompt | undefined> {
  const prompt = await promptFor(turn);
  const isNow = prompt !== undefined && (windowOf(prompt, turn.now) === 'open' || prompt.heldOn === localDateOf(turn.now, turn.zone));
  return isNow ? prompt : undefined;
}

function withLead(outcome: Outcome, lead: string): Outcome {
  return outcome.reply?.card === undefined ? outcome : { ...outcome, reply: { ...outcome.reply, text: lead } };
}

async function practise(turn: Turn, wish: Wish): Promise<Outcome> {
  const { tx, person } = turn;
  const before = await ownPractice(tx, person, turn.now);
  const topics = (await topicCounts(tx)).map(({ topic }) => topic);
  if (topics.length === 0 || (wish.topic !== undefined && !topics.includes(wish.topic.topic)))
    return { reply: { text: studyTexts.noTopic(wish.topic?.word ?? '', topics) } };
  const mistakes = wish.mode === '错题';
  const waiting = (await ownMistakes(tx, person)).length;
  if (mistakes && waiting === 0) return { reply: { text: studyTexts.noMistakes } };
  const wanted = mistakes ? Math.min(wish.count ?? SERIES_LIMIT, waiting) : (wish.count ?? 1);
  const total = seriesLength(wanted, await answeredOn(tx, person, localDateOf(turn.now, turn.zone)));
  if (total === 0) return { reply: { text: studyTexts.enough } };
  const next = series(wish, total, before, turn.said.text);
  // All of a small topic were shown: it begins anew.
  const card = (await askNext(turn, next)) ?? (await askNext(turn, { ...next, seen: [] }));
  if (card === undefined) return { reply: { text: mistakes ? studyTexts.noMistakes : studyTexts.noTopic(wish.topic?.word ?? '', topics) } };
  const fewer = total < wanted ? { text: studyTexts.fewer(total) } : {};
  return { reply: { ...fewer, card }, focus: { list: [], ...(wish.topic === undefined ? {} : { topic: wish.topic.topic }) } };
}

/** "再来一道" keeps topic and mode; "换一题" goes on in the same series. What was shown lately is not shown again. */
function series(wish: Wish, total: number, before: Practice | undefined, text: string): Parameters<typeof askNext>[1] {
  const goesOn = before !== undefined && wish.topic === undefined && wish.mode === undefined && /再|换|下一|继续|接着/u.test(text);
  const swaps = goesOn && before.questionId !== null && before.total > 1;
  return {
    mode: goesOn ? before.mode : wish.mode === '错题' ? 'mistakes' : 'topics',
    topic: goesOn ? before.topic : (wish.topic?.topic ?? null),
    asked: swaps ? Math.min(before.asked, before.total - 1) : 0,
    total: swaps ? before.total : total,
    seen: wish.mode === '错题' ? [] : (before?.seen ?? []).slice(-MEMORY),
  };
}

const MEMORY = 50;
