import { policyFeature } from '../../../src/features/policy/index.ts';
import { seedFiles } from '../../../src/seed.ts';
import { openChat } from '../../support/chat.ts';

/** A chat over the shipped rules. */
export async function openRules(options: Omit<Parameters<typeof openChat>[0], 'features'> = {}) {
  const feature = policyFeature();
  const chat = await openChat({ features: [feature], ...options });
  await chat.write(async (tx) => feature.seed?.(tx, seedFiles, '2026-11-20T01:00:00.000Z'));
  return chat;
}
