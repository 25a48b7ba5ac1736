import { timesIn } from '../../../time/read.ts';
import type { FoundTime } from '../../../time/time.ts';
import type { Utterance } from '../../feature.ts';
import { AUDIENCE, VERB } from './order-words.ts';
import { BETWEEN } from './posting-time.ts';
import { sheetOf } from './sheet.ts';

const ORDER = new RegExp(`^${BETWEEN}${VERB}(?:一下|下)?(?:${AUDIENCE})?`, 'u');
/** 和, 再 and their like belong to neither order. */
const SEAM = /[\s,，、。.;；!！]+(?:然后|再|另外|还有|并且?|同时)?$/u;
const LEAST = 2;

/** One order, and the words of a second one that was said behind it. */
export interface OneOrder {
  readonly said: Utterance;
  readonly later: string | null;
}

/**
 * 明天9点提醒大家交党费，后天下午提醒支委开会: two orders, each with its moment and its words. Read as one, the second moment
 * would carry the words of both.
 */
export function firstOrder(said: Utterance): OneOrder {
  const { text } = said;
  const heads = said.times.flatMap((time) => headAt(text, time) ?? []);
  const second = heads.find(({ start }, i) => i > 0 && saysSomething(text.slice(heads[0]?.end ?? 0, start)));
  // Behind a colon or in quotation marks everything is told.
  if (second === undefined || /[:：“"「]/u.test(text.slice(0, second.start))) return { said, later: null };
  const { places, written } = sheetOf(said);
  const cut = places[second.start] ?? written.length;
  const first = text.slice(0, second.start).replace(SEAM, '');
  const firstSaid = { ...said, text: first, written: written.slice(0, cut).replace(SEAM, ''), ...timesIn(first, said.time) };
  return { said: { ...firstSaid, mentioned: said.mentioned.filter(({ end }) => end <= first.length) }, later: written.slice(cut).trim() };
}

/** A moment that leads to an order with words of its own; where it begins and where its words do. */
function headAt(text: string, time: FoundTime): { readonly start: number; readonly end: number } | undefined {
  if (time.meaning.kind === 'duration' || time.meaning.kind === 'workdays') return undefined;
  if (time.start > 0 && !SEAM.test(text.slice(0, time.start))) return undefined;
  const order = ORDER.exec(text.slice(time.end));
  if (order === null) return undefined;
  return { start: time.start, end: time.end + order[0].length };
}

function saysSomething(words: string): boolean {
  return words.replaceAll(/[\s,，、。.;；!！]/gu, '').length >= LEAST;
}
