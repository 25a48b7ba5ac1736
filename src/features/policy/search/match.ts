import type { LookedUp } from './candidates.ts';
import type { Query } from './query.ts';
import { isHan, isWordSign, pairOf, readTerms, type Term } from './terms.ts';
import { vocabulary, type Vocabulary } from './vocabulary.ts';

/** A question made ready to be compared with many texts, character by character. */
export interface Asked {
  readonly query: Query;
  readonly terms: readonly LookedUp[];
  readonly numbers: Vocabulary;
  /** What each term brings when it stands in a text: its weight by its rarity. */
  readonly worth: Float64Array;
  readonly own: number;
  /** Pair number → the places where it stands in the question, chained. */
  readonly firstAt: Int32Array;
  readonly nextAt: Int32Array;
  readonly pairAt: Int32Array;
  /** Content words by the place of their last pair: [first pair, last pair, worth]. */
  readonly words: readonly AskedWord[];
  readonly allWords: number;
  readonly allPairs: number;
  readonly allSingles: number;
}

export interface AskedWord {
  readonly numbers: readonly number[];
  readonly worth: number;
  readonly alternatives: readonly (readonly number[])[];
}

export function ask(query: Query, terms: readonly LookedUp[]): Asked {
  const numbers = vocabulary(Math.max(16, terms.length * 2));
  for (const { term } of terms) numbers.add(term);
  const worth = Float64Array.from(terms, ({ weight, idf }) => weight * idf);
  const { codes } = query;
  const firstAt = new Int32Array(terms.length).fill(-1);
  const nextAt = new Int32Array(codes.length).fill(-1);
  const pairAt = new Int32Array(codes.length).fill(-1);
  for (let i = codes.length - 2; i >= 0; i -= 1) {
    if (!isHan(codes[i] ?? 0) || !isHan(codes[i + 1] ?? 0)) continue;
    const number = numbers.find(pairOf(codes[i] ?? 0, codes[i + 1] ?? 0));
    if (number < 0) continue;
    pairAt[i] = number;
    nextAt[i] = firstAt[number] ?? -1;
    firstAt[number] = i;
  }
  const numbersOf = (all: readonly Term[]): readonly number[] => all.map((term) => numbers.find(term)).filter((number) => number >= 0);
  const words = query.words.map((word): AskedWord => {
    const own = numbersOf(word.terms);
    const rarest = Math.max(0, ...own.map((number) => terms[number]?.idf ?? 0));
    const alternatives = word.alternatives.map(numbersOf).filter((all) => all.length > 0);
    const others = alternatives.map((all) => Math.max(0, ...all.map((number) => terms[number]?.idf ?? 0)));
    // A word that the documents do not know but by its synonym is worth what that one is.
    return { numbers: own, worth: word.weight * Math.min(rarest, ...others), alternatives };
  });
  let own = 0;
  let allPairs = 0;
  let allSingles = 0;
  for (const [number, { term, isOwn }] of terms.entries()) {
    if (!isOwn) continue;
    own += worth[number] ?? 0;
    if (term > 0xffff) allPairs += worth[number] ?? 0;
    else allSingles += worth[number] ?? 0;
  }
  const allWords = words.reduce((sum, word) => sum + word.worth, 0);
  return { query, terms, numbers, worth, own, firstAt, nextAt, pairAt, words, allWords, allPairs, allSingles };
}

/** How a question is found in one text. Worths are sums over terms of the question; compare them with those of `Asked`. */
export interface Match {
  readonly pairs: number;
  readonly singles: number;
  readonly beside: number;
  /** The longest stretch in common, in characters and in worth; the sum of the squares of all of three characters and more. */
  readonly longest: number;
  readonly longestWorth: number;
  readonly runs: number;
  /** The sentence that says most, the first one, the best two neighbours. */
  readonly bestSentence: number;
  readonly firstSentence: number;
  readonly bestTwo: number;
  readonly bestAt: number;
  readonly sentences: number;
  /** What each sentence says, and where it ends. */
  readonly sums: readonly number[];
  readonly ends: readonly number[];
  /** Most worth within 40 characters. */
  readonly window: number;
  readonly present: Uint8Array;
}

const WINDOW = 40;
let buffer = new Uint32Array(4096);

