import type { Reader, Writer } from '../../../store/store.ts';
import { announcementAttachments, type Attachment } from '../schema/attachment.ts';

const latestId = (userId: string, type: Attachment['type']): string => `latest:${type}:${userId}`;

export function keepLatest(tx: Writer, userId: string, file: Omit<Attachment, 'id'>): Promise<void> {
  return tx.put(announcementAttachments, { ...file, id: latestId(userId, file.type) });
}

export function latestOf(tx: Reader, userId: string, type: Attachment['type']): Promise<Attachment | undefined> {
  return tx.get(announcementAttachments, latestId(userId, type));
}

/** The next picture does not change what is planned: each draft has its own copy. */
export async function takeLatest(tx: Writer, userId: string, type: Attachment['type'], id: string): Promise<string | null> {
  const latest = await latestOf(tx, userId, type);
  if (latest === undefined) return null;
  await tx.put(announcementAttachments, { ...latest, id });
  return id;
}

export async function attachmentOf(tx: Reader, post: { readonly attachmentId: string | null }): Promise<Attachment | undefined> {
  return post.attachmentId === null ? undefined : tx.get(announcementAttachments, post.attachmentId);
}

export async function dropAttachment(tx: Writer, id: string | null): Promise<void> {
  if (id !== null) await tx.delete(announcementAttachments, id);
}

/** For a post that goes its own way: when one of the two is over, the other keeps its picture. */
export async function copyAttachment(tx: Writer, of: string | null, id: string): Promise<string | null> {
  const kept = await attachmentOf(tx, { attachmentId: of });
  if (kept === undefined) return null;
  await tx.put(announcementAttachments, { ...kept, id });
  return id;
}
