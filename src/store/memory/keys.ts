/** What an index may hold. */
export type Scalar = string | number | boolean | null;

// One letter in front of each value keeps the kinds apart and in order: null, false, true, numbers, strings.
const NULL = '\u0001';
const FALSE = '\u0002';
const TRUE = '\u0003';
const NUMBER = '\u0004';
const STRING = '\u0005';
const END = '\u0000';

/** Behind every key that goes on after a whole value: `[key, key + PAST)` holds all of them. */
export const PAST = '\u0006';

/** The value of an indexed field. A missing field counts as null; anything but a scalar is a bug. */
export function scalar(value: unknown, where: string): Scalar {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`${where}: only strings, finite numbers, booleans and null can be indexed`);
}

/** Keys compare as strings in the order of their values; keys of several values are joined by plain concatenation. */
export function keyOf(value: Scalar): string {
  if (value === null) return NULL;
  if (typeof value === 'boolean') return value ? TRUE : FALSE;
  return typeof value === 'number' ? NUMBER + numberKey(value) : STRING + textKey(value) + END;
}

/** The order of {@link keyOf} without its keys. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return rankOf(a) - rankOf(b);
}

/** The order of {@link textKey} without its keys. */
export function compareTexts(a: string, b: string): number {
  const [one, other] = [textKey(a), textKey(b)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function rankOf(value: Scalar): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 2 : 1;
  return typeof value === 'number' ? 3 : 4;
}

/** Where the values of one kind begin and end: a range by a number never runs into the strings. */
export function kindBounds(value: string | number): readonly [from: string, before: string] {
  return typeof value === 'number' ? [NUMBER, STRING] : [STRING, PAST];
}

const float = new DataView(new ArrayBuffer(8));

/** IEEE bits with the sign turned so that they sort as unsigned; -0 is 0. */
function numberKey(value: number): string {
  float.setFloat64(0, value + 0);
  const negative = value < 0;
  const high = float.getUint32(0) ^ (negative ? 0xffffffff : 0x80000000);
  const low = float.getUint32(4) ^ (negative ? 0xffffffff : 0);
  // A byte a character: strings of bytes are compared several times faster than wider ones.
  return bytesOf(high) + bytesOf(low);
}

function bytesOf(bits: number): string {
  return String.fromCharCode((bits >>> 24) & 0xff, (bits >>> 16) & 0xff, (bits >>> 8) & 0xff, bits & 0xff);
}

/**
 * Text in code point order, as PostgreSQL's collation "C" has it: JavaScript compares UTF-16 units and would put an emoji
 * before a full-width sign. NUL is the end mark, so one inside the text is written so that it sorts behind the end.
 */
export function textKey(text: string): string {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 0 || unit >= 0xd800) return text.replaceAll(/[\0\ud800-\uffff]/g, rewritten);
  }
  return text;
}

function rewritten(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code === 0) return END + PAST;
  return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
}
