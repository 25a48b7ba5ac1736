import type { Outcome, Turn } from '../../feature.ts';
import { announcementsOf } from '../repo/announcements.ts';
import { unsettledOf } from '../repo/reviews.ts';
import type { Announcement } from '../schema/announcement.ts';
import { meant } from '../slots/reference.ts';
import { planTexts } from '../texts/plan-list.ts';
import { whichText } from '../texts/which.ts';

/** The announcement that the words mean, of those that did not leave for good, or a question which. */
export async function whichPlanned(
  turn: Turn,
): Promise<{ readonly found: Announcement } | { readonly ask: Outcome; readonly isNone: boolean }> {
  const within = [...(await announcementsOf(turn.tx, turn.person)), ...(await unsettledOf(turn.tx, turn.person))];
  const [found, ...others] = meant(turn.said, within);
  if (found === undefined) return { ask: { reply: { text: planTexts.which } }, isNone: true };
  if (others.length === 0) return { found };
  const list = [found, ...others];
  return {
    ask: { reply: { text: whichText(list, turn) }, focus: { list: list.map(({ id }) => ({ kind: 'announcement', id })) } },
    isNone: false,
  };
}
