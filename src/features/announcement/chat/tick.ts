import type { ActionTurn, Outcome, Situation, Turn } from '../../feature.ts';
import { latestOf, readableBy } from '../repo/sendings.ts';
import { tick } from '../repo/ticks.ts';
import type { Sending } from '../schema/sending.ts';
import { isAwaited } from '../slots/after.ts';
import { sendingMeant } from '../slots/meant.ts';
import { afterTexts } from '../texts/after.ts';

/** 收到 under a post. Only a post that the member can have read is ticked. */
export async function tickByWords(turn: Turn): Promise<Outcome> {
  const readable = await readableBy(turn);
  const pointedAt = sendingMeant(turn.said, readable);
  // 收到 alone, whatever was talked about last: the newest that waits for it.
  const meant =
    pointedAt ?? (isAwaited(turn.said) && turn.said.quote === null ? readable.find(({ acknowledge }) => acknowledge) : undefined);
  if (meant?.acknowledge !== true) return { reply: { text: afterTexts.noTickWanted } };
  const text = await keepTick(turn, meant);
  const latest = await latestOf(turn.tx, meant);
  const about = { kind: 'announcement', id: latest.announcementId };
  return { reply: { text: latest.id === meant.id ? text : `${text}\n${afterTexts.corrected(latest, turn)}` }, focus: { about } };
}

export async function tickByButton(turn: ActionTurn): Promise<Outcome> {
  const meant = (await readableBy(turn)).find(({ id }) => id === turn.args[0]);
  if (meant === undefined) return {};
  const body = await keepTick(turn, meant);
  return { reply: { update: { card: { id: turn.cardId, title: afterTexts.tickCard.done, body }, forEveryone: false } } };
}

async function keepTick({ tx, person, now }: Situation, sending: Sending): Promise<string> {
  const isNew = await tick(tx, sending.id, person.userId, now);
  return isNew ? afterTexts.ticked(person.name, sending.content) : afterTexts.tickedBefore;
}
