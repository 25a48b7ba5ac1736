import type { Instant } from '../core/clock.ts';
import type { Directory } from '../core/person.ts';
import { localDateOf } from '../core/zone.ts';
import type { NoticeDraft } from '../features/feature.ts';
import { notices, type Notice } from '../outbox/outbox.ts';
import type { Reader } from '../store/store.ts';
import { texts } from './texts.ts';

/**
 * Nobody can write to a person first over a callback bot. So the group of their branch says, without a word of the
 * content, that something waits: once, until it is read, and at most once a day.
 */
export async function nudgeFor(
  tx: Reader,
  notice: Notice,
  directory: Directory,
  zone: string,
  now: Instant,
): Promise<readonly NoticeDraft[]> {
  if (notice.target.kind !== 'person' || !notice.nudge) return [];
  const { userId } = notice.target;
  // Told once, until it is read: more of it is no news.
  const waiting = await tx.count(notices, { where: { targetKey: notice.targetKey, state: 'held' } });
  if (waiting > 1) return [];
  const person = await directory.person(userId);
  const group = (await directory.groups()).find((one) => one.canPush && one.partyBranch !== null && one.partyBranch === person.partyBranch);
  if (group === undefined) return [];
  return [
    {
      key: `nudge:${userId}:${localDateOf(now, zone)}`,
      to: { kind: 'group', id: group.id },
      content: { kind: 'text', text: texts.nudge, mentions: [userId] },
    },
  ];
}
