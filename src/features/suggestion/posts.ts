import type { EntityRef } from '../../core/message.ts';
import type { Directory, Person } from '../../core/person.ts';
import type { NoticeDraft } from '../feature.ts';
import type { Act, Suggestion } from './schema.ts';
import { mayBeRepeated } from './rules/repeatable.ts';
import { askAgainText, changeText, newsTexts } from './texts/news.ts';
import type { Moment } from './texts/names.ts';

/**
 * Tells author and supporters of a change where each of them spoke: said in a group, told in that group with a mention;
 * said in the single chat, told there. An anonymous author cannot be told and is not looked for.
 */
export async function changeNotices(
  suggestion: Suggestion,
  act: Act['kind'],
  directory: Directory,
  at: Moment,
): Promise<readonly NoticeDraft[]> {
  return peopleNotices(
    suggestion,
    `${act}:${suggestion.revision}`,
    (group) => changeText(suggestion, act, group, at),
    directory,
    listeners(suggestion),
  );
}

/** The second question for a verdict, to the author alone. */
export function askAgainNotices(suggestion: Suggestion, directory: Directory): Promise<readonly NoticeDraft[]> {
  return authorNotices(suggestion, 'ask', (group) => askAgainText(suggestion, group), directory);
}

/** To the author alone, where it was said. */
export async function authorNotices(
  suggestion: Suggestion,
  what: string,
  textFor: (group: boolean) => string,
  directory: Directory,
): Promise<readonly NoticeDraft[]> {
  return peopleNotices(suggestion, `${what}:${suggestion.revision}`, textFor, directory, listeners(suggestion).slice(0, 1));
}

export async function secretaryNotices(
  suggestion: Suggestion,
  what: string,
  text: string,
  directory: Directory,
  except?: string,
): Promise<readonly NoticeDraft[]> {
  const secretaries = await directory.secretariesOf(suggestion.partyBranch);
  return secretaries
    .filter(({ userId }) => userId !== except)
    .map(({ userId }) => ({
      ...toPerson(suggestion, what, userId, text),
      topic: officeTopic(suggestion),
    }));
}

/** Urgent: beside the personal notice a post that mentions the secretaries, its words only where they were said. */
export async function urgentNotices(suggestion: Suggestion, directory: Directory): Promise<readonly NoticeDraft[]> {
  const groups = await directory.groups();
  const group =
    groups.find((one) => one.canPush && one.id === suggestion.groupId) ??
    groups.find((one) => one.canPush && one.partyBranch !== null && one.partyBranch === suggestion.partyBranch);
  if (group === undefined) return [];
  const mentions = (await directory.secretariesOf(suggestion.partyBranch)).map(({ userId }) => userId);
  const text = group.id === suggestion.groupId ? newsTexts.urgentPost(suggestion) : newsTexts.urgentHidden;
  return [{ key: `suggestion:${suggestion.id}:urgent`, to: { kind: 'group', id: group.id }, content: { kind: 'text', text, mentions } }];
}

/** In the group where both was said, with a mention; else to the person alone. */
export function assigneeNotice(suggestion: Suggestion, by: Person, saidInGroup: string | null, at: Moment): readonly NoticeDraft[] {
  const { assigneeId } = suggestion;
  if (assigneeId === null || assigneeId === by.userId) return [];
  if (saidInGroup === null || saidInGroup !== suggestion.groupId)
    return [toPerson(suggestion, `assigned:${suggestion.revision}`, assigneeId, newsTexts.assigned(suggestion, by.name, true, at))];
  const text = newsTexts.assigned(suggestion, by.name, mayBeRepeated(suggestion, true), at);
  return [toGroup(suggestion, `assigned:${suggestion.revision}`, saidInGroup, text, [assigneeId])];
}

export function toPerson(suggestion: Suggestion, what: string, userId: string, text: string): NoticeDraft {
  return {
    key: `suggestion:${suggestion.id}:${what}:${userId}`,
    to: { kind: 'person', userId },
    content: { kind: 'text', text },
    about: refTo(suggestion),
  };
}

/** What the secretaries hear of one suggestion: the newest takes the place of what they did not read yet. */
export function officeTopic(suggestion: Suggestion): string {
  return `suggestion:${suggestion.id}:office`;
}

export function refTo(suggestion: Suggestion): EntityRef {
  return { kind: 'suggestion', id: suggestion.id };
}

interface Listener {
  readonly userId: string;
  readonly groupId: string | null;
}

/** The author first. */
function listeners(suggestion: Suggestion): readonly Listener[] {
  const author = suggestion.authorId === null ? [] : [{ userId: suggestion.authorId, groupId: suggestion.groupId }];
  const seconds = suggestion.seconds.flatMap(({ userId, groupId }) => (userId === null ? [] : [{ userId, groupId }]));
  return [...author, ...seconds];
}

async function peopleNotices(
  suggestion: Suggestion,
  what: string,
  textFor: (group: boolean) => string,
  directory: Directory,
  people: readonly Listener[],
): Promise<readonly NoticeDraft[]> {
  const pushable = new Set((await directory.groups()).filter((group) => group.canPush).map((group) => group.id));
  // A group that we cannot post to: the person alone is told, which shows nobody anything new.
  const placed = people.map(({ userId, groupId }) => ({ userId, groupId: groupId !== null && pushable.has(groupId) ? groupId : null }));
  const groupIds = [...new Set(placed.flatMap(({ groupId }) => groupId ?? []))];
  return [
    ...groupIds.map((groupId) =>
      toGroup(
        suggestion,
        what,
        groupId,
        textFor(true),
        placed.filter((one) => one.groupId === groupId).map((one) => one.userId),
      ),
    ),
    ...placed.filter((one) => one.groupId === null).map((one) => toPerson(suggestion, what, one.userId, textFor(false))),
  ];
}

function toGroup(suggestion: Suggestion, what: string, groupId: string, text: string, mentions: readonly string[]): NoticeDraft {
  return {
    key: `suggestion:${suggestion.id}:${what}:${groupId}`,
    to: { kind: 'group', id: groupId },
    content: { kind: 'text', text, mentions },
    about: refTo(suggestion),
  };
}
