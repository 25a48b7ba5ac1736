import { neutraliseLine } from '../core/plain.ts';
import { mayHoldReceipt } from '../core/receipt.ts';
import type { Focus, Intent, Situation, Turn, Utterance } from '../features/feature.ts';
import { isOneWish, together, withWords } from './both.ts';
import type { Words } from './listen.ts';
import type { Asked, Routed } from './router.ts';
import { texts } from './texts.ts';
import { FILINGS, maybeAnonymous, sure } from './understand/certainty.ts';
import type { Reading } from './understand/read.ts';

/** What is asked for, or asked, behind the seam. */
const WISH =
  '(?=(?:请?问|咨询|打听|了解|查|看|帮我|给我|替我|报(?:个|一下)?名|取消|提(?:个|一个|条)?(?:建议|意见)|建议|反映|我的|什么|啥|哪些))';
const STOP = '[\\s,，。.;；?？!！、~]';
/**
 * What leads over to something else: 顺便问下, 另外帮我, 对了再看看; 再 and 还有 only where something ends before them. 然后 goes on telling, unless
 * somebody is asked for something. What ends there is left to be trimmed: a run of stops must not be tried from each of its ends.
 */
const SEAMS = new RegExp(
  `(?:顺便|顺带|另外|对了|然后(?=${STOP}*(?:再|请|麻烦|帮我|我?想问))|(?<=${STOP})(?:还有|再|还))${STOP}{0,4}(?:我(?!的))?(?:还|也|再)?(?:想|要)?(?:再)?${WISH}`,
  'gu',
);
const STOPS_AT_END = new RegExp(`${STOP}+$`, 'u');
/** Longer ones tell a story. */
const LONGEST = 200;
/** Told of oneself or of others, wished away, or tied to a condition: none of it is an order to be done at once. */
const NO_ORDER =
  /不要|别(?!的|忘)|不想|不用|甭|如果|要是|万一|假如|的话|昨天|前天|上次|上回|上周|去年|刚才|有人|大家都|人家|他们|听说|说是|[让叫]我|(?:过|取消了|报了|去了)$/u;
/** Belongs to the asking, not to what is asked. */
const ASKING = /^(?:(?:请?问|咨询|打听|了解)(?:一?下|个事)?儿?)[,，:：\s]*/u;
/** 看看我的建议 is a part of nothing that is suggested. */
const LOOKS = /^(?:我的|看|查)/u;
const LEAST = 2;
const FOR_ME = /^(?:帮我|给我|替我|我)/u;
const MOST_ECHOED = 30;

/**
 * 报名健步走，顺便问下年假几天 → its two wishes, as said; undefined where nothing leads over from one to another. Of several seams the last
 * one counts: what goes before may be a suggestion that goes on.
 */
export function wishesIn(written: string): readonly [string, string] | undefined {
  const seam = written.length > LONGEST ? undefined : [...written.matchAll(SEAMS)].at(-1);
  if (seam === undefined) return undefined;
  const first = written.slice(0, seam.index).replace(STOPS_AT_END, '').trim();
  const second = written
    .slice(seam.index + seam[0].length)
    .replace(ASKING, '')
    .trim();
  return first.length >= LEAST && second.length >= LEAST ? [first, second] : undefined;
}

interface Wish {
  readonly said: Utterance;
  readonly intent: Intent;
  /** 0..1: how sure the reading is. */
  readonly chance: number;
}

/**
 * Two things in one sentence: both are done in the one transaction, unless the first asks back; then the second is named. Undefined
 * where the words are one wish, or one of the two is not certain.
 */
