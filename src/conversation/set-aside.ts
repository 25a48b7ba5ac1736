import { z } from 'zod';
import { HOUR_MS } from '../core/clock.ts';
import type { Inbound } from '../core/message.ts';
import type { Directory } from '../core/person.ts';
import type { NoticeDraft } from '../features/feature.ts';
import { collection, type Writer } from '../store/store.ts';
import { deskTexts as texts } from './desk-texts.ts';
import { mendersIn } from './identity/menders.ts';

/** A message that failed this often is not tried again. A passing fault (a conflict, a hiccup) is over by then. */
export const TRIES = 3;

/**
 * A message that nobody could handle: its trace and where the program failed, for whoever mends it. What was said and
 * who said it are not kept: it may have been meant to be anonymous.
 */
export const setAside = collection({
  name: 'setAside',
  schema: z.object({
    /** The trace number, as the member and the log have it. */
    id: z.string(),
    kind: z.string(),
    inGroup: z.boolean(),
    fault: z.string(),
    place: z.string(),
    tries: z.number().int(),
    at: z.iso.datetime(),
  }),
  indexes: [['at']],
});

export async function keepAside(
  tx: Writer,
  trace: string,
  inbound: Inbound,
  { fault, at: place }: { readonly fault: string; readonly at: string },
  now: string,
): Promise<void> {
  await tx.put(setAside, { id: trace, kind: inbound.kind, inGroup: inbound.chat.kind === 'group', fault, place, tries: TRIES, at: now });
}

/** Those who can mend it hear of it, once an hour however many there are. */
export async function asideNotices(trace: string, directory: Directory, now: string): Promise<readonly NoticeDraft[]> {
  const hour = Math.floor(Date.parse(now) / HOUR_MS);
  return (await mendersIn(directory)).map((person) => ({
    key: `set-aside:${hour}:${person.userId}`,
    to: { kind: 'person', userId: person.userId },
    content: { kind: 'text', text: texts.setAside(trace) },
  }));
}
