import type { Instant } from '../core/clock.ts';
import { isReadable, plainOf } from '../core/content-words.ts';
import { notices, targetKeyOf, type Notice } from '../outbox/outbox.ts';
import type { Writer } from '../store/store.ts';
import { texts } from './texts.ts';

const AT_ONCE = 3;

/** What waits for this person because no channel could reach them, oldest first; what came too late is set aside on the way. */
export async function waitingMail(tx: Writer, userId: string, now: Instant): Promise<readonly Notice[]> {
  const held = await tx.find(notices, { where: { targetKey: targetKeyOf({ kind: 'person', userId }), state: 'held' }, orderBy: 'order' });
  const late = held.filter((notice) => notice.expiresAt !== null && notice.expiresAt < now);
  for (const notice of late) await tx.put(notices, { ...notice, state: 'expired' });
  return held.filter((notice) => !late.includes(notice) && isReadable(notice.content));
}

/**
 * Taken with the answer to what the person wrote in the single chat, and marked sent in the same transaction. Null when
 * nothing waits. Not with the answer to a card or to opening the chat: those may not be seen.
 */
export async function takeMail(tx: Writer, userId: string, now: Instant): Promise<string | null> {
  const waiting = await waitingMail(tx, userId, now);
  const taken = waiting.slice(0, AT_ONCE);
  for (const notice of taken) await tx.put(notices, { ...notice, state: 'sent', sentAt: now, attemptedAt: now });
  if (taken.length === 0) return null;
  return texts.mail(
    taken.map((notice) => plainOf(notice.content)),
    waiting.length - taken.length,
  );
}