export function twoWishes({
  listen,
  read,
  handle,
  ownerOf,
}: {
  readonly listen: (situation: Situation, words: Words, focus: Focus) => Promise<Utterance>;
  readonly read: (said: Utterance) => readonly Reading[];
  readonly handle: (intent: Intent, turn: Turn, asked?: Asked) => Promise<Routed>;
  /** The feature of an intent. */
  readonly ownerOf: ReadonlyMap<string, string>;
}): (situation: Situation, words: Words, whole: Utterance, asked?: Asked) => Promise<Routed | undefined> {
  const wishOf = async (situation: Situation, words: Words, { focus }: Utterance): Promise<Wish | undefined> => {
    const said = await listen(situation, words, focus);
    const readings = read(said);
    const intent = sure(readings, said);
    if (intent === undefined || !mayStandBesideAnother(intent, said) || maybeAnonymous(readings) !== undefined) return undefined;
    if (intent.acts && !FILINGS.has(intent.name) && NO_ORDER.test(said.text)) return undefined;
    return { said, intent, chance: readings.find((reading) => reading.intent === intent)?.chance ?? 0 };
  };

  /** Small talk and what is nobody's business is no second wish. */
  const mayStandBesideAnother = ({ name, who, unserved }: Intent, { secretary }: Utterance): boolean =>
    (who === 'anyone' || secretary) && unserved !== true && ownerOf.get(name) !== 'smalltalk';

  /** Three things are not two; and what a secretary tells others goes on with what these are to do, unless it is for themselves. */
  const isNoPair = (first: Wish, second: Wish): boolean =>
    isOneWish(first.intent, second.intent) ||
    (!FILINGS.has(first.intent.name) && wishesIn(first.said.written) !== undefined) ||
    (first.intent.who === 'secretary' && second.intent.acts && !FOR_ME.test(second.said.written));

  /** A lookup of another feature finds the same before and after, and may have to ask outside before anything is done. */
  const inOrder = (first: Wish, second: Wish): readonly [Wish, Wish] => {
    const apart = ownerOf.get(first.intent.name) !== ownerOf.get(second.intent.name);
    return first.intent.acts && !second.intent.acts && apart ? [second, first] : [first, second];
  };

  return async (situation, words, whole, asked) => {
    const parts = mayHoldReceipt(whole.written) ? undefined : wishesIn(whole.written);
    if (parts === undefined) return undefined;
    const first = await wishOf(situation, { ...words, text: parts[0] }, whole);
    const second = first === undefined ? undefined : await wishOf(situation, { ...words, text: parts[1] }, whole);
    if (first === undefined || second === undefined || isNoPair(first, second)) return undefined;
    const [one, other] = inOrder(first, second);
    // What looks like a question may be a part of what is suggested: nothing of that is left out.
    const keepsAll = FILINGS.has(first.intent.name) && !second.intent.acts && !LOOKS.test(second.said.written);
    const saidBy = (wish: Wish): Utterance => (keepsAll && wish === first ? whole : wish.said);
    const reading = {
      label: `${first.intent.label(first.said)}；${second.intent.label(second.said)}`,
      percent: Math.round(Math.min(first.chance, second.chance) * 100),
    };
    const begun = await handle(one.intent, { ...situation, said: saidBy(one) }, asked);
    if (begun.outcome.askFirst !== undefined) return begun;
    const alone = { ...withWords(begun, texts.alone(shortened(other.said.written))), reading };
    if (begun.asks.kind === 'open') return alone;
    const { about } = begun.outcome.focus ?? {};
    // 再帮我老婆报一个 means what the first was about.
    const said =
      about && one === first && !keepsAll
        ? await listen(situation, { ...words, text: other.said.written }, { ...whole.focus, about })
        : saidBy(other);
    const ended = await handle(other.intent, { ...situation, said }, asked);
    // Two lookups are handled anew once it was asked outside; what was done cannot be done twice.
    if (ended.outcome.askFirst !== undefined) return one.intent.acts ? alone : ended;
    return { ...together(begun, ended, one === first), reading };
  };
}

function shortened(words: string): string {
  const line = neutraliseLine(words);
  return line.length > MOST_ECHOED ? `${line.slice(0, MOST_ECHOED)}…` : line;
}
