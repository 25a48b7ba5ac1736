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
  /** What all terms of the question itself are worth. */
  readonly own: number;
  readonly words: readonly AskedWord[];
  readonly allWords: number;
  /** 1 for the terms of content words and their synonyms. */
  readonly naming: Uint8Array;
}

/** A content word of the question: the numbers of its terms, and those of each of its synonyms. */
export interface AskedWord {
  readonly numbers: readonly number[];
  readonly worth: number;
  readonly alternatives: readonly (readonly number[])[];
}

export function ask(query: Query, terms: readonly LookedUp[]): Asked {
  const numbers = vocabulary(Math.max(16, terms.length * 2));
  for (const { term } of terms) numbers.add(term);
  const numbersOf = (all: readonly Term[]): readonly number[] => all.map((term) => numbers.find(term)).filter((number) => number >= 0);
  const idfs = Float64Array.from(terms, ({ idf }) => idf);
  const words = query.words.map((word): AskedWord => {
    const own = numbersOf(word.terms);
    const rarest = Math.max(0, ...own.map((number) => terms[number]?.idf ?? 0));
    const alternatives = word.alternatives.map(numbersOf).filter((all) => all.length > 0);
    const others = alternatives.map((all) => Math.max(0, ...all.map((number) => terms[number]?.idf ?? 0)));
    // A word that the documents do not know but by its synonym is worth what that one is.
    for (const number of own) idfs[number] = Math.min(idfs[number] ?? 0, ...others);
    return { numbers: own, worth: word.weight * Math.min(rarest, ...others), alternatives };
  });
  const naming = new Uint8Array(terms.length);
  for (const { numbers: own, alternatives } of words) for (const number of [...own, ...alternatives.flat()]) naming[number] = 1;
  return {
    query,
    terms,
    naming,
    numbers,
    worth: Float64Array.from(terms, ({ weight, idf }) => weight * idf),
    own: terms.reduce((sum, { isOwn, weight }, number) => sum + (isOwn ? weight * (idfs[number] ?? 0) : 0), 0),
    words,
    allWords: words.reduce((sum, word) => sum + word.worth, 0),
  };
}

/** How a question is found in one text. Worths are sums over terms of the question; compare them with those of `Asked`. */
export interface Match {
  /** 1 for each term that stands in the text. */
  readonly present: Uint8Array;
  /** The numbers of the terms that each sentence says, what they bring together, and where it ends. */
  readonly seen: readonly (readonly number[])[];
  readonly sums: readonly number[];
  readonly ends: readonly number[];
  /** What the sentence says that says most. */
  readonly bestSentence: number;
}

let buffer = new Uint32Array(256);

/** `beyond`: what each term brings to a sentence, where that is not its whole worth (what the title says already). */
export function matchText({ numbers, worth }: Asked, codes: Uint16Array, beyond: Float64Array = worth): Match {
  const present = new Uint8Array(worth.length);
  const inSentence = new Int32Array(worth.length).fill(-1);
  const sums: number[] = [0];
  let seeing: number[] = [];
  const seen = [seeing];
  const ends: number[] = [];
  let sentence = 0;
  const see = (number: number): void => {
    if (number < 0 || inSentence[number] === sentence) return;
    present[number] = 1;
    inSentence[number] = sentence;
    sums[sentence] = (sums[sentence] ?? 0) + (beyond[number] ?? 0);
    seeing.push(number);
  };
  let wordStart = -1;
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0;
    if (isHan(code)) {
      see(numbers.find(code));
      const next = codes[i + 1] ?? 0;
      if (isHan(next)) see(numbers.find(pairOf(code, next)));
    } else if (isWordSign(code)) {
      if (wordStart < 0) wordStart = i;
      if (!isWordSign(codes[i + 1] ?? 0)) {
        // Letters and figures make one term, or two with what they count.
        const run = codes.subarray(wordStart, Math.min(codes.length, i + 3));
        if (buffer.length < run.length * 3 + 3) buffer = new Uint32Array(run.length * 6);
        const count = readTerms(run, buffer);
        for (let k = 0; k < Math.min(2, count); k += 1) if ((buffer[k] ?? 0) >= 0xd800_0000) see(numbers.find(buffer[k] ?? 0));
        wordStart = -1;
      }
    }
    if (isEnd(code) && i + 1 < codes.length) {
      sentence += 1;
      ends.push(i + 1);
      sums.push(0);
      seeing = [];
      seen.push(seeing);
    }
  }
  ends.push(codes.length);
  return { present, seen, sums, ends, bestSentence: sums.reduce((most, sum) => Math.max(most, sum), 0) };
}

/** 。！？；! ? ; and the end of a line. */
function isEnd(code: number): boolean {
  return code === 0x3002 || code === 0x21 || code === 0x3f || code === 0x3b || code === 0x0a;
}

/**
 * Of the content words, by their worth: the share that stands in a text or its title, and the most that one word is missed; by their number,
 * the share that stands there whole. Synonyms count as the word.
 */
export function wordsIn(
  asked: Asked,
  present: Uint8Array,
  inTitle: Uint8Array,
): { readonly share: number; readonly missed: number; readonly whole: number } {
  if (asked.allWords === 0) return { share: 0, missed: 0, whole: 0 };
  let whole = 0;
  let found = 0;
  let missed = 0;
  for (const { numbers, worth, alternatives } of asked.words) {
    let share = shareOf(asked, numbers, present, inTitle);
    for (const alternative of alternatives) share = Math.max(share, shareOf(asked, alternative, present, inTitle));
    found += worth * share;
    if (share > WHOLE) whole += 1;
    missed = Math.max(missed, worth * (1 - share));
  }
  return { share: found / asked.allWords, missed: missed / asked.allWords, whole: whole / asked.words.length };
}

const WHOLE = 0.99;

function shareOf({ terms }: Asked, numbers: readonly number[], present: Uint8Array, inTitle: Uint8Array): number {
  let all = 0;
  let found = 0;
  for (const number of numbers) {
    const idf = terms[number]?.idf ?? 0;
    all += idf;
    if (present[number] === 1 || inTitle[number] === 1) found += idf;
  }
  return all === 0 ? 0 : found / all;
}
