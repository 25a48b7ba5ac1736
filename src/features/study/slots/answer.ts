import { parseChineseNumber, findNumbers } from '../../../core/zh/numbers.ts';
import type { Entity, Slots, Utterance } from '../../feature.ts';
import { lettersByWords } from './option-words.ts';
import { outrightChoice, phraseWith } from './phrase.ts';

const LETTERS = /[a-h](?:[\s,，、.和跟与+/-]*(?:还有|加上?)?[a-h])*(?![a-z0-9])/;
const FIGURES =
  /(?:第[1-8一二三四五六七八](?:个|项|条)?|[1-8一二三四五六七八])(?:[\s,，、和跟与]*(?:第[1-8一二三四五六七八](?:个|项|条)?|[1-8一二三四五六七八]))*(?![\d一二三四五六七八九十百千万个点号楼层年月日天条项分道])/;
const TRUE_WORDS = /没错|没毛病|正确|对|是的?|√|✓|真的?|yes/;
const FALSE_WORDS = /不正确|不对|不是的?|错误|错|×|✗|x(?![a-z])|假的?|no(?![a-z])/;
const TRUE_SIGNS = /[✔✅⭕]/u;
const FALSE_SIGNS = /[❌✖❎]/u;
const CORRECTION = /(?:不对|不(?=[,，\s])|错了|改|更正)[,，\s]*(?:应该|还是|改成|改选?|换成|我)?(?:是|选|成)*\s*(?=[a-h][^a-z]*$)/u;
const ALL_BUT = /^除了?\s*([a-h])\s*(?:之?外|以外)?[,，\s]*(?:其他|其余|别的)?(?:都|全)?(?:选|对|是|要)?[^a-z]{0,3}$/u;
const POINTS = /(?:我|能|给|可以)*[加得涨有]?(?:几|多少)分|积分/u;

export interface Answer {
  readonly letters: readonly string[];
  /** How it was said; by words is less certain than by letter. */
  readonly by: 'letter' | 'figure' | 'judgement' | 'words';
}

/** The question that this member may answer here, as understanding knows it. */
export function openQuestion(said: Utterance): Entity | undefined {
  return said.entities.find(
    (entity) => entity.kind === 'question' && entity.options !== undefined && Object.keys(entity.options).length > 1,
  );
}

const isJudgement = (options: Readonly<Record<string, string>>): boolean => Object.values(options).join('') === '对错';

/** What was said as an answer to the open question; undefined when it is none. */
export function answerIn(said: Utterance): Answer | undefined {
  if (answers.has(said)) return answers.get(said);
  const answer = answerTo(said, openQuestion(said)?.options);
  answers.set(said, answer);
  return answer;
}

/** Asked for as evidence, as slots and by the handler: an utterance never changes. */
const answers = new WeakMap<Utterance, Answer | undefined>();

function answerTo(said: Utterance, options: Entity['options']): Answer | undefined {
  if (options === undefined) return undefined;
  const text = said.text.replace(POINTS, ' ').trim();
  return byJudgement(text, said.written, options) ?? byLetter(text, options) ?? byFigure(text, options) ?? byWords(text, options);
}

function choosesLetters(text: string): boolean {
  const found = phraseWith(text, LETTERS);
  return found?.rest === '' && isInOrder(found.core);
}

/** "bad", "cab": nobody runs letters together out of order. */
function isInOrder(core: string): boolean {
  return (core.match(/[a-h]+/gu) ?? []).every((run) => run === [...run].toSorted().join(''));
}

function byLetter(text: string, options: Readonly<Record<string, string>>): Answer | undefined {
  const left = ALL_BUT.exec(text)?.[1]?.toUpperCase();
  if (left !== undefined) return { letters: Object.keys(options).filter((letter) => letter !== left), by: 'letter' };
  const corrected = CORRECTION.exec(text);
  const last = corrected === null ? text : text.slice(corrected.index + corrected[0].length);
  const outright = outrightChoice(last);
  const found = phraseWith(last, LETTERS) ?? (outright === undefined ? undefined : phraseWith(outright, LETTERS));
  if (found === undefined) return undefined;
  if (!isInOrder(found.core)) return undefined;
  const letters = [...new Set(found.core.toUpperCase().replace(/[^A-H]/gu, ''))].toSorted();
  return { letters, by: 'letter' };
}

