import type { Person } from '../../../core/person.ts';
import type { Suggestion } from '../schema.ts';
import { mayHandle } from './access.ts';
import { isOpen, second } from './file.ts';

export type MergeRefusal = 'notYours' | 'same' | 'over' | 'anonymous' | 'branches' | 'urgent' | 'inHand' | 'private';

/**
 * Why two cannot become one. The people of the one hear from now on of the other: that must have been said before all of them. An
 * anonymous author could not be told.
 */
export function mayMerge(from: Suggestion, into: Suggestion, person: Person): MergeRefusal | undefined {
  if (!mayHandle(from, person) || !mayHandle(into, person)) return 'notYours';
  if (from.id === into.id) return 'same';
  if (from.label !== null || into.label !== null) return 'anonymous';
  if (!isOpen(from) || !isOpen(into)) return 'over';
  if (from.partyBranch !== into.partyBranch) return 'branches';
  // What is done about the one that ends would be forgotten.
  if ((from.urgent && !into.urgent) || (from.kind === 'hazard' && into.kind !== 'hazard')) return 'urgent';
  if (isInHand(from) && !isInHand(into)) return 'inHand';
  if (isInHand(from) && from.assigneeId !== into.assigneeId) return 'inHand';
  return into.groupId === null && from.authorId !== into.authorId ? 'private' : undefined;
}

/** The one ends in the other, whose supporters its author and supporters now are; each person counts once. */
export function merge(from: Suggestion, into: Suggestion): { readonly from: Suggestion; readonly into: Suggestion } {
  const people = [
    ...(from.authorId === null ? [] : [{ userId: from.authorId, groupId: from.groupId }]),
    ...from.seconds.flatMap(({ userId, groupId }) => (userId === null ? [] : [{ userId, groupId }])),
  ];
  const grown = people.reduce((target, { userId, groupId }) => {
    // In another group its words have no place: there the person alone is told.
    const decision = second(target, { userId, groupId: groupId === target.groupId ? groupId : null });
    return decision.ok ? decision.facts : target;
  }, into);
  const dueOn = from.dueOn < grown.dueOn ? from.dueOn : grown.dueOn;
  return { from: { ...from, status: 'merged', mergedInto: into.id, revision: from.revision + 1 }, into: { ...grown, dueOn } };
}

function isInHand({ status }: Suggestion): boolean {
  return status === 'assigned' || status === 'answered';
}
