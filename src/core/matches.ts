/**
 * All matches of a pattern with the `g` flag, as `matchAll` has them. That one makes a new RegExp whenever it is asked, which
 * costs more than looking through a short message; most messages hold nothing that is looked for.
 */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    // Nothing was matched: the next one begins behind the next character.
    if (match[0] === '') pattern.lastIndex += (text.codePointAt(pattern.lastIndex) ?? 0) > 0xffff ? 2 : 1;
  }
  return found;
}

/**
 * Matches where at least one of the patterns does: one look instead of many at words in which none of them is found, as in most.
 * None of them may refer back to what it matched, give it a name, or have the `i` flag.
 */
export function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'u');
}
