import { findNumbers } from '../../../core/zh/numbers.ts';
import { statements } from './phrase.ts';

/** An option counts as said when at least this part of its characters was said in order … */
const OPTION_SAID = 0.72;
/** … and they make up at least this part of the clause. */
const CLAUSE_MEANT = 0.6;
const CLEARLY_BETTER = 0.2;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Longest common subsequence. */
function shared(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, () => 0);
  for (const character of left) {
    const next = [0];
    for (let at = 0; at < right.length; at += 1) {
      next.push(right[at] === character ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

function sharesTwo(left: string, right: string): boolean {
  return Array.from({ length: Math.max(0, right.length - 1) }, (_, at) => right.slice(at, at + 2)).some((pair) => left.includes(pair));
}

const numbersOf = (text: string): readonly number[] => findNumbers(text.normalize('NFKC')).map(({ value }) => value);

/** Words in the form that is compared, with the figures in them. */
interface Compared {
  readonly words: string;
  readonly figures: readonly number[];
}

interface Option extends Compared {
  readonly letter: string;
}

function compared(text: string): Compared {
  return { words: plain(text), figures: numbersOf(text) };
}

const FIGURES = /[零〇一二两三四五六七八九十百千万\d.]/gu;
const SAYS_SO =
  /我|俺|觉得|认为|应该|大概|是|选|答案|答|吧|的|个|号|第|题|就|那|这|一般|至少|不少于|不超过|最多|最少|每|分钟?|小时|天|周|月|年|岁|人|名|元|块|次|条|米|层|楼/gu;

/** "三楼的灯坏了" for 三湾改编: the same figure, of which something quite different is told. */
function isOfSomethingElse(words: string, wanted: string): boolean {
  const rest = words.replaceAll(FIGURES, '');
  const told = rest.replaceAll(SAYS_SO, '');
  return told.length >= 2 && shared(rest, wanted.replaceAll(FIGURES, '')) === 0;
}

/** How much of the option was said, 0–1. A figure in it must be the very figure. */
function said(clause: Compared, { words: wanted, figures }: Option): number {
  const { words, figures: spoken } = clause;
  if (figures.length > 0) {
    const isSaid = figures.every((figure) => spoken.includes(figure)) && spoken.length === figures.length;
    return isSaid && !isOfSomethingElse(words, wanted) ? 1 : 0;
  }
  if (words.includes(wanted)) return 1;
  return wanted.length >= 3 && sharesTwo(words, wanted) ? shared(words, wanted) / wanted.length : 0;
}

/** Whether the clause is short enough for the option to be what is meant: most sentences are longer than any option. */
function mayBeMeant(words: string, option: Option): boolean {
  if (option.figures.length > 0) return words.length <= option.words.length + 4;
  return option.words.length / words.length >= CLAUSE_MEANT;
}

function meant({ words }: Compared, option: Option): number {
  // Of a figure, the unit and the word of the question may stand beside it.
  if (option.figures.length > 0) return words.length <= option.words.length + 4 ? 1 : 0;
  return words === '' ? 0 : shared(words, option.words) / words.length;
}

/** The letters of the options that a clause names in words: one that stands out, or several named in full. */
export function lettersByWords(text: string, options: Readonly<Record<string, string>>): readonly string[] | undefined {
  const read = optionsOf(options);
  for (const clause of [text, text.split(/[\s,，。.;；!！]/u)[0] ?? '']) {
    for (const words of statements(clause)) {
      const letters = several(words, read) ?? standingOut(words, read);
      if (letters !== undefined) return letters;
    }
  }
  return undefined;
}

const knownOptions = new WeakMap<Readonly<Record<string, string>>, readonly Option[]>();

function optionsOf(options: Readonly<Record<string, string>>): readonly Option[] {
  const known = knownOptions.get(options);
  if (known !== undefined) return known;
  const made = Object.entries(options).map(([letter, option]): Option => ({ letter, ...compared(option) }));
  knownOptions.set(options, made);
  return made;
}

function several(clause: string, options: readonly Option[]): readonly string[] | undefined {
  const parts = clause.split(/[\s,，、;；]|和|跟|以及|还有/u).filter((part) => part !== '');
  if (parts.length < 2) return undefined;
  const letters = parts.map((part) => standingOut(part, options)?.[0]);
  const found = letters.flatMap((letter) => letter ?? []);
  return found.length === parts.length && new Set(found).size === found.length ? found.toSorted() : undefined;
}

function standingOut(clause: string, options: readonly Option[]): readonly string[] | undefined {
  const words = plain(clause);
  if (!options.some((option) => mayBeMeant(words, option))) return undefined;
  const clauseRead = { words, figures: numbersOf(clause) };
  const ranked = options
    .map((option) => ({ option, score: said(clauseRead, option) }))
    .toSorted((a, b) => b.score - a.score || b.option.words.length - a.option.words.length);
  const [best, second] = ranked;
  if (best === undefined || best.score < OPTION_SAID || meant(clauseRead, best.option) < CLAUSE_MEANT) return undefined;
  // 食品 inside 食品安全: the longer one was meant.
  const contained = best.score === 1 && second?.score === 1 && best.option.words.length > second.option.words.length;
  return contained || best.score - (second?.score ?? 0) >= CLEARLY_BETTER ? [best.option.letter] : undefined;
}
