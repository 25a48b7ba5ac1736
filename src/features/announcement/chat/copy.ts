import type { Situation } from '../../feature.ts';
import { newNumber } from '../repo/announcements.ts';
import { copyAttachment } from '../repo/attachments.ts';
import type { Announcement } from '../schema/announcement.ts';
import { draftSchema, type Draft } from '../schema/draft.ts';

/** A draft of its own, like an announcement that there is: with its words, groups and wishes, and its own copy of a picture. */
export async function copyOf(
  { tx, ids }: Pick<Situation, 'tx' | 'ids'>,
  found: Announcement,
  changes: Pick<Draft, 'plan'> & Partial<Draft>,
): Promise<Draft> {
  const id = ids.id();
  const attachmentId = await copyAttachment(tx, found.attachmentId, id);
  return draftSchema.parse({ ...found, id, number: await newNumber(tx), attachmentId, of: null, seen: null, ...changes });
}
