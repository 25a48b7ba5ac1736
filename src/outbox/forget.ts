import type { Target } from '../core/message.ts';
import type { Reader, Writer } from '../store/store.ts';
import { lanes, isAtRest } from './lane.ts';
import { counters } from '../store/counters.ts';
import { NOTICE_STATES, notices, orderCounter, targetKeyOf, type Notice } from './notice.ts';

/** Nothing will be done with them any more. */
const OVER: readonly Notice['state'][] = ['sent', 'cancelled', 'expired', 'dead'];

/** How many messages to this target are still remembered as sent. */
export function countSent(tx: Reader, to: Target): Promise<number> {
  return tx.count(notices, { where: { targetKey: targetKeyOf(to), state: 'sent' } });
}

/** Forgets what is over at this target, and its lane where nothing waits in it. */
export async function forgetTarget(tx: Writer, to: Target): Promise<void> {
  const targetKey = targetKeyOf(to);
  for (const state of OVER) {
    for (const { id } of await tx.find(notices, { where: { targetKey, state } })) await tx.delete(notices, id);
  }
  const lane = await tx.get(lanes, targetKey);
  if (lane !== undefined && isAtRest(lane)) await tx.delete(lanes, targetKey);
  // Its messages are numbered in order; where none is left, so may the numbers begin anew.
  const left = await Promise.all(NOTICE_STATES.map((state) => tx.count(notices, { where: { targetKey, state } })));
  if (left.every((count) => count === 0)) await tx.delete(counters, orderCounter(targetKey));
}
