import { MINUTE_MS, plusMs } from '../../../core/clock.ts';
import type { Outcome, Situation } from '../../feature.ts';
import { exportKey } from '../export-key.ts';
import { deleteExpiredExports, saveExport } from '../repo.ts';
import type { Activity } from '../schema.ts';
import { exportText } from '../texts/list.ts';
import { says } from './outcome.ts';

const VALID_MS = 10 * MINUTE_MS;

/** A link to one download. Only the keyed hash of its token is kept, so a copy of the store opens nothing. */
export async function exportLink(situation: Situation, activity: Activity): Promise<Outcome> {
  await deleteExpiredExports(situation.tx, situation.now);
  const token = situation.ids.id();
  await saveExport(situation.tx, {
    id: situation.keyedHash(exportKey(token)),
    activityId: activity.id,
    requestedBy: situation.person.userId,
    expiresAt: plusMs(situation.now, VALID_MS),
    usedAt: null,
  });
  return says(exportText(activity, `${situation.publicUrl}/h5/export/${token}`), activity);
}
