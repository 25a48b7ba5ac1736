/**
 * Takes words that were found in the matched form (NFKC, lower case, blanks squeezed) out of the written one, whose
 * punctuation, width and capitals stay as they are: what people will read is what was written. Unchanged when the words
 * are not there.
 */
export function withoutWords(written: string, words: string): string {
  const wanted = folded(words);
  if (wanted.text === '') return written;
  const whole = folded(written);
  const at = whole.text.indexOf(wanted.text);
  if (at < 0) return written;
  const from = whole.starts[at] ?? 0;
  const to = whole.ends[at + wanted.text.length - 1] ?? written.length;
  return `${written.slice(0, from)} ${written.slice(to)}`;
}

/** Without blanks, folded character by character; for each folded character where its original begins and ends. */
function folded(text: string): { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] } {
  let result = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  for (const character of text) {
    const form = character.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
    for (let i = 0; i < form.length; i += 1) {
      starts.push(index);
      ends.push(index + character.length);
    }
    result += form;
    index += character.length;
  }
  return { text: result, starts, ends };
}
