import { decided, refused, type Decision } from '../../../core/decision.ts';
import { isSecretary, type Person } from '../../../core/person.ts';
import type { Announcement } from '../schema/announcement.ts';

type Reviewed = Pick<Announcement, 'createdBy' | 'partyBranch' | 'review'>;

export type ReviewRefusal =
  /** The drafter's own, or the one who was named. */
  { readonly code: 'oneself' } | { readonly code: 'stranger' | 'notSecretary'; readonly name: string } | { readonly code: 'nobody' };

/** Whether a second person must agree: asked for in the sentence, or the rule of the party branch. */
export function needsReview({ review }: Pick<Announcement, 'review'>, branchWantsIt: boolean): boolean {
  return review !== null || branchWantsIt;
}

/** Who is asked. A named person must be of the branch, and where the branch has the rule, a secretary. */
export function chooseReviewers(
  announcement: Reviewed,
  named: Person | undefined,
  secretaries: readonly Person[],
  branchWantsIt: boolean,
): Decision<readonly Person[], ReviewRefusal> {
  if (named !== undefined) {
    if (named.userId === announcement.createdBy) return refused({ code: 'oneself' });
    if (branchWantsIt && !isSecretary(named)) return refused({ code: 'notSecretary', name: named.name });
    if (named.partyBranch !== announcement.partyBranch && !isSecretary(named)) return refused({ code: 'stranger', name: named.name });
    return decided([named]);
  }
  const others = secretaries.filter(({ userId }) => userId !== announcement.createdBy);
  return others.length === 0 ? refused({ code: 'nobody' }) : decided(others);
}

/** Never the drafter. Who was named, else any other secretary of the branch; an administrator always. */
export function mayReview(announcement: Reviewed, person: Person): boolean {
  if (person.userId === announcement.createdBy) return false;
  if (person.roles.includes('admin')) return true;
  const named = announcement.review?.reviewerId ?? null;
  if (named !== null) return named === person.userId;
  return isSecretary(person) && person.partyBranch === announcement.partyBranch;
}
