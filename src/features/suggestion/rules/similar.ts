import type { Suggestion } from '../schema.ts';

const SIMILAR_FROM = 0.34;
/** At one place so many things in common are enough, whatever stands around them… */
const SHARED_AT_ONE_PLACE = 2;
/** …or nearly all that is named. */
const NEARLY_ALL = 0.7;
const SHOWN = 3;
/** Words that every suggestion has and that make nothing alike. */
const FILLER = /建议|希望|能不能|可不可以|我们|咱们|一下|一个|有点|老是|总是|太|吧|啊|呢|的|了|[^\p{L}\p{N}]/gu;
/** What may be said of anything at the same place: that it is broken, for how long, how much. */
const OF_ANYTHING =
  /坏|修|漏|换|加|没有?人|管|[多少够]|好?久|已经|还|没|不|[\d一二两三四五六七八九十半几]+个?(?:天|周|星期|月|年|小时|分钟|次|样|点)?|每天|天天/gu;

type Words = Pick<Suggestion, 'text' | 'place'>;

/** Open ones that say much the same, likest first. Dice's measure over pairs of characters. */
export function similarTo<T extends Words>(words: Words, open: readonly T[]): readonly T[] {
  return open
    .map((suggestion) => ({ suggestion, likeness: likeness(words.text, suggestion.text) }))
    .filter((one) => (areAtOnePlace(words, one.suggestion) ? areAlikeThere(words, one.suggestion) : one.likeness >= SIMILAR_FROM))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN)
    .map((one) => one.suggestion);
}

/** 0 (no pair in common) to 1 (the same pairs). */
export function likeness(one: string, other: string): number {
  return dice(pairs(plain(one).replaceAll(FILLER, '')), pairs(plain(other).replaceAll(FILLER, '')));
}

function areAtOnePlace(one: Words, other: Words): boolean {
  return one.place !== null && other.place !== null && plain(one.place) === plain(other.place);
}

/** The place itself makes nothing alike there: the things that are named beside it do. */
function areAlikeThere(one: Words, other: Words): boolean {
  const left = things(one);
  const right = things(other);
  return shared(left, right) >= SHARED_AT_ONE_PLACE || dice(left, right) >= NEARLY_ALL;
}

/** Pairs of characters, and single ones that stand alone (灯). */
function things({ text, place }: Words): Set<string> {
  const beside = plain(text).replaceAll(plain(place ?? ''), ' ');
  const parts = beside.replaceAll(FILLER, ' ').replaceAll(OF_ANYTHING, ' ').split(' ');
  return new Set(parts.flatMap((part) => ([...part].length === 1 ? [part] : [...pairs(part)])));
}

function dice(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  return left.size === 0 || right.size === 0 ? 0 : (2 * shared(left, right)) / (left.size + right.size);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function pairs(text: string): Set<string> {
  const characters = [...text];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

function shared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  return [...left].filter((pair) => right.has(pair)).length;
}
