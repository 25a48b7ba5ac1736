import { folded } from '../../../core/written.ts';

/**
 * Words that people will read stay as they were written (width of punctuation, emoji, capitals); patterns read their
 * matched form (NFKC, lower case). Here the spans of the one are found in the other.
 */

/** Takes out what the pattern finds (all of it, when it is global), with the blanks around it; one blank stays between words. */
export function cut(written: string, pattern: RegExp, reading: (folded: string) => string = (text) => text): string {
  const { text, starts, ends } = folded(written);
  const read = reading(text);
  const matches = pattern.global ? [...read.matchAll(pattern)] : [pattern.exec(read)];
  let rest = '';
  let from = 0;
  for (const match of matches) {
    if (match === null || match[0] === '') continue;
    const start = starts[match.index] ?? 0;
    const kept = written.slice(from, start).trimEnd();
    rest = joined(rest, kept);
    from = ends[match.index + match[0].length - 1] ?? written.length;
  }
  return from === 0 ? written : joined(rest, written.slice(from).trimStart());
}

/** The written form of what a span of the matched form holds. */
export function writtenSpan(written: string, start: number, end: number): string {
  const { starts, ends } = folded(written);
  return written.slice(starts[start] ?? 0, ends[end - 1] ?? written.length);
}

/** The form that {@link writtenSpan} counts in. */
export function matchedForm(written: string): string {
  return folded(written).text;
}

function joined(left: string, right: string): string {
  return left === '' || right === '' ? left + right : `${left} ${right}`;
}
