import type { Instant } from '../core/clock.ts';
import type { Directory } from '../core/person.ts';
import { localDateOf } from '../core/zone.ts';
import type { NoticeDraft } from '../features/feature.ts';
import type { Notice } from '../outbox/outbox.ts';
import { texts } from './texts.ts';

/**
 * Nobody can write to a person first over a callback bot. So the group of their branch says, without a word of the
 * content, that something waits — at most once a day for each person, however much waits.
 */
export async function nudgeFor(notice: Notice, directory: Directory, zone: string, now: Instant): Promise<readonly NoticeDraft[]> {
  if (notice.target.kind !== 'person') return [];
  const { userId } = notice.target;
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
