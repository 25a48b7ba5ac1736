import type { Instant } from '../core/clock.ts';
import { isReadable, plainOf } from '../core/content-words.ts';
import { notices } from '../outbox/outbox.ts';
import type { Writer } from '../store/store.ts';
import { texts } from './texts.ts';

const AT_ONCE = 3;

/**
 * What waited for this person because no channel could reach them. Taken with the answer in the single chat and marked
 * sent in the same transaction. Null when nothing waits.
 */
export async function takeMail(tx: Writer, userId: string, now: Instant): Promise<string | null> {
  const waiting = (await tx.find(notices, { where: { targetKey: `person:${userId}`, state: 'held' }, orderBy: 'order' })).filter((notice) =>
    isReadable(notice.content),
  );
  const taken = waiting.slice(0, AT_ONCE);
  for (const notice of taken) await tx.put(notices, { ...notice, state: 'sent', sentAt: now, attemptedAt: now });
  if (taken.length === 0) return null;
  return texts.mail(
    taken.map((notice) => plainOf(notice.content)),
    waiting.length - taken.length,
  );
}
