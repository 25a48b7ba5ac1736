import { simplified } from './simplified.ts';

/**
 * What is indexed of a text: every Han character, every pair of neighbouring Han characters, every run of Latin letters and digits, every
 * figure with what it counts ("20年"). Pairs instead of words: they need no dictionary to agree on both sides, and one wrong character
 * spoils two of them only. A term is one unsigned 32-bit number, so that an index of millions of them is small and quick to build:
 * a character its code, a pair both codes, a run the hash of its letters under codes that no character has.
 */
export type Term = number;

const RUN = 0xd800;
const folded = new Uint16Array(0x1_0000);

/** One form for what looks the same: full-width and half-width, capitals, accents, look-alike radicals, traditional and simplified. One code for one. */
export function foldCode(code: number): number {
  const known = folded[code] ?? 0;
  if (known !== 0) return known;
  const form = code >= 0xd800 && code <= 0xdfff ? '' : String.fromCharCode(code).normalize('NFKC').toLowerCase();
  const plain = form.normalize('NFD').replaceAll(/\p{Mn}/gu, '');
  const one = plain.length === 1 ? plain.charCodeAt(0) : code;
  const made = isHan(one) ? simplified(one) : one;
  folded[code] = made;
  return made;
}

export function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i += 1) codes[i] = foldCode(text.charCodeAt(i));
  return codes;
}

/** The folded text; as long as the text, so that places in the one are places in the other. */
export function fold(text: string): string {
  let all = '';
  for (let at = 0; at < text.length; at += 4096) all += String.fromCharCode(...codesOf(text.slice(at, at + 4096)));
  return all;
}

export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
}

export function isWordSign(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
}

/** Writes every term of folded codes, in their order, and returns how many; `into` needs three places for each code. */
export function readTerms(codes: Uint16Array, into: Uint32Array): number {
  let count = 0;
  let before = 0;
  let start = -1;
  for (let i = 0; i <= codes.length; i += 1) {
    const code = codes[i] ?? 0;
    if (isWordSign(code)) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      into[count++] = runOf(codes, start, i, 0);
      const unit = code === 0x20 ? (codes[i + 1] ?? 0) : code;
      if (isHan(unit) && isFigure(codes, start, i)) into[count++] = runOf(codes, start, i, unit);
      start = -1;
    }
    if (isHan(code)) {
      into[count++] = code;
      if (before !== 0) into[count++] = pairOf(before, code);
      before = code;
    } else {
      before = 0;
    }
  }
  return count;
}

let buffer = new Uint32Array(4096);

/** The terms of a text as an array of their own. */
export function termsOf(text: string): Uint32Array {
  const codes = codesOf(text);
  if (buffer.length < codes.length * 3 + 3) buffer = new Uint32Array(codes.length * 6);
  return buffer.slice(0, readTerms(codes, buffer));
}

/** The terms that stand for one word: its pairs, or the single character it is, or its letters and digits. */
export function termsOfWord(word: string): readonly Term[] {
  const all = [...termsOf(word)];
  const several = all.filter((term) => term > 0xffff);
  return several.length > 0 ? several : all;
}

/** A figure with what it counts ("20年", also written "20 年"): far rarer than either. */
export function counted(figure: string, unit: string): Term {
  return runOf(codesOf(figure), 0, figure.length, unit.charCodeAt(0));
}

export function pairOf(first: number, second: number): Term {
  return ((first << 16) | second) >>> 0;
}

function isFigure(codes: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if ((codes[i] ?? 0) > 0x39) return false;
  return true;
}

/** FNV-1a over the letters, put under the 2,048 codes that stand for half a character only. */
function runOf(codes: Uint16Array, start: number, end: number, unit: number): Term {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ (codes[i] ?? 0), 0x01000193);
  if (unit !== 0) hash = Math.imul(hash ^ unit, 0x01000193);
  hash ^= hash >>> 15;
  return ((RUN << 16) | (hash & 0x07ff_ffff)) >>> 0;
}
