import type { LocalDate } from '../../../core/clock.ts';
import { formatInstant } from '../../../core/zh/format.ts';
import type { Outcome, Turn, Utterance } from '../../feature.ts';
import { announcementsOf, keep } from '../repo/announcements.ts';
import { occurrenceOn, skipOn, skipped, unskipped } from '../rules/skip.ts';
import { meant } from '../slots/reference.ts';
import { planTexts } from '../texts/plan-list.ts';
import { whichText } from '../texts/which.ts';

/** "下周五那次别发了": this one occurrence, and no other. */
export async function skipOnce(turn: Turn): Promise<Outcome> {
  const planned = await announcementsOf(turn.tx, turn.person);
  const named = meant(turn.said, planned);
  const day = dayIn(turn.said);
  const fitting = (named.length > 0 ? named : planned).flatMap((one) => {
    const at = occurrenceOn(one, day, turn);
    return at === undefined ? [] : [{ one, at }];
  });
  const [found, ...others] = fitting;
  if (found === undefined) return { reply: { text: planTexts.noneThen } };
  if (others.length > 0) {
    const list = fitting.map(({ one }) => one);
    return { reply: { text: whichText(list, turn) }, focus: { list: list.map(({ id }) => ({ kind: 'announcement', id })) } };
  }
  const decision = skipped(found.one, found.at, turn);
  if (!decision.ok) return { reply: { text: planTexts.onlyOnce(found.one) } };
  await keep(turn.tx, decision.facts);
  const words = (at: string): string => formatInstant(at, turn.zone, turn.now);
  const next = decision.facts.nextAt === null ? null : words(decision.facts.nextAt);
  return {
    reply: { text: planTexts.skipped(decision.facts, words(found.at), next) },
    focus: { about: { kind: 'announcement', id: found.one.id } },
  };
}

/** "别跳过了，那次照常发": one that was left out goes out after all. */
export async function restoreOnce(turn: Turn): Promise<Outcome> {
  const planned = await announcementsOf(turn.tx, turn.person);
  const day = dayIn(turn.said);
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

function dayIn(said: Utterance): LocalDate | null {
  for (const { meaning } of said.times) {
    if (meaning.kind === 'date') return meaning.date;
    if (meaning.kind === 'instant') return meaning.at.slice(0, 10);
  }
  return null;
}
