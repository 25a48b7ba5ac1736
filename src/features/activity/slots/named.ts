import { z } from 'zod';
import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import type { Entity, Utterance } from '../../feature.ts';
import { unknownName } from './unknown.ts';

export const ACTIVITY = 'activity';
export const PACKAGE = 'activityPackage';
/** The dialog that asks which activity is meant. */
export const WHICH = 'activity.which';

/** Which activity is meant. `unknown`: a name was said that is none of ours, so nothing may be taken for it. */
export type Named =
  | { readonly kind: 'one'; readonly entity: Entity }
  | { readonly kind: 'several'; readonly entities: readonly Entity[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly name: string };

/** A number of a list, as figures or as a word; part of a pattern. */
export const NUMERAL = '\\d{1,2}|[一二两三四五六七八九十]{1,2}';
const WHOLE_NUMBER = new RegExp(
  `^(?:我|我要|我想)?(?:就|要|想)?(?:报名?|参加|选|要|退|取消|取消报名|看看?|候补)?\\s*(?:第\\s*)?(${NUMERAL})\\s*(?:个|号|项|条)?(?:活动)?(?:吧|呀|啊|的|了|哈|谢谢|算我|算我一个|我去|我报|报名|去不了|不去了|有谁|谁报了|我参加|我也去|我也报|参加|加我|给我报上|帮我报上|我要)?[。!~]*$`,
  'u',
);
const ORDINAL = new RegExp(`第\\s*(${NUMERAL})\\s*(?:个|项|条)(?!人|名额|位)`, 'u');

/** 2 for "报2", "第二个", "我要第2个活动"; undefined for "2个人". */
export function listNumber(text: string): number | undefined {
  const word = WHOLE_NUMBER.exec(text)?.[1] ?? ORDINAL.exec(text)?.[1];
  return word === undefined ? undefined : parseChineseNumber(word);
}

/** Name first, then number of the last list, quoted message, what was just talked about, and last the only one there is. */
export function namedActivity(said: Utterance, suits: (entity: Entity) => boolean): Named {
  const named = byName(said, suits);
  if (named !== undefined) return named;
  const listed = listedEntities(said);
  if (listed.length > 0) return oneOf(listed);
  const stranger = unknownName(said);
  if (stranger !== undefined) return { kind: 'unknown', name: stranger };
  const ours = said.entities.filter((entity) => entity.kind === ACTIVITY);
  // A number of a list that this member was not shown (a colleague was): what was talked about last is not it.
  if (listNumber(said.text) !== undefined) return ours.some(suits) ? { kind: 'several', entities: ours.filter(suits) } : { kind: 'none' };
  const quote = said.quote;
  const quoted = quote === null ? [] : ours.filter((entity) => quote.includes(entity.title));
  if (quoted.length > 0) return oneOf(quoted);
  const about = said.focus.about;
  const open = asksWhich(said);
  const current = about?.kind === ACTIVITY && !open ? ours.find((entity) => entity.id === about.id) : undefined;
  if (current !== undefined) return { kind: 'one', entity: current };
  const asked = open ? ours.filter((entity) => said.focus.list.some((ref) => ref.kind === ACTIVITY && ref.id === entity.id)) : [];
  const suitable = asked.some(suits) ? asked.filter(suits) : ours.filter(suits);
  return suitable.length === 0 ? { kind: 'none' } : oneOf(suitable);
}

/** The title as the slot `activity`; nothing where it is open which one is meant. */
export function activitySlot(named: Named): { readonly activity?: string } {
  return named.kind === 'one' ? { activity: named.entity.title } : {};
}

export function isOpen(entity: Entity): boolean {
  return entity.status === undefined || !['draft', 'closed', 'finished', 'cancelled'].includes(entity.status);
}

export function isMine(entity: Entity): boolean {
  return entity.mine === true;
}

export function isAhead(entity: Entity): boolean {
  return entity.status === undefined || !['draft', 'finished', 'cancelled'].includes(entity.status);
}

/** There is something to join, leave or ask about. */
export function hasActivity(said: Utterance): boolean {
  return said.entities.some((entity) => entity.kind === ACTIVITY);
}

export function anyStatus(): boolean {
  return true;
}

/** Whether an activity stands in the words, was just talked about, or is quoted. */
export function pointsAtActivity(said: Utterance): boolean {
  return (
    said.mentioned.some(({ entity }) => entity.kind === ACTIVITY) ||
    said.focus.about?.kind === ACTIVITY ||
    listedEntities(said).length > 0 ||
    (said.quote !== null && said.entities.some((entity) => entity.kind === ACTIVITY && said.quote?.includes(entity.title) === true))
  );
}

/** While it is open which one is meant, what the group talked about last is no answer; what was looked at since is. */
function asksWhich({ focus: { pending } }: Utterance): boolean {
  return pending?.dialog === WHICH && !z.object({ shown: z.string() }).safeParse(pending.data).success;
}

function byName(said: Utterance, suits: (entity: Entity) => boolean): Named | undefined {
  const mentions = said.mentioned.filter(({ entity }) => entity.kind === ACTIVITY);
  const [best] = mentions;
  if (best === undefined) return undefined;
  // Two whole names side by side are two activities: neither may be dropped silently.
  const asGood = mentions.filter(
    (other) =>
      other.sure === best.sure &&
      (other.end - other.start === best.end - best.start || (other.sure && (other.end <= best.start || other.start >= best.end))),
  );
  const entities = [...new Map(asGood.map(({ entity }) => [entity.id, entity])).values()];
  const suitable = entities.filter(suits);
  return oneOf(suitable.length > 0 ? suitable : entities);
}

/** The activity of the list, shown or quoted, that stands at this number. */
export function listedAt(said: Utterance, number: number): Entity | undefined {
  const ours = said.entities.filter((entity) => entity.kind === ACTIVITY);
  const line = said.quote === null ? undefined : quotedLine(said.quote, number);
  if (line !== undefined) return ours.filter(({ title }) => line.includes(title)).toSorted((a, b) => b.title.length - a.title.length)[0];
  const ref = said.focus.list[number - 1];
  return ours.find((entity) => ref?.kind === ACTIVITY && entity.id === ref.id);
}

/** What stands behind "2." in a quoted list; undefined where the quote is none. */
function quotedLine(quote: string, number: number): string | undefined {
  const lines = quote.split(/(?:^|[\n\s])(?=\d{1,2}[.、．]\s)/u);
  return lines.find((line) => Number.parseInt(line, 10) === number && /^\d{1,2}[.、．]/u.test(line));
}

/** "第一个和第三个" are two: neither may be dropped silently. */
function listedEntities(said: Utterance): readonly Entity[] {
  const ordinals = [...said.text.matchAll(new RegExp(ORDINAL, 'gu'))].flatMap((match) => parseChineseNumber(match[1] ?? '') ?? []);
  const single = listNumber(said.text);
  const numbers = ordinals.length > 1 ? ordinals : single === undefined ? [] : [single];
  return [...new Set(numbers)].flatMap((number) => listedAt(said, number) ?? []);
}

function oneOf(entities: readonly Entity[]): Named {
  const [first] = entities;
  return first !== undefined && entities.length === 1 ? { kind: 'one', entity: first } : { kind: 'several', entities };
}