/** `beyond`: what each term brings to a sentence, where that is not its whole worth (what the title says already). */
export function matchText(asked: Asked, codes: Uint16Array, beyond: Float64Array = asked.worth): Match {
  const { numbers, worth, terms, firstAt, nextAt } = asked;
  const size = terms.length;
  const present = new Uint8Array(size);
  const inSentence = new Int32Array(size).fill(-1);
  const lastSeen = new Int32Array(size).fill(-1_000);
  let run = new Int32Array(asked.query.codes.length + 1);
  let before = new Int32Array(asked.query.codes.length + 1);
  const sums: number[] = [0];
  const ends: number[] = [];
  const match = {
    pairs: 0,
    singles: 0,
    beside: 0,
    longest: 0,
    longestWorth: 0,
    runs: 0,
    bestSentence: 0,
    firstSentence: 0,
    bestTwo: 0,
    bestAt: 0,
    sentences: 1,
    window: 0,
    present,
    sums,
    ends,
  };
  const ring = new Float64Array(WINDOW);
  let inWindow = 0;
  let sentence = 0;
  let touched: number[] = [];
  let touchedBefore: number[] = [];
  let wordStart = -1;
  const see = (number: number, at: number): void => {
    const value = worth[number] ?? 0;
    if (present[number] === 0) {
      present[number] = 1;
      const one = terms[number];
      if (one?.isOwn !== true) match.beside += value;
      else if (one.term > 0xffff) match.pairs += value;
      else match.singles += value;
    }
    if (inSentence[number] !== sentence) {
      inSentence[number] = sentence;
      sums[sentence] = (sums[sentence] ?? 0) + (beyond[number] ?? 0);
    }
    if (at - (lastSeen[number] ?? 0) >= WINDOW) {
      inWindow += beyond[number] ?? 0;
      ring[at % WINDOW] = (ring[at % WINDOW] ?? 0) + (beyond[number] ?? 0);
    }
    lastSeen[number] = at;
  };
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    inWindow -= ring[i % WINDOW] ?? 0;
    ring[i % WINDOW] = 0;
    if (isHan(code)) {
      const single = numbers.find(code);
      if (single >= 0) see(single, i);
      const next = codes[i + 1] ?? 0;
      const pair = isHan(next) ? numbers.find(pairOf(code, next)) : -1;
      if (pair >= 0) {
        see(pair, i);
        for (let at = firstAt[pair] ?? -1; at >= 0; at = nextAt[at] ?? -1) {
          const length = (at > 0 ? (before[at - 1] ?? 0) : 0) + 1;
          run[at] = length;
          touched.push(at);
          if (length >= 2) match.runs += 1;
          if (length + 1 > match.longest) match.longest = length + 1;
          if (length >= 2) {
            let sum = 0;
            for (let j = at - length + 1; j <= at; j += 1) sum += worth[asked.pairAt[j] ?? 0] ?? 0;
            if (sum > match.longestWorth) match.longestWorth = sum;
          } else match.longestWorth = Math.max(match.longestWorth, worth[pair] ?? 0);
        }
      }
    }
    // Runs that end with the pair before the next one are needed there, older ones no more.
    for (const place of touchedBefore) before[place] = 0;
    touchedBefore.length = 0;
    [run, before] = [before, run];
    [touched, touchedBefore] = [touchedBefore, touched];
    if (isWordSign(code)) {
      if (wordStart < 0) wordStart = i;
      if (!isWordSign(codes[i + 1] ?? 0)) {
        const count = readTerms(codes.subarray(wordStart, Math.min(codes.length, i + 3)), buffer);
        for (let k = 0; k < Math.min(2, count); k += 1) {
          const number = numbers.find(buffer[k] ?? 0);
          if (number >= 0 && (buffer[k] ?? 0) >= 0xd800_0000) see(number, i);
        }
        wordStart = -1;
      }
    }
    if (inWindow > match.window) match.window = inWindow;
    if (isEnd(code) && i + 1 < codes.length) {
      sentence += 1;
      ends.push(i + 1);
      sums.push(0);
    }
  }
  ends.push(codes.length);
  for (const [at, sum] of sums.entries()) {
    if (sum > match.bestSentence) {
      match.bestSentence = sum;
      match.bestAt = at;
    }
    match.bestTwo = Math.max(match.bestTwo, sum + 0.5 * Math.max(sums[at - 1] ?? 0, sums[at + 1] ?? 0));
  }
  match.firstSentence = sums[0] ?? 0;
  match.sentences = sums.length;
  return match;
}

/** 。！？；! ? ; and the end of a line. */
export function isEnd(code: number): boolean {
  return code === 0x3002 || code === 0x21 || code === 0x3f || code === 0x3b || code === 0x0a;
}

/** The share of the content words, by their worth, that stand in what `present` saw; synonyms count as the word. */
export function wordsIn(
  asked: Asked,
  present: Uint8Array,
  also?: Uint8Array,
): { share: number; rarestMissing: number; rarestPresent: number } {
  let found = 0;
  let rarestMissing = 0;
  let rarestPresent = 0;
  for (const { numbers, worth, alternatives } of asked.words) {
    let share = shareOf(asked, numbers, present, also);
    for (const alternative of alternatives) share = Math.max(share, shareOf(asked, alternative, present, also));
    found += worth * share;
    if (share > 0.8) rarestPresent = Math.max(rarestPresent, worth);
    else rarestMissing = Math.max(rarestMissing, worth * (1 - share));
  }
  return { share: asked.allWords === 0 ? 0 : found / asked.allWords, rarestMissing, rarestPresent };
}

function shareOf(asked: Asked, numbers: readonly number[], present: Uint8Array, also: Uint8Array | undefined): number {
  let all = 0;
  let found = 0;
  for (const number of numbers) {
    const idf = asked.terms[number]?.idf ?? 0;
    all += idf;
    if (present[number] === 1 || also?.[number] === 1) found += idf;
  }
  return all === 0 ? 0 : found / all;
}
