import type { CorpusIndex } from './corpus-index.ts';
import type { ContentWord, Query } from './query.ts';
import type { Shard } from './shard.ts';
import { soundsOf } from './sounds.ts';
import { isHan, pairOf, type Term } from './terms.ts';

/** Further ones are a question about something else, not mistyped. */
const MOST = 3;
const MENDED = 0.4;

interface Mended {
  readonly place: number;
  readonly wrong: number;
  readonly right: number;
  /** How many pairs are known with it that were not, and how often the rarest of them stands in the documents. */
  readonly repairs: number;
  readonly frequency: number;
}

/**
 * Mends characters that make no known pair with either neighbour by one that sounds the same and does: 年修假 → 年休假, 思想汇抱 → 思想汇报. People
 * write by sound or speak; what sounds otherwise is another word, not a mistake.
 */
export function withTyposMended(query: Query, index: CorpusIndex): Query {
  const words = query.words.map(({ text }) => [...text].map((one) => one.charCodeAt(0)).filter(isHan));
  const characters = words.flat();
  const wordOf = words.flatMap((all, word) => all.map(() => word));
  const mended: (Mended & { readonly terms: readonly Term[] })[] = [];
  while (mended.length < MOST) {
    const [best] = characters
      .flatMap((_, place) => bestAt(place, characters, wordOf, index) ?? [])
      .toSorted((a, b) => b.repairs - a.repairs || b.frequency - a.frequency);
    if (best === undefined) break;
    characters[best.place] = best.right;
    mended.push({ ...best, terms: pairsAt(best.place, characters).filter((pair) => index.frequency(pair) > 0) });
  }
  if (mended.length === 0) return query;
  const beside = new Map(query.beside);
  for (const { terms } of mended) for (const term of terms) if (!query.weights.has(term)) beside.set(term, MENDED);
  const helped = query.words.map((word): ContentWord => {
    const help = mended.filter(({ wrong }) => word.text.includes(String.fromCharCode(wrong)));
    return help.length === 0 ? word : { ...word, alternatives: [...word.alternatives, ...help.map(({ terms }) => terms)] };
  });
  return { ...query, words: helped, beside };
}

/** The character that belongs there instead; undefined where the one that stands there is known beside a neighbour, or none fits. */
function bestAt(place: number, characters: readonly number[], wordOf: readonly number[], index: CorpusIndex): Mended | undefined {
  const wrong = characters[place] ?? 0;
  if (characters.length < 3 || pairsAt(place, characters).some((pair) => index.frequency(pair) > 0)) return undefined;
  let best: Mended | undefined;
  const tried = [...characters];
  for (const right of soundingLike(wrong, index)) {
    tried[place] = right;
    const found = pairsAt(place, tried)
      .map((pair) => index.frequency(pair))
      .filter((frequency) => frequency > 0);
    // One pair alone comes about by chance; inside a word that goes on beyond it, it does not.
    if (found.length === 0 || (found.length === 1 && !goesOn(place, tried, wordOf, index))) continue;
    const one: Mended = { place, wrong, right, repairs: found.length, frequency: Math.min(...found) };
    if (best === undefined || one.repairs > best.repairs || (one.repairs === best.repairs && one.frequency > best.frequency)) best = one;
  }
  return best;
}

/** The pairs that the character at a place makes with its neighbours. */
function pairsAt(place: number, characters: readonly number[]): readonly Term[] {
  const [before, at = 0, after] = [characters[place - 1], characters[place], characters[place + 1]];
  return [...(before === undefined ? [] : [pairOf(before, at)]), ...(after === undefined ? [] : [pairOf(at, after)])];
}

/** Whether the neighbour of the same word with which it makes a known pair makes another with the next one. */
function goesOn(place: number, characters: readonly number[], wordOf: readonly number[], index: CorpusIndex): boolean {
  const isKnown = (at: number): boolean => {
    const [first, second] = [characters[at], characters[at + 1]];
    return first !== undefined && second !== undefined && index.frequency(pairOf(first, second)) > 0;
  };
  const before = wordOf[place - 1] === wordOf[place] && isKnown(place - 1) && isKnown(place - 2);
  return before || (wordOf[place + 1] === wordOf[place] && isKnown(place) && isKnown(place + 1));
}

function soundingLike(wrong: number, index: CorpusIndex): ReadonlySet<number> {
  const found = new Set<number>();
  for (const shard of index.shards) {
    const bySound = soundsIn(shard);
    for (const sound of soundsOf(wrong)) for (const code of bySound.get(sound) ?? []) found.add(code);
  }
  found.delete(wrong);
  return found;
}

const known = new WeakMap<Shard, ReadonlyMap<string, readonly number[]>>();

/** The characters of a shard by their sounds; sorted out with the first error that is mended. */
function soundsIn(shard: Shard): ReadonlyMap<string, readonly number[]> {
  let all = known.get(shard);
  if (all === undefined) {
    const bySound = new Map<string, number[]>();
    for (let place = 0; place < shard.terms.size; place += 1) {
      const code = shard.terms.at(place);
      if (!isHan(code)) continue;
      for (const sound of soundsOf(code)) {
        const same = bySound.get(sound);
        if (same === undefined) bySound.set(sound, [code]);
        else same.push(code);
      }
    }
    all = bySound;
    known.set(shard, all);
  }
  return all;
}
