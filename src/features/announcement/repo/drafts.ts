import type { Situation } from '../../feature.ts';
import { announcementDrafts, type Draft } from '../schema/draft.ts';

type Owner = Pick<Situation, 'tx' | 'chat' | 'person'>;

const idOf = ({ chat, person }: Owner): string => `${chat.kind}:${chat.id}:${person.userId}`;

/** The open draft of this member in this chat, if it still is the one that the button or question was about. */
export async function openDraft(owner: Owner, token: string): Promise<Draft | undefined> {
  const kept = await owner.tx.get(announcementDrafts, idOf(owner));
  return kept?.token === token && kept.draft.number !== '' ? kept.draft : undefined;
}

/** Whatever draft this member left in this chat. */
export async function lyingDraft(owner: Owner): Promise<Draft | undefined> {
  const kept = await owner.tx.get(announcementDrafts, idOf(owner));
  return kept === undefined || kept.draft.number === '' ? undefined : kept.draft;
}

export function keepDraft(owner: Owner, token: string, draft: Draft): Promise<void> {
  return owner.tx.put(announcementDrafts, { id: idOf(owner), token, draft });
}

export function dropDraft(owner: Owner): Promise<void> {
  return owner.tx.delete(announcementDrafts, idOf(owner));
}
