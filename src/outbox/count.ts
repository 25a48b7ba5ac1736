import type { Store } from '../store/store.ts';
import { NOTICE_STATES, notices } from './outbox.ts';

/** Notices that are not done with, by state; for the monitor. */
export function countNotices(store: Store): Promise<Readonly<Record<string, number>>> {
  return store.read(async (tx) => {
    const counts: Record<string, number> = {};
    for (const state of NOTICE_STATES) {
      if (state !== 'sent' && state !== 'cancelled') counts[state] = await tx.count(notices, { where: { state } });
    }
    return counts;
  });
}
