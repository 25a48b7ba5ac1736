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

/**
 * Open ones that say much the same, likest first. Dice's measure over pairs of characters. `suits` is asked of those alone,
 * and only until there are enough: all the others need not be looked at again.
 */
export function similarTo<T extends Words>(words: Words, open: readonly T[], suits: (one: T) => boolean = () => true): readonly T[] {
  const asked = readOf(words);
  const alike = open
    .flatMap((suggestion) => {
      const read = readOf(suggestion);
      const likely = dice(asked.pairs, read.pairs);
      const isAlike = areAtOnePlace(asked, read) ? areAlikeThere(asked, read) : likely >= SIMILAR_FROM;
      return isAlike ? [{ suggestion, likely }] : [];
    })
    .toSorted((a, b) => b.likely - a.likely);
  const shown: T[] = [];
  for (const { suggestion } of alike) {
    if (shown.length === SHOWN) break;
    if (suits(suggestion)) shown.push(suggestion);
  }
  return shown;
}

/** 0 (no pair in common) to 1 (the same pairs). */
export function likeness(one: string, other: string): number {
  return dice(pairs(withoutFiller(plain(one))), pairs(withoutFiller(plain(other))));
}

/** Signs and pairs of signs as numbers, rising, none twice: two lists are compared in one walk along both, without looking anything up. */
type Signs = Uint32Array;

/** A suggestion taken apart for comparing. */
interface Read {
  readonly pairs: Signs;
  readonly place: string | null;
  readonly things: Signs;
}

const NOTHING: Signs = new Uint32Array();

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
function things(text: string, place: string): Signs {
  const beside = text.replaceAll(place, ' ');
  const parts = beside.replaceAll(FILLER, ' ').replaceAll(OF_ANYTHING, ' ').split(' ');
  return rising(parts.flatMap((part) => (part.length === 1 ? [part.charCodeAt(0)] : pairsIn(part))));
}

function dice(left: Signs, right: Signs): number {
  return left.length === 0 || right.length === 0 ? 0 : (2 * shared(left, right)) / (left.length + right.length);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function withoutFiller(text: string): string {
  return text.replaceAll(FILLER, '');
}

function pairs(text: string): Signs {
  return rising(pairsIn(text));
}

function pairsIn(text: string): number[] {
  const found: number[] = [];
  for (let i = 1; i < text.length; i += 1) found.push(text.charCodeAt(i - 1) * 0x1_0000 + text.charCodeAt(i));
  return found;
}

function rising(signs: readonly number[]): Signs {
  const sorted = Uint32Array.from(signs).toSorted();
  return sorted.filter((sign, at) => at === 0 || sign !== sorted[at - 1]);
}

/** Never past the end of either: reading there would make every number an object. */
function shared(left: Signs, right: Signs): number {
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const one = left[i] ?? 0;
    const other = right[j] ?? 0;
    if (one === other) count += 1;
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  return count;
}
