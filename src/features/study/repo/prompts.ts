import type { Instant, LocalDate } from '../../../core/clock.ts';
import type { Chat } from '../../../core/message.ts';
import type { ChatGroup, Directory, Person } from '../../../core/person.ts';
import { isSecretary } from '../../../core/person.ts';
import { plusDays } from '../../../core/zone.ts';
import { derivedFor } from '../../../store/derived.ts';
import type { Reader, Writer } from '../../../store/store.ts';
import { windowOf } from '../rules/window.ts';
import { studyPrompts, type StudyPrompt } from '../schema.ts';

/** One a day is posted; after a pause of years a few days catch up. */
const AT_ONCE = 20;

export interface Asker {
  readonly tx: Reader;
  readonly now: Instant;
  readonly person: Person;
  readonly chat: Chat;
  readonly directory: Directory;
}

/** In a group that group; in the single chat the groups of the own party branch. */
async function groupsInReach({ person, chat, directory }: Asker): Promise<readonly string[]> {
  if (chat.kind === 'group') return [chat.id];
  if (person.partyBranch === null) return [];
  return (await directory.groups()).filter((group) => group.partyBranch === person.partyBranch).map((group) => group.id);
}

/** The same all day, and looked for with every message. */
export const latestPrompt = derivedFor(studyPrompts, async (tx, groupId): Promise<StudyPrompt | undefined> => {
  const [latest] = await tx.find(studyPrompts, { where: { groupId }, orderBy: 'heldOn', descending: true, limit: 1 });
  return latest;
});

/** The prompt that is being talked about where the asker is; never one of another branch's group. */
export async function promptFor(asker: Asker): Promise<StudyPrompt | undefined> {
  const found: StudyPrompt[] = [];
  for (const groupId of await groupsInReach(asker)) {
    const latest = await latestPrompt(asker.tx, groupId);
    if (latest !== undefined && windowOf(latest, asker.now) !== 'past') found.push(latest);
  }
  return found.toSorted((a, b) => (a.postedAt < b.postedAt ? 1 : -1))[0];
}

/** The prompt of a card's button, if the one who pressed it may answer it here. */
export async function promptById(asker: Asker, id: string): Promise<StudyPrompt | undefined> {
  const prompt = await asker.tx.get(studyPrompts, id);
  return prompt !== undefined && (await groupsInReach(asker)).includes(prompt.groupId) ? prompt : undefined;
}

export function promptsSince(tx: Reader, groupId: string, from: LocalDate): Promise<readonly StudyPrompt[]> {
  return tx.find(studyPrompts, { where: { groupId }, orderBy: 'heldOn', from });
}

/** Longer than any question is kept from being asked again, and than anybody looks back. */
const KEPT_DAYS = 400;

/** What was posted more than a year ago: of no use to anybody, and read whole for every question that is chosen. */
export async function forgetOldPrompts(tx: Writer, groupId: string, today: LocalDate): Promise<void> {
  const old = await tx.find(studyPrompts, { where: { groupId }, orderBy: 'heldOn', upTo: plusDays(today, -KEPT_DAYS - 1), limit: AT_ONCE });
  for (const { id } of old) await tx.delete(studyPrompts, id);
}

/** All that a group was asked and that is not forgotten yet. */
export function promptsOf(tx: Reader, groupId: string): Promise<readonly StudyPrompt[]> {
  return tx.find(studyPrompts, { where: { groupId }, orderBy: 'heldOn' });
}

export function keepPrompt(tx: Writer, prompt: StudyPrompt): Promise<void> {
  return tx.insert(studyPrompts, prompt);
}

/** The groups that a secretary manages: of the own branch, an administrator all. */
export async function managedGroups({ person, directory }: Pick<Asker, 'person' | 'directory'>): Promise<readonly ChatGroup[]> {
  if (!isSecretary(person)) return [];
  const groups = await directory.groups();
  if (person.roles.includes('admin')) return groups;
  return groups.filter((group) => group.partyBranch !== null && group.partyBranch === person.partyBranch);
}
