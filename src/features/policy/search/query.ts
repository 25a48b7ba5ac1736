import { findNumbers } from '../../../core/zh/numbers.ts';
import { segment } from './segment.ts';
import { counted, fold, pairOf, termsOfWord, type Term } from './terms.ts';
import { sameThing, SYNONYMS, type Synonym } from './synonyms.ts';
import { ASKING_PHRASES, STOP_WORDS } from './words.ts';

/** One word of the question that says what it is about, with the rule words that mean the same. */
export interface ContentWord {
  readonly text: string;
  /** How much it says about the matter, by its kind (0..1). */
  readonly weight: number;
  readonly terms: readonly Term[];
  readonly alternatives: readonly (readonly Term[])[];
  /** What it may have been meant to be, were a character mistyped. */
  readonly mended: readonly (readonly Term[])[];
}

export interface Query {
  /** Folded, whole: what kind of answer it expects shows in the words that are not looked up. */
  readonly question: string;
  readonly words: readonly ContentWord[];
  /** What the question itself says, with the weight of each term. */
  readonly weights: ReadonlyMap<Term, number>;
  /** What is looked up beside it: synonyms, mended typing errors. */
  readonly beside: ReadonlyMap<Term, number>;
}

const ALTERNATIVE = 0.7;
const ACROSS_WORDS = 0.4;
const SINGLE = 0.25;
const COUNTED = 0.8;
const asking = new RegExp(ASKING_PHRASES.toSorted((a, b) => b.length - a.length).join('|'), 'gu');

/** 开不开, 补不补: the verb once. */
const A_NOT_A = /(\p{Script=Han})[不没]\1/gu;
/** 能 and 可以 that ask ("能报销吗"), not those of 节能, 功能, 能源. */
const MODAL = /可以|(?<![节功职智技性可机])能(?!源|力|量|耗|效|级)/gu;

/** "一天多少", "多久发一次": by what it is counted, not what it is about. */
const COUNTED_BY =
  /(?<![满够过十百两三])[一1每](?:天|日|个月|月|年|次|回|趟|晚|夜|度|张|份|顿|人|个人)(?=.{0,3}(?:多少|几|好多))|(?<=(?:多久|多长时间|几个月|几天|几年|多少).{0,8})[一1](?:次|回|趟|天|月|个月|年|晚)/gu;

/** A question → what to look up, with the enterprise's own synonyms beside the shipped ones. Pure; the same for every index. */
export function analyse(question: string, synonyms: readonly Synonym[] = []): Query {
  const folded = fold(question).slice(0, 400);
  const stripped = folded.replace(A_NOT_A, '$1').replace(COUNTED_BY, ' ').replace(asking, ' ').replace(MODAL, ' ');
  // "有什么规定" alone: nothing would be left, then the words themselves are all there is.
  const pieces = segment(stripped.trim() === '' ? folded : stripped);
  const words: ContentWord[] = [];
  const weights = new Map<Term, number>();
  const beside = new Map<Term, number>();
  const weigh = (term: Term, weight: number): void => {
    if ((weights.get(term) ?? 0) < weight) weights.set(term, weight);
  };
  let before: string | undefined;
  for (const { word: said, weight: kind } of pieces) {
    const piece = sameThing(said, folded) ?? said;
    const isContent = !STOP_WORDS.has(piece) && /[\p{Script=Han}a-z0-9]/u.test(piece);
    if (isContent) {
      const word = contentWord(piece, kind);
      words.push(word);
      for (const term of word.terms) weigh(term, Math.sqrt(kind));
      for (const alternative of word.alternatives) for (const term of alternative) beside.set(term, ALTERNATIVE);
      for (const character of piece)
        if (/\p{Script=Han}/u.test(character)) weigh(character.charCodeAt(0), piece.length === 1 ? 0.6 : SINGLE);
      if (before !== undefined) weighBorder(before, piece, weigh);
    }
    before = isContent ? piece : undefined;
  }
  // 二十年 and 20年 alike find "20 年".
  for (const { value, end } of findNumbers(folded.replace(COUNTED_BY, (unit) => ' '.repeat(unit.length)))) {
    const unit = folded.slice(end).trimStart().at(0) ?? '';
    if (/\p{Script=Han}/u.test(unit)) beside.set(counted(String(value), unit), COUNTED);
  }
  for (const { said, meant } of synonyms) {
    if (!folded.includes(fold(said))) continue;
    const terms = termsOfWord(fold(meant));
    for (const term of terms) beside.set(term, ALTERNATIVE);
    for (const [index, word] of words.entries())
      if (fold(said).includes(word.text) || word.text.includes(fold(said)))
        words[index] = { ...word, alternatives: [...word.alternatives, terms] };
  }
  for (const term of weights.keys()) beside.delete(term);
  return { question: folded, words, weights, beside };
}

function contentWord(piece: string, weight: number): ContentWord {
  const numbers = findNumbers(piece).map(({ value }) => [String(value)]);
  const alternatives = (SYNONYMS.get(piece) ?? []).map((word) => termsOfWord(fold(word)));
  return { text: piece, weight, terms: termsOfWord(piece), alternatives: [...alternatives, ...numbers], mended: [] };
}

/** The pair that two neighbouring words make: right when the text was cut wrongly, and for compounds. */
function weighBorder(before: string, word: string, weigh: (term: Term, weight: number) => void): void {
  const last = before.at(-1) ?? '';
  const first = word.at(0) ?? '';
  if (/\p{Script=Han}/u.test(last) && /\p{Script=Han}/u.test(first)) weigh(pairOf(last.charCodeAt(0), first.charCodeAt(0)), ACROSS_WORDS);
}
