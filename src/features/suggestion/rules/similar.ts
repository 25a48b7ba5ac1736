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
  const asked = readOf(words);
  return open
    .map((suggestion) => ({ suggestion, read: readOf(suggestion) }))
    .map(({ suggestion, read }) => ({ suggestion, read, likeness: dice(asked.pairs, read.pairs) }))
    .filter(({ read, likeness: alike }) => (areAtOnePlace(asked, read) ? areAlikeThere(asked, read) : alike >= SIMILAR_FROM))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, SHOWN)
    .map((one) => one.suggestion);
}

/** 0 (no pair in common) to 1 (the same pairs). */
export function likeness(one: string, other: string): number {
  return dice(pairs(withoutFiller(plain(one))), pairs(withoutFiller(plain(other))));
}

/** A suggestion taken apart for comparing. */
interface Read {
  readonly pairs: ReadonlySet<number>;
  readonly place: string | null;
  readonly things: ReadonlySet<number>;
}

const NOTHING: ReadonlySet<number> = new Set();

/** Documents never change, so what one was taken apart into stays true as long as somebody holds it. */
const reads = new WeakMap<Words, Read>();

function readOf(words: Words): Read {
  const known = reads.get(words);
  if (known !== undefined) return known;
  const text = plain(words.text);
  const place = words.place === null ? null : plain(words.place);
  const read = { pairs: pairs(withoutFiller(text)), place, things: place === null ? NOTHING : things(text, place) };
  reads.set(words, read);
  return read;
}

function areAtOnePlace(one: Read, other: Read): boolean {
  return one.place !== null && one.place === other.place;
}

/** The place itself makes nothing alike there: the things that are named beside it do. */
function areAlikeThere(one: Read, other: Read): boolean {
  return shared(one.things, other.things) >= SHARED_AT_ONE_PLACE || dice(one.things, other.things) >= NEARLY_ALL;
}

/** Pairs of characters, and single ones that stand alone (灯). */
function things(text: string, place: string): ReadonlySet<number> {
  const beside = text.replaceAll(place, ' ');
  const parts = beside.replaceAll(FILLER, ' ').replaceAll(OF_ANYTHING, ' ').split(' ');
  return new Set(parts.flatMap((part) => (part.length === 1 ? [part.charCodeAt(0)] : [...pairs(part)])));
}

function dice(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  return left.size === 0 || right.size === 0 ? 0 : (2 * shared(left, right)) / (left.size + right.size);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function withoutFiller(text: string): string {
  return text.replaceAll(FILLER, '');
}

/** Each pair of characters as one number, which is compared several times faster than a text. */
function pairs(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (let i = 1; i < text.length; i += 1) found.add(text.charCodeAt(i - 1) * 0x1_0000 + text.charCodeAt(i));
  return found;
}

function shared(left: ReadonlySet<number>, right: ReadonlySet<number>): number {
  let count = 0;
  for (const pair of left) if (right.has(pair)) count += 1;
  return count;
}
