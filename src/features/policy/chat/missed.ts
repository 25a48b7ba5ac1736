import type { Situation } from '../../feature.ts';
import { policyMisses, type PolicyMiss } from '../schema/loop.ts';

const MOST_TEXT = 200;

/** Kept for the pool of what was not answered; of the asker only a code that cannot be read back. */
export async function noteMiss(situation: Situation, question: string, cause: PolicyMiss['cause']): Promise<void> {
  const { tx, ids, person, chat, now, keyedHash } = situation;
  await tx.insert(policyMisses, {
    id: ids.id(),
    text: question.slice(0, MOST_TEXT),
    askerCode: keyedHash(`policy.miss/${person.userId}`).slice(0, 16),
    partyBranch: person.partyBranch,
    inGroup: chat.kind === 'group',
    cause,
    at: now,
    closedBy: null,
    reason: null,
  });
}
