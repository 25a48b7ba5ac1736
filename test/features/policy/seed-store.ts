import { seedFiles } from '../../../src/seed.ts';
import { policyFeature } from '../../../src/features/policy/index.ts';
import { openTestStore } from '../../support/store.ts';
import type { Store } from '../../../src/store/store.ts';

export const NOW = '2025-11-21T01:00:00.000Z';

/** A store with the shipped rules in it. */
export async function seededStore(): Promise<Store> {
  const feature = policyFeature();
  const store = await openTestStore(feature.collections);
  await store.write(async (tx) => feature.seed?.(tx, seedFiles, NOW));
  return store;
}
