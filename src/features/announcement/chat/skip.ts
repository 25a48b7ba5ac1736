import { lastDayOf, localDateOf, plusDays } from '../../../core/zone.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import type { Outcome, Turn, Utterance } from '../../feature.ts';
import { announcementsOf, keep } from '../repo/announcements.ts';
import { occurrencesIn, skipOn, skipped, unskipped, type Span } from '../rules/skip.ts';
import { meant } from '../slots/reference.ts';
import { planTexts } from '../texts/plan-list.ts';
import { whichText } from '../texts/which.ts';

/** "下周五那次别发了", "这周不提醒了": what falls on that day or in that span, and nothing else. */
export async function skipOnce(turn: Turn): Promise<Outcome> {
  const planned = await announcementsOf(turn.tx, turn.person);
  const named = meant(turn.said, planned);
  const span = spanIn(turn.said);
  const fitting = (named.length > 0 ? named : planned).flatMap((one) => {
    const off = occurrencesIn(one, span, turn);
    return off.length === 0 ? [] : [{ one, off }];
  });
  const [found, ...others] = fitting;
  if (found === undefined) return { reply: { text: planTexts.noneThen } };
  if (others.length > 0) {
    const list = fitting.map(({ one }) => one);
    return { reply: { text: whichText(list, turn) }, focus: { list: list.map(({ id }) => ({ kind: 'announcement', id })) } };
  }
  const decision = skipped(found.one, found.off, turn);
  if (!decision.ok) return { reply: { text: planTexts.onlyOnce(found.one) } };
  await keep(turn.tx, decision.facts);
  const words = (at: string): string => formatInstant(at, turn.zone, turn.now);
  const next = decision.facts.nextAt === null ? null : words(decision.facts.nextAt);
  return {
    reply: { text: planTexts.skipped(decision.facts, found.off.map(words), next) },
    focus: { about: { kind: 'announcement', id: found.one.id } },
  };
}

/** "别跳过了，那次照常发": one that was left out goes out after all. */
export async function restoreOnce(turn: Turn): Promise<Outcome> {
  const planned = await announcementsOf(turn.tx, turn.person);
  const day = spanIn(turn.said)?.from ?? null;
  const named = meant(turn.said, planned);
  const [found] = named.flatMap((one) => {
    const at = skipOn(one, day, turn);
    return at === undefined ? [] : [{ one, at }];
  });
  if (found === undefined) return { reply: { text: planTexts.nothingSkipped } };
  const restored = unskipped(found.one, found.at, turn);
  await keep(turn.tx, restored);
  return {
    reply: { text: planTexts.restored(restored, formatInstant(found.at, turn.zone, turn.now)) },
    focus: { about: { kind: 'announcement', id: restored.id } },
  };
}

const WEEKS = /停([一两二三四])个?(?:周|星期|礼拜)/u;

function spanIn(said: Utterance): Span | null {
  const weeks = ['一', '两', '三', '四'].indexOf((WEEKS.exec(said.text)?.[1] ?? '').replace('二', '两')) + 1;
  const today = localDateOf(said.time.now, said.time.zone);
  if (weeks > 0) return { from: today, until: plusDays(today, 7 * weeks - 1) };
  for (const { meaning } of said.times) {
    if (meaning.kind === 'date') return { from: meaning.date, until: meaning.date };
    if (meaning.kind === 'instant') return { from: meaning.at.slice(0, 10), until: meaning.at.slice(0, 10) };
    if (meaning.kind === 'range' && meaning.start !== null && meaning.end !== null) {
      return { from: meaning.start.slice(0, 10), until: lastDayOf(meaning.end) };
    }
  }
  return null;
}