function byFigure(text: string, options: Readonly<Record<string, string>>): Answer | undefined {
  const found = phraseWith(text, FIGURES);
  if (found === undefined || found.rest !== '') return undefined;
  const signs = found.core.match(/[1-8一二三四五六七八]/gu) ?? [];
  const known = Object.keys(options);
  const letters = signs.map((sign) => known[(parseChineseNumber(sign) ?? 0) - 1]);
  const chosen = [...new Set(letters.flatMap((letter) => letter ?? []))].toSorted();
  if (letters.includes(undefined) || contradicted(signs, chosen, options)) return undefined;
  return { letters: chosen, by: 'figure' };
}

/** "3" among 2小时、3小时、4小时 may be the third or the figure: nothing is counted on a guess. */
function contradicted(signs: readonly string[], chosen: readonly string[], options: Readonly<Record<string, string>>): boolean {
  const values = new Set(signs.map((sign) => parseChineseNumber(sign)));
  return Object.entries(options).some(
    ([letter, words]) => !chosen.includes(letter) && findNumbers(words.normalize('NFKC')).some(({ value }) => values.has(value)),
  );
}

function byJudgement(text: string, written: string, options: Readonly<Record<string, string>>): Answer | undefined {
  if (!isJudgement(options) || /^对了[,，\s]/u.test(text)) return undefined;
  const letter = (words: string): Answer => ({ letters: Object.keys(options).filter((key) => options[key] === words), by: 'judgement' });
  if (/^[\s选答是]*$/u.test(text) && TRUE_SIGNS.test(written)) return letter('对');
  if (/^[\s选答是]*$/u.test(text) && FALSE_SIGNS.test(written)) return letter('错');
  if (phraseWith(text, TRUE_WORDS, true) !== undefined) return letter('对');
  return phraseWith(text, FALSE_WORDS, true) === undefined ? undefined : letter('错');
}

function byWords(text: string, options: Readonly<Record<string, string>>): Answer | undefined {
  // A bare figure that could be a place in the list is not an option's words.
  const bare = phraseWith(text, FIGURES);
  if (
    isJudgement(options) ||
    (bare !== undefined && bare.rest === '' && (parseChineseNumber(bare.core) ?? 0) <= Object.keys(options).length)
  )
    return undefined;
  const letters = lettersByWords(text, options);
  return letters === undefined ? undefined : { letters, by: 'words' };
}

/** Slots as in the labelled sets: letters in order, 对 or 错 of a judgement. */
export function answerSlots(said: Utterance): Slots {
  const options = openQuestion(said)?.options ?? {};
  const answer = answerIn(said);
  if (answer === undefined) return {};
  const shown = isJudgement(options) ? answer.letters.map((letter) => options[letter] ?? letter) : answer.letters;
  return { answer: shown, ...(POINTS.test(said.text) ? { also: [{ intent: 'my_points', slots: {} }] } : {}) };
}

const CERTAIN: Readonly<Record<Answer['by'], number>> = { letter: 10, judgement: 10, figure: 10, words: 9 };

/** "选B" where no question is open: it can mean nothing else, and the answer says that there is none. */
const ANSWERS_NOTHING_OPEN = 6;

/** Strong for what reads as an answer to a question that is open here; against it for everything else. */
export function answerEvidence(said: Utterance): number {
  const question = openQuestion(said);
  if (question === undefined) return choosesLetters(said.text) ? ANSWERS_NOTHING_OPEN : -8;
  const answer = answerIn(said);
  if (answer === undefined) return -8;
  // "2" right after a numbered list means the list.
  if (answer.by === 'figure' && said.focus.list.length > 0) return 0;
  return question.status === 'open' ? CERTAIN[answer.by] : CERTAIN[answer.by] - 4;
}
