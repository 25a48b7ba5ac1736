import { isSecretary, type Person } from '../../../core/person.ts';
import type { Activity, Signup } from '../schema.ts';

/** Secretaries manage what their own party branch holds and what they opened themselves. */
export function mayManage(activity: Activity, person: Person): boolean {
  return isSecretary(person) && (activity.createdBy === person.userId || activity.partyBranch === person.partyBranch);
}

/** `groupIds`: in a group that group, in the single chat the groups of the person's party branch. */
export function maySee(
  activity: Activity,
  asker: { readonly person: Person; readonly groupIds: readonly string[]; readonly onTheList: boolean },
): boolean {
  if (mayManage(activity, asker.person)) return true;
  if (activity.status === 'draft') return false;
  return asker.onTheList || activity.groupIds.some((id) => asker.groupIds.includes(id));
}

/** Own place, those one brought; who manages the activity: everybody's. */
export function mayCancel(activity: Activity, signup: Signup, person: Person): boolean {
  return signup.userId === person.userId || signup.broughtBy === person.userId || mayManage(activity, person);
}
