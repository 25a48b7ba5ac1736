import type { Feature, JobSituation, Outcome } from '../features/feature.ts';
import { enqueue, isUndecided, notices, sendAgain, withdraw } from '../outbox/outbox.ts';

/**
 * Keeps what an outcome owes, in the transaction of its facts: news that is no longer true is taken back, notices become
 * rows, and facts are told to the features that listen, whose notices are owed too.
 */
export async function settle(
  features: readonly Feature[],
  situation: JobSituation,
  feature: string,
  outcome: Pick<Outcome, 'notices' | 'events' | 'withdraw' | 'sendAgain'>,
): Promise<void> {
  for (const topic of outcome.withdraw ?? []) await withdraw(situation.tx, topic);
  for (const key of outcome.sendAgain ?? []) {
    const [notice] = await situation.tx.find(notices, { where: { key }, limit: 1 });
    if (notice !== undefined && isUndecided(notice)) await sendAgain(situation.tx, notice, situation.now);
  }
  for (const notice of outcome.notices ?? []) await enqueue(situation.tx, feature, notice, situation);
  for (const event of outcome.events ?? []) {
    for (const listener of features) {
      if (listener.react !== undefined) await settle(features, situation, listener.name, await listener.react(situation, event));
    }
  }
}
