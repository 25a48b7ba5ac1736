import type { Outcome, Turn } from '../../feature.ts';
import { tickCard } from '../cards/tick.ts';
import { latestOf, readableBy } from '../repo/sendings.ts';
import { tickedBy } from '../repo/ticks.ts';
import { sendingMeant } from '../slots/meant.ts';
import { afterTexts } from '../texts/after.ts';

/** "哪个为准": the end of the chain of the post that is meant; else of the newest that was corrected; else the newest. */
export async function whichCounts(turn: Turn): Promise<Outcome> {
  const posts = await readableBy(turn);
  const meant = sendingMeant(turn.said, posts) ?? posts.find(({ corrects }) => corrects !== null) ?? posts[0];
  if (meant === undefined) return { reply: { text: afterTexts.countsNothing } };
  const latest = await latestOf(turn.tx, meant);
  const asksTick = latest.acknowledge && !(await tickedBy(turn.tx, latest.id)).has(turn.person.userId);
  return {
    reply: {
      text: afterTexts.counts(latest, latest.corrects !== null, turn),
      ...(asksTick ? { card: tickCard(`announcement_${turn.ids.id()}`, latest) } : {}),
    },
    focus: { about: { kind: 'announcement', id: latest.announcementId } },
  };
}
