/**
 * Keeps what was made of the last text. One intent after the other asks the same of the same words; a text always makes the
 * same thing, and finding it once more costs as much as the first time.
 */
export function ofLast<T>(make: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly made: T } | undefined;
  return (text) => {
    if (last === undefined || last.text !== text) last = { text, made: make(text) };
    return last.made;
  };
}
