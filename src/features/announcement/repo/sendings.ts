import type { Reader } from '../../../store/store.ts';
import { sendings, type Sending } from '../schema/sending.ts';

/** The last occurrence of an announcement, taken back or not. */
export async function lastSending(tx: Reader, announcementId: string): Promise<Sending | undefined> {
  const [last] = await tx.find(sendings, { where: { announcementId }, orderBy: 'plannedAt', descending: true, limit: 1 });
  return last;
}
