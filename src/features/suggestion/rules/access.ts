import type { Chat } from '../../../core/message.ts';
import { isSecretary, type Person } from '../../../core/person.ts';
import type { Suggestion } from '../schema.ts';

/** A secretary of the same party branch (an administrator of all); of an anonymous one only after its digest. */
export function mayHandle(suggestion: Suggestion, person: Person): boolean {
  if (!isSecretary(person) || !suggestion.released) return false;
  return person.roles.includes('admin') || suggestion.partyBranch === null || suggestion.partyBranch === person.partyBranch;
}

export function isAssignee(suggestion: Suggestion, person: Person): boolean {
  return suggestion.assigneeId !== null && suggestion.assigneeId === person.userId;
}

export function isAuthor(suggestion: Suggestion, person: Person): boolean {
  return suggestion.authorId !== null && suggestion.authorId === person.userId;
}

/** Whether this person may know of it at all. */
export function maySee(suggestion: Suggestion, person: Person): boolean {
  return (
    isAuthor(suggestion, person) ||
    mayHandle(suggestion, person) ||
    isAssignee(suggestion, person) ||
    suggestion.seconds.some(({ userId }) => userId === person.userId)
  );
}

/** Whether its words may be said in this chat: in a group only what was said in that group. */
export function maySayIn(suggestion: Suggestion, chat: Chat): boolean {
  return chat.kind === 'direct' || suggestion.groupId === chat.id;
}

/** Whether it can be shown to others of the branch as a similar one: it was said before them all. */
export function isPublicIn(suggestion: Suggestion, chat: Chat, branchGroupIds: readonly string[]): boolean {
  if (suggestion.groupId === null || suggestion.number === null) return false;
  return chat.kind === 'group' ? suggestion.groupId === chat.id : branchGroupIds.includes(suggestion.groupId);
}
