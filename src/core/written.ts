/**
 * Takes words that were found in the matched form (NFKC, lower case, blanks squeezed) out of the written one, whose
 * punctuation, width and capitals stay as they are: what people will read is what was written. Unchanged when the words
 * are not there.
 */
export function withoutWords(written: string, words: string): string {
  const wanted = withoutBlanks(words);
  if (wanted.text === '') return written;
  const whole = withoutBlanks(written);
  const at = whole.text.indexOf(wanted.text);
  if (at < 0) return written;
  const from = whole.starts[at] ?? 0;
  const to = whole.ends[at + wanted.text.length - 1] ?? written.length;
  return `${written.slice(0, from)} ${written.slice(to)}`;
}

/** A text in its matched form, with the place in the original of each of its characters. */
export interface Folded {
  readonly text: string;
  /** For each folded character where its original begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** NFKC and lower case, character by character. */
export function folded(written: string): Folded {
  return foldedBy(written, (character) => character.normalize('NFKC').toLowerCase());
}

function withoutBlanks(written: string): Folded {
  return foldedBy(written, (character) => character.normalize('NFKC').toLowerCase().replace(/\s/gu, ''));
}

function foldedBy(written: string, formOf: (character: string) => string): Folded {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  for (const character of written) {
    // Nearly everything people write here is Han, and its own form.
    const form = character >= '\u4e00' && character <= '\u9fff' ? character : formOf(character);
    for (let i = 0; i < form.length; i += 1) {
      starts.push(index);
      ends.push(index + character.length);
    }
    text += form;
    index += character.length;
  }
  return { text, starts, ends };
}
