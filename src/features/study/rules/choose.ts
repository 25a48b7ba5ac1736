import { plusDays } from '../../../core/zone.ts';
import type { LocalDate } from '../../../core/clock.ts';
import type { Question, StudyPlan, Theme } from '../schema.ts';

/** A group does not meet a question again within this time. */
export const NO_REPEAT_DAYS = 60;

/** FNV-1a, 32 bits: an even spread that every machine computes alike. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // The low bits of FNV follow the last characters; dates differ only there.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

export function themeOn(theme: Theme | null, date: LocalDate): string | null {
  if (theme === null) return null;
  const begun = theme.from === null || theme.from <= date;
  return begun && (theme.until === null || date <= theme.until) ? theme.topic : null;
}

/** What a group was asked, and when. */
export interface Asked {
  readonly questionId: string;
  readonly topic: string;
  readonly heldOn: LocalDate;
}

/** The topic whose turn it is: never asked first, then the one asked longest ago; equals by the plan's own order. */
function nextTopic(topics: readonly string[], asked: readonly Asked[], planId: string): string | undefined {
  const lastAsked = new Map<string, LocalDate>();
  for (const one of asked) if ((lastAsked.get(one.topic) ?? '') < one.heldOn) lastAsked.set(one.topic, one.heldOn);
  const rank = (topic: string): string => `${lastAsked.get(topic) ?? '0'}/${String(seedOf(`${planId}/${topic}`)).padStart(10, '0')}`;
  return topics.toSorted((a, b) => rank(a).localeCompare(rank(b)))[0];
}

/**
 * The question of a day: of the theme or of the topic whose turn it is, not asked in this group within 60 days, else the one
 * asked longest ago. The same for the same plan, date, exchange and past. Undefined only for an empty bank.
 */
export function questionOfDay(
  bank: readonly Question[],
  asked: readonly Asked[],
  plan: Pick<StudyPlan, 'id' | 'theme' | 'swapped'>,
  date: LocalDate,
): Question | undefined {
  const past = asked.filter((one) => one.heldOn < date);
  const topics = [...new Set(bank.map((question) => question.topic))];
  const theme = themeOn(plan.theme, date);
  const topic = theme !== null && topics.includes(theme) ? theme : nextTopic(topics, past, plan.id);
  const pool = bank.filter((question) => question.topic === topic).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const fresh = pool.filter(
    (question) => !past.some((one) => one.questionId === question.id && one.heldOn > plusDays(date, -NO_REPEAT_DAYS)),
  );
  if (fresh.length === 0) return longestAgo(pool, past);
  const swaps = plan.swapped?.on === date ? plan.swapped.times : 0;
  return fresh[(seedOf(`${plan.id}@${date}`) + swaps) % fresh.length];
}

function longestAgo(pool: readonly Question[], past: readonly Asked[]): Question | undefined {
  const last = (id: string): string =>
    past
      .filter((one) => one.questionId === id)
      .map((one) => one.heldOn)
      .toSorted()
      .at(-1) ?? '';
  return pool.toSorted((a, b) => last(a.id).localeCompare(last(b.id)))[0];
}

/** The next question of a practice: not one of this series, rather one that the member did not meet lately. */
export function questionToPractise(
  pool: readonly Question[],
  seen: readonly string[],
  lately: ReadonlySet<string>,
  seed: string,
): Question | undefined {
  const left = pool.filter((question) => !seen.includes(question.id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const fresh = left.filter((question) => !lately.has(question.id));
  const from = fresh.length > 0 ? fresh : left;
  return from[seedOf(seed) % from.length];
}
