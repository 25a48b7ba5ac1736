/**
 * What must stay in one piece: table rows, links, bold words, inline code, addresses. Every repetition is bounded or stops
 * at the sign that would start it again, so that a line of nothing but brackets costs no more than any other.
 */
const UNCUT =
  /^[ \t]{0,8}\|[^\n]*|\[[^[\]\n]{1,200}\]\([^()\s]{1,4096}\)|\*\*[^*\n]{1,200}\*\*|`[^`\n]{1,200}`|https?:\/\/[^\s<>()]{1,4096}/gm;
/** From the best border to the worst; a position counts after the match. */
const BORDERS = [/\n\n+/g, /\n+/g, /[。！？；!?;][”’」』）)]*|\.\s/g];
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Where to cut `text` so that what comes before is at most `limitBytes`: never 0, never inside a character. */
export function borderBefore(text: string, limitBytes: number): number {
  const most = indexAtBytes(text, limitBytes);
  // What is longer than a whole piece is cut through all the same, so nothing beyond a second piece matters.
  const window = text.slice(0, most + limitBytes);
  const kept = uncut(window);
  // A good border near the beginning is worth less than a fuller piece.
  for (const border of BORDERS) {
    const end = lastBorder(window, border, most, kept);
    if (end * 3 >= most) return end;
  }
  const outside = outsideOf(kept, most);
  const end = outside > 0 ? outside : most;
  const character = graphemes.segment(window).containing(end)?.index ?? end;
  // One "character" longer than the whole piece (a letter under 500 accents): cut it between code points.
  return character > 0 ? character : most;
}

/** The longest beginning in UTF-16 units that has at most `limitBytes`; at least one code point, so that cutting goes on. */
function indexAtBytes(text: string, limitBytes: number): number {
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limitBytes && index > 0) break;
    index += character.length;
  }
  return index;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function uncut(text: string): readonly Span[] {
  return Array.from(text.matchAll(UNCUT), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

function lastBorder(text: string, border: RegExp, most: number, kept: readonly Span[]): number {
  let last = 0;
  for (const match of text.matchAll(border)) {
    const end = match.index + match[0].length;
    // Blank lines are dropped at a cut, so they may stand over the limit.
    if (match[0].trim() === '' ? match.index > most : end > most) break;
    if (outsideOf(kept, match.index) === match.index) last = Math.max(last, Math.min(end, most));
  }
  return last;
}

function outsideOf(kept: readonly Span[], at: number): number {
  return kept.find(({ start, end }) => start < at && at < end)?.start ?? at;
}
