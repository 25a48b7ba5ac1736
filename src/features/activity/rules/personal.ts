import type { Activity, Signup } from '../schema.ts';
import { guestId } from './places.ts';

export function isOver(activity: Pick<Activity, 'status'>): boolean {
  return activity.status === 'finished' || activity.status === 'cancelled';
}

/** What stands in a list in place of a person who is no longer in it: how many came stays true. */
export const NAMELESS = '（已删除）';

/** The list of an activity that is long over, without anybody's name; what is nameless already is left alone. */
export function withoutNames(list: readonly Signup[]): { readonly removed: readonly Signup[]; readonly added: readonly Signup[] } {
  const named = list.filter((one) => one.userId !== null || one.name !== NAMELESS);
  return { removed: named, added: named.flatMap(nameless) };
}

/** A guest of nobody; of a sign-up that was cancelled nothing. */
function nameless(one: Signup): readonly Signup[] {
  if (one.state === 'cancelled') return [];
  return [{ ...one, id: guestId(one.activityId, one.order), userId: null, name: NAMELESS, broughtBy: null }];
}

/**
 * The list of an activity that is over, without one person: they and the guests they brought become nameless guests, and whoever
 * they brought was brought by nobody. A sign-up that was cancelled goes altogether.
 */
export function withoutPerson(
  list: readonly Signup[],
  userId: string,
): { readonly removed: readonly Signup[]; readonly added: readonly Signup[] } {
  const touched = list.filter((one) => one.userId === userId || one.broughtBy === userId);
  return {
    removed: touched,
    added: touched.flatMap((one): readonly Signup[] => {
      const colleague = one.userId !== null && one.userId !== userId;
      if (colleague) return [{ ...one, broughtBy: null }];
      return nameless(one);
    }),
  };
}
