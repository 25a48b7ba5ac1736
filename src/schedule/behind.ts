import { msBetween, type Instant } from '../core/clock.ts';
import type { Store } from '../store/store.ts';
import { jobs } from './job.ts';

/** How far the oldest due job is behind, for the monitor; 0 when nothing is overdue. */
export async function behindMs(store: Store, now: Instant): Promise<number> {
  const [oldest] = await store.read((tx) => tx.find(jobs, { orderBy: 'dueAt', upTo: now, limit: 1 }));
  return oldest === undefined ? 0 : msBetween(oldest.dueAt, now);
}
