import type { Instant } from '../../../core/clock.ts';
import type { Reader, Writer } from '../../../store/store.ts';
import { ticks } from '../schema/tick.ts';

/** Whether it is new. */
export async function tick(tx: Writer, sendingId: string, userId: string, at: Instant): Promise<boolean> {
  const id = `${sendingId}/${userId}`;
  if ((await tx.get(ticks, id)) !== undefined) return false;
  await tx.put(ticks, { id, sendingId, userId, at });
  return true;
}

export async function tickedBy(tx: Reader, sendingId: string): Promise<ReadonlySet<string>> {
  return new Set((await tx.find(ticks, { where: { sendingId } })).map(({ userId }) => userId));
}

/** How many sendings this member has ticked, of those still remembered. */
export function ticksOf(tx: Reader, userId: string): Promise<number> {
  return tx.count(ticks, { where: { userId } });
}
