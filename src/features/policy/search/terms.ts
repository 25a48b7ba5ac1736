/**
 * What is indexed of a text: every Han character, every pair of neighbouring Han characters, every run of Latin letters and
 * digits. Pairs instead of words: they need no dictionary to agree on both sides, and one wrong character spoils two of them only.
 * Han characters and pairs are numbers (code units), which keeps an index of millions of pairs small and quick to build.
 */
export type Term = number | string;

const PAIR = 0x1_0000;

/** One form for what looks the same: full-width, capitals, spaces between figures and words. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
}

function isWordSign(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
}

/** Calls `visit` with every term of a folded text, in its order. */
export function eachTerm(folded: string, visit: (term: Term) => void): void {
  let before = 0;
  let start = -1;
  for (let i = 0; i <= folded.length; i += 1) {
    const code = i < folded.length ? folded.charCodeAt(i) : 0;
    if (isWordSign(code)) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      const figure = folded.slice(start, i);
      visit(figure);
      const unit = code === 0x20 ? folded.charCodeAt(i + 1) : code;
      if (isHan(unit) && isDigit(figure)) visit(counted(figure, String.fromCharCode(unit)));
      start = -1;
    }
    if (isHan(code)) {
      visit(code);
      if (before !== 0) visit(before * PAIR + code);
      before = code;
    } else {
      before = 0;
    }
  }
}

/** The terms that stand for one word: its pairs, or the single character it is, or its letters and digits. */
export function termsOfWord(word: string): readonly Term[] {
  const all: Term[] = [];
  eachTerm(word, (term) => all.push(term));
  const pairs = all.filter((term) => typeof term === 'string' || term >= PAIR);
  return pairs.length > 0 ? pairs : all;
}

/** A figure with what it counts ("20年", also written "20 年"): far rarer than either. */
export function counted(figure: string, unit: string): Term {
  return `${figure}${unit}`;
}

function isDigit(word: string): boolean {
  return /^\d+$/u.test(word);
}

export function pairOf(first: number, second: number): Term {
  return first * PAIR + second;
}

export function isPair(term: Term): term is number {
  return typeof term === 'number' && term >= PAIR;
}
