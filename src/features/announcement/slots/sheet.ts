import type { Utterance } from '../../feature.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The sentence as it is matched, and for each of its characters the place in what was written. */
export interface Sheet {
  readonly text: string;
  readonly written: string;
  /** One entry more than characters: the last is the end. */
  readonly places: readonly number[];
}

/**
 * Lays the matched form over the written one: widths folded, faces and blanks dropped, a mistyped character repaired. What
 * people will read is cut out of what was written, never out of the matched form.
 */
export function sheetOf({ text, written }: Pick<Utterance, 'text' | 'written'>): Sheet {
  const places: number[] = [];
  let at = 0;
  while (at < written.length && places.length < text.length) {
    const character = String.fromCodePoint(written.codePointAt(at) ?? 0);
    const form = character.normalize('NFKC').toLowerCase();
    const next = text.charAt(places.length);
    const isBlank = /^\s+$/u.test(form);
    if (isBlank && next === ' ') places.push(at);
    else if (!isBlank && text.startsWith(form, places.length)) for (const _ of form) places.push(at);
    else if (isHan(form) && isHan(next)) places.push(at);
    at += character.length;
  }
  const end = places.length < text.length ? written.length : at;
  while (places.length < text.length) places.push(end);
  return { text, written, places: [...places, end] };
}

function isHan(character: string): boolean {
  return /^\p{Script=Han}$/u.test(character);
}

/** The written words of a part of the sentence, without the spans that are cut out of it. */
export function writtenPart(sheet: Sheet, part: Span, without: readonly Span[]): string {
  const place = (index: number): number => sheet.places[index] ?? sheet.written.length;
  let kept = '';
  let at = part.start;
  for (const span of without.toSorted((a, b) => a.start - b.start)) {
    if (span.end <= at || span.start >= part.end) continue;
    if (span.start > at) kept += sheet.written.slice(place(at), place(span.start));
    at = Math.max(at, span.end);
  }
  if (at < part.end) kept += sheet.written.slice(place(at), part.end === sheet.text.length ? sheet.written.length : place(part.end));
  return kept;
}

/** What stands in a masked sentence instead of words that were recognised; each mark as long as what it covers. */
export const MARKS = {
  time: '\uE021',
  group: '\uE022',
  option: '\uE023',
  mention: '\uE024',
  otherTime: '\uE025',
  person: '\uE026',
} as const;

export interface MarkedSpan extends Span {
  readonly mark: (typeof MARKS)[keyof typeof MARKS];
}

/** Earlier spans win over later ones that overlap them. */
export function masked(text: string, spans: readonly MarkedSpan[]): string {
  // By code units, like the spans; a pair that is split here is put together again where it is not masked.
  const characters = text.split('');
  const free = characters.map(() => true);
  for (const { start, end, mark } of spans) {
    if (!free.slice(start, end).every(Boolean)) continue;
    for (let index = start; index < end; index += 1) {
      characters[index] = mark;
      free[index] = false;
    }
  }
  return characters.join('');
}

export function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
