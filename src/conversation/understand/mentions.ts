import { matchesOf } from '../../core/matches.ts';
import { Recent } from '../../core/recent.ts';
import type { Entity, Utterance } from '../../features/feature.ts';

type Mention = Utterance['mentioned'][number];

/** Words that many titles share and that therefore name nothing. */
const GENERIC = /^(活动|培训|体验|主题|组织|通知|建议|问题|太长|不够|一个|我们|可以|没有)$/u;
const HAN_OR_WORD = /[\p{L}\p{N}]/u;

/** A figure that may be a number people say for a thing, with the letter before it or bare. */
interface Figure {
  readonly letter: string | undefined;
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

// "A3人数改成40" names A3; "3人" is a headcount, "110和111分别办结" are two suggestions.
const LETTERED = /(?<![a-z0-9])([a-z]+) ?(\d+)/giu;
const BARE = /(?<![a-z0-9])()(\d+)(?!\d)(?!\s*(?:个|人|名|号|点|分(?!别)|日|月|天|楼|层|元|块|位|条|题|道|岁|年|小时|:))/giu;

function figuresIn(text: string): readonly Figure[] {
  if (!/\d/u.test(text)) return [];
  return [LETTERED, BARE].flatMap((pattern) =>
    matchesOf(text, pattern).map(({ 0: whole, 1: letter = '', 2: digits = '', index }) => ({
      letter: letter === '' ? undefined : letter.toLowerCase(),
      digits,
      start: index,
      end: index + whole.length,
    })),
  );
}

const NONE: readonly Mention[] = [];

function numberMentions(figures: readonly Figure[], entity: Entity): readonly Mention[] {
  if (figures.length === 0) return NONE;
  const [, letter = '', digits = ''] = entity.number?.match(/^([a-z]+)(\d+)$/iu) ?? [];
  const named = figures.filter((said) => said.digits === digits && said.letter === letter.toLowerCase());
  // A bare figure counts only when it is long enough to be nobody's headcount.
  const bare = figures.filter(
    (said) => said.digits === digits && said.letter === undefined && digits.length >= 2 && !named.some(({ end }) => end === said.end),
  );
  return [...named, ...bare]
    .map(({ letter: said, start, end }) => ({ entity, start, end, sure: said !== undefined || digits.length >= 3 }))
    .toSorted((a, b) => a.start - b.start);
}

/** The longest stretch of `title` that stands in `text`, at least two characters; of several the first of the title. */
function longestShared(text: string, title: string): { start: number; length: number } | undefined {
  let best: { start: number; length: number } | undefined;
  for (let from = 0; from + 2 <= title.length; from += 1) {
    if (!text.includes(title.slice(from, from + 2)) || !HAN_OR_WORD.test(title.charAt(from))) continue;
    for (let length = longestFrom(text, title, from); length > (best?.length ?? 1); length -= 1) {
      const part = title.slice(from, from + length);
      if (GENERIC.test(part)) continue;
      best = { start: text.indexOf(part), length };
      break;
    }
  }
  return best;
}

function longestFrom(text: string, title: string, from: number): number {
  let length = 2;
  while (from + length < title.length && text.includes(title.slice(from, from + length + 1))) length += 1;
  return length;
}

const comparables = new Recent<string>();

/** The same few titles are looked for in everything that is said. */
function comparable(name: string): string {
  return comparables.get(name, () => name.normalize('NFKC').toLowerCase());
}

function titleMention(text: string, entity: Entity, all: readonly Entity[]): Mention | undefined {
  let best: Mention | undefined;
  for (const written of [entity.title, ...(entity.aliases ?? [])]) {
    const name = comparable(written);
    const shared = longestShared(text, name);
    if (shared === undefined) continue;
    const part = text.slice(shared.start, shared.start + shared.length);
    const sharers = all.filter((other) => other.kind === entity.kind && other.title.toLowerCase().includes(part)).length;
    const sure = shared.length === name.length || (sharers === 1 && shared.length >= 2 && shared.length * 2 >= name.length);
    if (sharers > 2 && !sure) continue;
    const mention = { entity, start: shared.start, end: shared.start + shared.length, sure };
    if (best === undefined || mention.end - mention.start > best.end - best.start) best = mention;
  }
  return best;
}

/** One wrong character in a title of four or more ("健歩走活动"): same length window, one difference. */
function typoMention(text: string, entity: Entity): Mention | undefined {
  const title = comparable(entity.title);
  if (title.length < 3) return undefined;
  for (let start = 0; start + title.length <= text.length; start += 1) {
    let wrong = 0;
    for (let i = 0; i < title.length && wrong < 2; i += 1) if (text[start + i] !== title[i]) wrong += 1;
    if (wrong === 1) return { entity, start, end: start + title.length, sure: false };
  }
  return undefined;
}

/** Entities that the text names: by number, by title or part of it, with one typo. Best first. */
export function findMentions(text: string, entities: readonly Entity[]): readonly Mention[] {
  // Neither a number nor two characters of a title stand in one sign: a letter chosen, a thumb.
  if (text.length < 2) return NONE;
  const found: Mention[] = [];
  const figures = figuresIn(text);
  for (const entity of entities) {
    const numbered = numberMentions(figures, entity);
    if (numbered.length > 0) found.push(...numbered);
    else {
      const named = titleMention(text, entity, entities) ?? typoMention(text, entity);
      if (named !== undefined) found.push(named);
    }
  }
  const weight = (mention: Mention): number => (mention.sure ? 100 : 0) + mention.end - mention.start;
  return found.toSorted((a, b) => weight(b) - weight(a) || a.start - b.start);
}

/** People of the roster whose full name stands in the text, in order. */
export function findPeople(text: string, roster: Roster): Utterance['people'] {
  const index = nameIndexOf(roster);
  const found = new Map<string, Utterance['people'][number] & { readonly place: number }>();
  for (let start = 0; start + 2 <= text.length; start += 1) {
    for (const { person, name, place } of index.get(text.slice(start, start + 2)) ?? []) {
      if (found.has(person.userId) || !text.startsWith(name, start)) continue;
      found.set(person.userId, { person: { userId: person.userId, name: person.name }, start, end: start + name.length, place });
    }
  }
  return [...found.values()]
    .toSorted((a, b) => a.start - b.start || a.place - b.place)
    .map(({ person, start, end }) => ({ person, start, end }));
}

type Roster = readonly { readonly userId: string; readonly name: string }[];
/** People by the first two characters of their name: a text is looked through once, however many people there are. */
type NameIndex = ReadonlyMap<string, readonly { readonly person: Roster[number]; readonly name: string; readonly place: number }[]>;

const indexes = new WeakMap<Roster, NameIndex>();

function nameIndexOf(roster: Roster): NameIndex {
  const known = indexes.get(roster);
  if (known !== undefined) return known;
  const made = new Map<string, { person: Roster[number]; name: string; place: number }[]>();
  roster.forEach((person, place) => {
    const name = person.name.toLowerCase();
    if (name.length < 2) return;
    const start = name.slice(0, 2);
    const sharers = made.get(start);
    if (sharers === undefined) made.set(start, [{ person, name, place }]);
    else sharers.push({ person, name, place });
  });
  indexes.set(roster, made);
  return made;
}
