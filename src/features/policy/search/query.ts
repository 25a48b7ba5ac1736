import { findNumbers } from '../../../core/zh/numbers.ts';
import { segment } from './segment.ts';
import { codesOf, counted, fold, isHan, pairOf, termsOf, termsOfWord, type Term } from './terms.ts';
import { sameThing, SYNONYMS, type Synonym } from './synonyms.ts';
import { ASKING_PHRASES, STOP_WORDS } from './words.ts';

/** One word of the question that says what it is about, with the rule words that mean the same. */
export interface ContentWord {
  readonly text: string;
  /** Its place in the folded question; -1 when it was put in the place of what was said. */
  readonly start: number;
  /** How much it says about the matter, by its kind (0..1). */
  readonly weight: number;
  readonly terms: readonly Term[];
  readonly alternatives: readonly (readonly Term[])[];
}

export interface Query {
  /** Folded, whole: what kind of answer it expects shows in the words that are not looked up. */
  readonly question: string;
  readonly codes: Uint16Array;
  readonly words: readonly ContentWord[];
  /** What the question itself says, with the weight of each term. */
  readonly weights: ReadonlyMap<Term, number>;
  /** What is looked up beside it: synonyms, mended typing errors. */
  readonly beside: ReadonlyMap<Term, number>;
}

/** What the parts of a question weigh in the first search; measured, see decision 20. */
const ALTERNATIVE = 0.75;
const SINGLE = 0.4;
const ALONE = 0.8;
const COUNTED = 0.8;
/** Words that only ask or fill. */
const FILLS = 0.5;
const ASKS = 0.15;
/** How much the kind of a word matters, and how a pair is weighed that two words make. */
const BY_KIND = 0.2;
const ACROSS = 0.6;
const LONGEST = 400;
const asking = new RegExp(ASKING_PHRASES.toSorted((a, b) => b.length - a.length).join('|'), 'gu');

/** 开不开, 补不补: the verb once. */
const A_NOT_A = /(\p{Script=Han})[不没](?=\1)/gu;
/** 能, 可以 and 要 that only ask or lead on ("能报销吗", "要交多少"), not those of 节能, 能源, 需要, 要求. */
const MODAL =
  /可以|(?<![节功职智技性可机])能(?!源|力|量|耗|效|级)|(?<![主需重必只就纪概摘首扼简提次])要(?!求|点|件|是|么|素|害|闻|职|领|塞|道|紧)/gu;

/** "一天多少", "多久发一次": by what it is counted, not what it is about. */
const COUNTED_BY =
  /(?<![满够过十百两三])[一1每](?:天|日|个月|月|年|次|回|趟|晚|夜|度|张|份|顿|人|个人)(?=.{0,3}(?:多少|几|好多))|(?<=(?:多久|多长时间|几个月|几天|几年|多少).{0,8})[一1](?:次|回|趟|天|月|个月|年|晚)/gu;
const blank = (found: string): string => ' '.repeat(found.length);

/** The folded question without what only says by what it is counted ("一年休几天"); as long as before. */
export function uncounted(question: string): string {
  return question.replace(COUNTED_BY, blank);
}

/** A question → what to look up, with the enterprise's own synonyms beside the shipped ones. Pure; the same for every index. */
export function analyse(question: string, synonyms: readonly Synonym[] = []): Query {
  const folded = fold(question.slice(0, LONGEST));
  const codes = codesOf(folded);
  const stripped = uncounted(folded.replace(A_NOT_A, blank)).replace(asking, blank).replace(MODAL, blank);
  const bare = stripped.trim() === '' ? folded : stripped;
  const words: ContentWord[] = [];
  const kinds = new Float64Array(folded.length);
  const weights = new Map<Term, number>();
  const beside = new Map<Term, number>();
  const weigh = (term: Term, weight: number): void => {
    if ((weights.get(term) ?? 0) < weight) weights.set(term, weight);
  };
  let start = 0;
  for (const { word: said, weight: kind } of segment(bare)) {
    const piece = sameThing(said, folded) ?? said;
    const isAsking = bare.slice(start, start + said.length).trim() === '';
    const isContent = !isAsking && !STOP_WORDS.has(piece) && /[\p{Script=Han}a-z0-9]/u.test(piece);
    if (isContent) words.push(contentWord(piece, piece === said ? start : -1, kind));
    kinds.fill(piece !== said ? 0 : isContent ? kind ** BY_KIND : isAsking ? ASKS : FILLS, start, start + said.length);
    start += said.length;
  }
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    if (!isHan(code)) continue;
    const kind = kinds[i] ?? 0;
    weigh(code, SINGLE * kind);
    const next = codes[i + 1] ?? 0;
    if (isHan(next)) weigh(pairOf(code, next), (kind * (kinds[i + 1] ?? 0)) ** ACROSS);
  }
  for (const term of termsOf(folded)) if (term >= 0xd800_0000 && term < 0xe000_0000) weigh(term, 1);
  for (const word of words) {
    for (const term of word.terms) weigh(term, word.terms.length === 1 && term <= 0xffff ? ALONE : Math.sqrt(word.weight));
    for (const alternative of word.alternatives) for (const term of alternative) beside.set(term, ALTERNATIVE);
  }
  // 二十年 and 20年 alike find "20 年".
  for (const { value, end } of findNumbers(uncounted(folded))) {
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
  return { question: folded, codes, words, weights, beside };
}

function contentWord(piece: string, start: number, weight: number): ContentWord {
  const numbers = findNumbers(piece).flatMap(({ value }) => [termsOfWord(String(value))]);
  const alternatives = (SYNONYMS.get(piece) ?? []).map((word) => termsOfWord(fold(word)));
  return { text: piece, start, weight, terms: termsOfWord(piece), alternatives: [...alternatives, ...numbers] };
}
