import type { Outcome, Turn } from '../../feature.ts';
import { keepManners, mannersOf } from '../repo/manners.ts';
import { mannersIn } from '../slots/manners.ts';
import { mannersTexts } from '../texts/manners.ts';

/** Quiet hours and the weekly cap of the secretary's branch: shown, or changed as said. */
export async function showOrSetManners(turn: Turn): Promise<Outcome> {
  const now = await mannersOf(turn.tx, turn.person.partyBranch);
  const change = mannersIn(turn.said) ?? {};
  if (Object.keys(change).length === 0) return { reply: { text: mannersTexts.shown(now) } };
  const next = { ...now, ...change };
  await keepManners(turn.tx, next);
  return { reply: { text: mannersTexts.changed(next) } };
}
