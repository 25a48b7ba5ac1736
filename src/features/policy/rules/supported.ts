import { findNumbers } from '../../../core/zh/numbers.ts';
import type { Word } from './statements.ts';

/** A clause as the model was given it: everything it may say stands in here. */
export interface Source {
  readonly text: string;
  /** Title and label; its words may be used too. */
  readonly name: string;
}

const CITED = /[[［](\d{1,2})[\]］]/gu;
const NEGATION = /不得|不能|不可|不予|不可以|不再|不用|不必|不需|无需|无须|禁止|严禁|没有|除外|未经|不|未|无|非|勿|免/u;
/** Words that are no denial, though they hold one. */
const NO_DENIAL = /不超过|不少于|不低于|不高于|不满|未满|不足|不同|不仅|无论|不论|非常|免费|无线|未来/gu;
/** They widen or narrow what is said: none may be added. */
const BOUNDS =
  /必须|一律|所有|全部|任何|只能|仅限|只有|永远|随时|至少|最多|最高|最低|不超过|不少于|不低于|不高于|不满|未满|以上|以下|超过|以内|可以|允许|应当|应该|自动|立即/gu;
/** Said the same in two ways. */
const SAME_BOUND: Readonly<Record<string, readonly string[]>> = {
  应该: ['应当', '须'],
  必须: ['应当', '须', '必须'],
  最多: ['不超过', '最高', '以内', '最长'],
  至少: ['不少于', '不低于', '以上', '最低'],
  允许: ['可以'],
  可以: ['可以', '可', '允许'],
  应当: ['应当', '须', '应'],
};
/** Every thing it names must stand in the clause; of what is done with them, so much: verbs may be plainer ones. */
const COVERED = 0.7;
const LONGEST_SENTENCE = 120;

/** A sentence of the model without its marks, when each thing it says stands in the clauses it cites; else undefined. */
export function supportedSentence(
  sentence: string,
  sources: readonly Source[],
  cut: (text: string) => readonly Word[],
): { readonly words: string; readonly cites: readonly number[] } | undefined {
  const cites = [...new Set([...sentence.matchAll(CITED)].map(([, number]) => Number(number)))];
  const words = sentence
    .replaceAll(CITED, '')
    .replace(/^[\s\-*•·\d.、)）]+(?=\p{Script=Han})/u, '')
    .trim();
  const cited = cites.flatMap((number) => sources[number - 1] ?? []);
  if (words === '' || words.length > LONGEST_SENTENCE || cites.length === 0 || cited.length !== cites.length) return undefined;
  const text = cited.map((source) => source.text).join('\n');
  const all = cited.map(({ name, text: own }) => `${name}\n${own}`).join('\n');
  const stands =
    figuresStand(words, all) &&
    boundsStand(words, text) &&
    namesStand(words, all) &&
    wordsStand(words, all, cut) &&
    denies(words) === denies(nearest(words, text));
  return stands ? { words, cites } : undefined;
}

/** Every figure with its unit, 十五天 as 15天; a figure alone is a claim as well. */
function figuresStand(words: string, text: string): boolean {
  const known = new Set(figuresIn(text));
  return figuresIn(words).every((figure) => known.has(figure));
}

function figuresIn(text: string): readonly string[] {
  const plain = text.normalize('NFKC');
  return findNumbers(plain).map(({ value, end }) => {
    const unit = /^\s*(%|个?工作日|个?月|小时|分钟|[\p{Script=Han}])/u.exec(plain.slice(end))?.[1] ?? '';
    return `${value}${unit.replace('个', '')}`;
  });
}

function boundsStand(words: string, text: string): boolean {
  return (words.match(BOUNDS) ?? []).every((bound) => (SAME_BOUND[bound] ?? [bound]).some((same) => text.includes(same)));
}

/** Titles, quoted words, Latin names and addresses are taken from the clause or not at all. */
function namesStand(words: string, text: string): boolean {
  const names = words.match(/《[^》]+》|“[^”]+”|[A-Za-z][A-Za-z0-9.:/@_-]*/gu) ?? [];
  return names.every((name) => text.includes(name.replaceAll(/[《》“”]/gu, '')));
}

function wordsStand(words: string, text: string, cut: (text: string) => readonly Word[]): boolean {
  const content = cut(words).filter(({ text: word, kind }) => kind !== 'other' && /^\p{Script=Han}{2,}$/u.test(word));
  const stands = (word: Word): boolean => text.includes(word.text);
  const doings = content.filter(({ kind }) => kind === 'acts');
  return (
    content.length > 0 &&
    content.filter(({ kind }) => kind === 'names').every(stands) &&
    doings.filter(stands).length >= doings.length * COVERED
  );
}

/** The sentence or row of the clause that shares most with these words: what it denies, they must deny, and nothing else. */
function nearest(words: string, text: string): string {
  const pairs = pairsOf(words);
  const scored = text.split(/[。；！？\n]/u).map((sentence) => {
    const own = pairsOf(sentence);
    return { sentence, shared: [...pairs].filter((pair) => own.has(pair)).length / Math.sqrt(own.size + 1) };
  });
  return scored.toSorted((a, b) => b.shared - a.shared)[0]?.sentence ?? '';
}

function pairsOf(text: string): ReadonlySet<string> {
  const plain = text.replaceAll(/[^\p{L}\p{N}]/gu, '');
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, index) => plain.slice(index, index + 2)));
}

function denies(text: string): boolean {
  return NEGATION.test(text.replaceAll(NO_DENIAL, ''));
}
