import { matchesOf } from '../../../core/matches.ts';
import { parseChineseNumber } from '../../../core/zh/numbers.ts';
import type { Entity, Utterance } from '../../feature.ts';
import { cut } from './as-written.ts';

export const SUGGESTION = 'suggestion';

/** Which suggestions are meant. `unknown`: a number was said that is none within reach, so nothing else may be taken for it. */
export type Named =
  | { readonly kind: 'some'; readonly entities: readonly Entity[] }
  | { readonly kind: 'several'; readonly entities: readonly Entity[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

const NUMBER = /(?<![a-z0-9])s ?(\d{1,6})(?!\d)/giu;
const WRITTEN = /(?<![a-z0-9])(s ?)?(\d{1,6})(?!\d|\s*(?:个|人|名|号|点|分(?!别)|日|月|天|楼|层|元|块|位|题|道|岁|年|小时|:|%))/giu;
const ORDINAL = /第\s*(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?:个|条|件|项)/u;
const LABEL = /匿名\s*[-—_ ]?\s*([0-9a-hjkmnp-tv-z]{4})(?![0-9a-z])/iu;

const EVERY_LABEL = new RegExp(LABEL, 'giu');
const EVERY_ORDINAL = new RegExp(ORDINAL, 'gu');

/** Number or title first, then the quoted message, the last list, what was just talked about, and last the only one that fits. */
export function namedSuggestions(said: Utterance, suits: (entity: Entity) => boolean): Named {
  const ours = said.entities.filter(isSuggestion);
  const mentions = said.mentioned.filter(({ entity }) => isSuggestion(entity));
  const numbered = byNumber(said, ours);
  if (numbered.length > 0) return some(numbered);
  if (writtenNumbers(said.text).length > 0) return { kind: 'unknown' };
  const titled = byTitle(mentions, suits);
  if (titled !== undefined) return titled;
  const quoted = quotedOnes(said, ours);
  if (quoted.length > 0) return some(quoted);
  const listed = listedOnes(said, ours);
  if (listed.length > 0) return some(listed);
  const about = said.focus.about;
  const current = about?.kind === SUGGESTION ? ours.find((entity) => entity.id === about.id) : undefined;
  if (current !== undefined) return some([current]);
  const suitable = ours.filter(suits);
  if (suitable.length === 0) return { kind: 'none' };
  return suitable.length === 1 ? some(suitable) : { kind: 'several', entities: suitable };
}

/** What people say for it: S12, or 匿名-K7QD. */
export function refOf(entity: Entity): string {
  return entity.number ?? entity.aliases?.[0] ?? entity.id;
}

export function refSlots(named: Named): { readonly ref?: string; readonly refs?: readonly string[] } {
  if (named.kind !== 'some') return {};
  const refs = named.entities.map(refOf);
  return refs.length > 1 ? { refs } : { ref: refs[0] ?? '' };
}

/** A suggestion stands in the words themselves, or in the quoted message. */
export function pointsAtSuggestion(said: Utterance): boolean {
  const ours = said.entities.filter(isSuggestion);
  return (
    said.mentioned.some(({ entity }) => isSuggestion(entity)) || writtenNumbers(said.text).length > 0 || quotedOnes(said, ours).length > 0
  );
}

/** As above, or it was just talked about. */
export function talksAboutSuggestion(said: Utterance): boolean {
  return (
    pointsAtSuggestion(said) || said.focus.about?.kind === SUGGESTION || listedOnes(said, said.entities.filter(isSuggestion)).length > 0
  );
}

export function writtenNumbers(text: string): readonly number[] {
  return matchesOf(text, NUMBER).map((match) => Number(match[1]));
}

/** The label of an anonymous one, as secretaries see it. */
export function labelIn(text: string): string | undefined {
  return LABEL.exec(text)?.[1]?.toUpperCase();
}

/** Takes out whatever names a suggestion, so that the rest is what was said about it, as it was written. */
export function withoutRefs(said: Utterance): string {
  // Most messages name none: what does not stand in the matched form need not be looked for in the written one.
  if (!/\d|匿名/u.test(said.text)) return said.written.trim();
  const there = [NUMBER, ...bareNumbers(said), EVERY_LABEL].filter((pattern) => said.text.search(pattern) >= 0);
  return there.reduce((words, pattern) => cut(words, pattern), said.written).trim();
}

/** A figure of three and more is a number without its letter. */
function bareNumbers(said: Utterance): readonly RegExp[] {
  if (!/\d{3}/u.test(said.text)) return [];
  const numbers = said.entities.filter(isSuggestion).flatMap((entity) => entity.number?.slice(1) ?? []);
  const bare = numbers.filter((digits) => digits.length >= 3).map((digits) => `(?<!\\d)${digits}(?!\\d)`);
  return bare.length === 0 ? [] : [new RegExp(bare.join('|'), 'gu')];
}

export function isSuggestion(entity: Entity): boolean {
  return entity.kind === SUGGESTION;
}

export function isClosedEntity(entity: Entity): boolean {
  return isSuggestion(entity) && /^closed$|办结|关闭/u.test(entity.status ?? '');
}

export function isOpenEntity(entity: Entity): boolean {
  return isSuggestion(entity) && !/^(?:closed|declined|withdrawn|merged)$|办结|关闭|不予受理|撤回/u.test(entity.status ?? '');
}

/** "S110和111分别办结": with the letter, or a bare figure that is nobody's count. In the order of the words. */
function byNumber(said: Utterance, ours: readonly Entity[]): readonly Entity[] {
  const found = said.mentioned
    .filter(({ entity, start, end }) => isSuggestion(entity) && entity.number !== undefined && /\d$/u.test(said.text.slice(start, end)))
    .map(({ entity, start }) => ({ entity, start }));
  for (const match of said.text.matchAll(WRITTEN)) {
    const entity = ours.find(({ number }) => number === `S${Number(match[2])}`);
    if (entity !== undefined && (match[1] !== undefined || (match[2] ?? '').length >= 3)) found.push({ entity, start: match.index });
  }
  return found.toSorted((a, b) => a.start - b.start).map(({ entity }) => entity);
}

function byTitle(mentions: Utterance['mentioned'], suits: (entity: Entity) => boolean): Named | undefined {
  const [best] = mentions;
  if (best === undefined) return undefined;
  const asGood = mentions.filter((other) => other.sure === best.sure && other.end - other.start === best.end - best.start);
  const entities = [...new Map(asGood.map(({ entity }) => [entity.id, entity])).values()];
  const suitable = entities.filter(suits);
  const left = suitable.length > 0 ? suitable : entities;
  return left.length === 1 ? some(left) : { kind: 'several', entities: left };
}

function quotedOnes(said: Utterance, ours: readonly Entity[]): readonly Entity[] {
  const quote = said.quote;
  if (quote === null) return [];
  const numbers = new Set(writtenNumbers(quote.normalize('NFKC')).map((number) => `S${number}`));
  const label = labelIn(quote);
  const numbered = ours.filter(
    (entity) =>
      numbers.has(entity.number ?? '') || (label !== undefined && entity.aliases?.some((alias) => alias.endsWith(label)) === true),
  );
  return numbered.length > 0
    ? numbered
    : ours.filter((entity) => entity.title.length >= 4 && quote.includes(entity.title.replace(/…$/u, '')));
}

/** 第一条和第二条 of the list shown last. */
function listedOnes(said: Utterance, ours: readonly Entity[]): readonly Entity[] {
  return matchesOf(said.text, EVERY_ORDINAL).flatMap(({ 1: word = '' }) => {
    const ref = said.focus.list[(parseChineseNumber(word) ?? 0) - 1];
    return ref?.kind === SUGGESTION ? ours.filter((entity) => entity.id === ref.id) : [];
  });
}

function some(entities: readonly Entity[]): Named {
  return { kind: 'some', entities: [...new Map(entities.map((entity) => [entity.id, entity])).values()] };
}
