import { isPlainObject } from '../memory/plain.ts';

/**
 * PostgreSQL's text holds neither NUL nor half a surrogate pair; JavaScript's does, and so do messages. Such characters are
 * written with U+0001 in front, that one doubled up too; NUL and U+0001 keep their order before everything else.
 */
const MARK = '\u0001';
const NUL_AFTER_MARK = '\u0001';
const MARK_AFTER_MARK = '\u0002';
const HALF_AFTER_MARK = '\u0003';
/** Where the 2048 half pairs are moved, behind the mark. */
const HALVES_AT = 0x4e00;
const FIRST_HALF = 0xd800;

export function encodeText(text: string): string {
  if (!text.includes('\0') && !text.includes(MARK) && text.isWellFormed()) return text;
  let encoded = '';
  for (const character of text) {
    if (character === '\0') encoded += MARK + NUL_AFTER_MARK;
    else if (character === MARK) encoded += MARK + MARK_AFTER_MARK;
    else if (character.isWellFormed()) encoded += character;
    else encoded += MARK + HALF_AFTER_MARK + String.fromCharCode(character.charCodeAt(0) - FIRST_HALF + HALVES_AT);
  }
  return encoded;
}

export function decodeText(text: string): string {
  if (!text.includes(MARK)) return text;
  let decoded = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (unit !== MARK) {
      decoded += unit;
      continue;
    }
    at += 1;
    const kind = text.charAt(at);
    if (kind === NUL_AFTER_MARK) decoded += '\0';
    else if (kind === MARK_AFTER_MARK) decoded += MARK;
    else {
      at += 1;
      decoded += String.fromCharCode(text.charCodeAt(at) - HALVES_AT + FIRST_HALF);
    }
  }
  return decoded;
}

// How JSON.stringify and PostgreSQL write these characters; a text that merely spells them is looked at in vain, no more.
const NEEDS_ENCODING = /\\u(?:000[01]|d[89a-f])/u;
const MAY_BE_ENCODED = String.raw`\u0001`;

/** The JSON of a plain document, as a jsonb column takes it. */
export function documentToJson(document: unknown): string {
  const json = JSON.stringify(document);
  return NEEDS_ENCODING.test(json) ? JSON.stringify(mapped(document, encodeText)) : json;
}

export function documentFromJson(json: string): unknown {
  const document: unknown = JSON.parse(json);
  return json.includes(MAY_BE_ENCODED) ? mapped(document, decodeText) : document;
}

/** A copy with every text in it changed, the names of fields too. */
function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((element: unknown) => mapped(element, change));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [change(name), mapped(field, change)]));
}
