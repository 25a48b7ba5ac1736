import type { Role } from '../../../core/person.ts';
import type { PolicyDocument } from '../schema.ts';

/** Who would read an answer: the asker and, in a group, everybody in it. */
export interface Listener {
  readonly partyBranch: string | null;
  readonly department: string | null;
  readonly roles: readonly Role[];
  /** Set in a group chat; the branch is null where the group belongs to none. */
  readonly group: { readonly partyBranch: string | null } | null;
}

/**
 * Whether a document is for these readers. One for everybody is for everybody; one for some branches or departments is for
 * their people, alone or in their own group; nobody at all (a command line, a post to a group) gets only the former.
 */
export function isFor(document: Pick<PolicyDocument, 'scope'>, listener: Listener | null): boolean {
  const { scope } = document;
  if (scope.length === 0) return true;
  if (listener === null) return false;
  const named = (name: string | null): boolean => name !== null && scope.includes(name);
  if (listener.group !== null && !named(listener.group.partyBranch)) return false;
  return named(listener.partyBranch) || named(listener.department) || listener.roles.includes('admin');
}
