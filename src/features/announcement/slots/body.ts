import { ANY_VERB, PART, PAUSE } from './order-words.ts';
import { MARKS, writtenPart, type Sheet, type Span } from './sheet.ts';

const HEAD_PART = new RegExp(`${PART}|${PAUSE}|[:：!！]`, 'uy');
const MORE_ORDER = new RegExp(`(?:${PART}|${PAUSE})+`, 'uy');
const EXPLICIT = /(?:内容|正文)(?:就|如下|是|为|写)*[:：]|(?:内容|正文)(?:如下|就是|是|为)/u;
const MARK = new RegExp(`[${MARKS.time}${MARKS.group}${MARKS.option}${MARKS.mention}]`, 'u');
const MARK_RUNS = new RegExp(`[${MARKS.time}${MARKS.group}${MARKS.option}${MARKS.mention}]+`, 'gu');

/** Thanks that were meant for the bot. */
const ASKED = /麻烦|帮|劳驾|请你|辛苦/u;
const THANKS = /[,，。\s]*(?:谢谢|多谢|谢了|辛苦)(?:你|您|啦|了|哈)*[!！。~]*$/u;
const DIALECT_END = /[噻哈嘞咯哟]+$/u;

/**
 * What is to be announced: the sentence without the order around it. After a colon or a new line nothing of the text is taken
 * for the order any more but what is marked.
 */
export function bodyOf(sheet: Sheet, mask: string, limit: Span | null): string {
  const head = limit === null ? headOf(sheet, mask) : { end: beginsWithText(mask), isLetter: false };
  const tail = tailOf(mask, head);
  const body = { start: head.end, end: tail };
  const content = tidied(writtenPart(sheet, body, [...cuts(mask, body, head.isLetter), ...orderBehind(mask, limit)]));
  const courteous = ASKED.test(mask.slice(0, head.end)) ? content.replace(THANKS, '') : content;
  // 把这句话发到一支部群; but 把车停好 is what is told.
  return (tail < mask.length && ANY_VERB.test(`${mask.slice(tail)} `) ? courteous.replace(/^(?:把|将)/u, '') : courteous).replace(
    DIALECT_END,
    '',
  );
}

interface Head {
  readonly end: number;
  /** Everything behind it is the text itself. */
  readonly isLetter: boolean;
}

function headOf(sheet: Sheet, mask: string): Head {
  const explicit = EXPLICIT.exec(mask);
  if (explicit !== null && isAllOrder(`${mask.slice(0, explicit.index)},`))
    return { end: explicit.index + explicit[0].length, isLetter: true };
  let at = 0;
  let ordered = false;
  while (at < mask.length) {
    HEAD_PART.lastIndex = at;
    const part = HEAD_PART.exec(mask)?.[0];
    if (part === undefined || part === '') break;
    if (ANY_VERB.test(part) || ANY_VERB.test(`${part}${mask.slice(at + part.length, at + part.length + 1)}`)) ordered = true;
    const endsOrder = /^[:：]$/u.test(part) || (part === ' ' && sheet.written[sheet.places[at] ?? 0] === '\n');
    at += part.length;
    if (endsOrder && ordered) return { end: at, isLetter: true };
  }
  // Nothing but order, or no order at all at the beginning.
  return { end: ordered || MARK.test(mask.slice(0, at)) ? at : beginsWithText(mask), isLetter: false };
}

function beginsWithText(mask: string): number {
  return /^[\s,，:：、。]*/u.exec(mask)?.[0].length ?? 0;
}

/** Step by step without looking back: a regular expression over all of it would try every way to cut it. */
function isAllOrder(words: string): boolean {
  let at = 0;
  while (at < words.length) {
    const next = partAt(words, at);
    if (next === at) return false;
    at = next;
  }
  return true;
}

function partAt(words: string, at: number): number {
  HEAD_PART.lastIndex = at;
  return at + (HEAD_PART.exec(words)?.[0].length ?? 0);
}

/** Where "…，明早八点发到一支部群" begins: the longest end of the sentence that is all order. */
function tailOf(mask: string, head: Head): number {
  // From the end: what follows a part is known before the part.
  const leadsToEnd: boolean[] = [];
  leadsToEnd[mask.length] = true;
  for (let at = mask.length - 1; at >= head.end; at -= 1) {
    const next = partAt(mask, at);
    leadsToEnd[at] = next > at && leadsToEnd[next] === true;
  }
  for (let at = head.end; at < mask.length; at += 1) {
    const begins = at === head.end || MARK.test(mask.charAt(at)) || /[\s,，。;；、!！]/u.test(mask.charAt(at - 1));
    if (!begins || leadsToEnd[at] !== true) continue;
    const end = mask.slice(at);
    if (MARK.test(end) ? !/^[\s,，。;；、]+$/u.test(end) : !head.isLetter && ANY_VERB.test(`${end} `)) return at;
  }
  return mask.length;
}

/** Marks inside the body, with the order that hangs on a time: "明天停水，〈今晚八点提醒大家〉接水". */
function cuts(mask: string, body: Span, isLetter: boolean): readonly Span[] {
  const found: Span[] = [];
  for (const match of mask.slice(body.start, body.end).matchAll(MARK_RUNS)) {
    const start = body.start + match.index;
    let end = start + match[0].length;
    if (!isLetter && match[0].startsWith(MARKS.time)) {
      MORE_ORDER.lastIndex = start;
      const more = MORE_ORDER.exec(mask)?.[0] ?? '';
      if (ANY_VERB.test(`${more} `)) end = Math.min(body.end, start + more.length);
    }
    found.push({ start, end });
  }
  return found;
}

function orderBehind(mask: string, limit: Span | null): readonly Span[] {
  if (limit === null) return [];
  MORE_ORDER.lastIndex = limit.end;
  return [{ start: limit.end, end: limit.end + (MORE_ORDER.exec(mask)?.[0].length ?? 0) }];
}

function tidied(text: string): string {
  const trimmed = text
    .replace(/([,，、;；])(?:\s*[,，、;；])+/gu, '$1')
    .replace(/([。！？!?])[,，、]+/gu, '$1')
    .replace(/^[\s:：,，。、;；!！~]+|[\s,，、;；:：]+$/gu, '');
  const quoted = /^["“「『]([^"“”「」『』]+)["”」』]$/u.exec(trimmed)?.[1];
  return (quoted ?? trimmed).trim();
}
