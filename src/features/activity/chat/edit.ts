import { instantOf, localDateOf } from '../../../core/zone.ts';
import type { Situation } from '../../feature.ts';
import { REMINDERS_LIMIT } from '../planning.ts';
import { reschedule, setDeadline } from '../rules/life.ts';
import { changeCapacity } from '../rules/places.ts';
import type { Activity, Reminder, Signup } from '../schema.ts';
import { reminderAt } from '../slots/reminders.ts';
import { movedStart, planInstants, type SaidPlan } from '../slots/plan.ts';
import {
  capacityRefusedText,
  deadlineChange,
  lifeRefusedText,
  noteChange,
  placeChange,
  remindersChange,
  timeChange,
  titleChange,
} from '../texts/create.ts';
import { momentOf } from './outcome.ts';

export interface Edited {
  readonly activity: Activity;
  readonly promoted: readonly Signup[];
  /** What changed for those who come, in words. */
  readonly changes: readonly string[];
  /** Only the number of places changed: nobody has to be asked or told before. */
  readonly onlyPlaces: boolean;
}

/** What an activity becomes by what was said of it; all of it or, with a sentence why not, nothing. */
export function edited(
  situation: Pick<Situation, 'now' | 'zone'>,
  activity: Activity,
  list: readonly Signup[],
  plan: SaidPlan,
): Edited | string {
  const at = momentOf(situation);
  const changes: string[] = [];
  let next = activity;
  const start = movedStart(plan, activity.startsAt, situation.zone);
  if (start !== undefined) {
    const moved = reschedule(next, planInstants(start, plan.when, situation.zone), situation);
    if (!moved.ok) return lifeRefusedText(activity, moved.refusal, at);
    next = moved.facts;
    changes.push(timeChange(activity, next, at));
  }
  if (plan.closesAt !== undefined) {
    const closing = setDeadline(next, instantOf(plan.closesAt.slice(0, 10), plan.closesAt.slice(11), situation.zone), situation.now);
    if (!closing.ok) return lifeRefusedText(activity, closing.refusal, at);
    next = closing.facts;
    changes.push(deadlineChange(next, at));
  }
  if (plan.place !== undefined && plan.place !== activity.place) {
    next = { ...next, place: plan.place };
    changes.push(placeChange(activity, next));
  }
  if (plan.title !== undefined && plan.title !== activity.title) {
    next = { ...next, title: plan.title };
    changes.push(titleChange(activity, next));
  }
  if (plan.note !== undefined) {
    next = { ...next, note: activity.note === null ? plan.note : `${activity.note}；${plan.note}` };
    changes.push(noteChange(next));
  }
  const reminders = remindersOf(plan, localDateOf(next.startsAt, situation.zone));
  if (reminders !== undefined) {
    next = { ...next, reminders };
    changes.push(remindersChange(next, at));
  }
  const onlyPlaces = changes.length === 0;
  const capacity = newCapacity(activity, plan);
  if (capacity === undefined) return { activity: bumped(activity, next), promoted: [], changes, onlyPlaces };
  const sized = changeCapacity(next, list, capacity, situation.now);
  return sized.ok ? { ...sized.facts, changes, onlyPlaces } : capacityRefusedText(activity, sized.refusal);
}

export function remindersOf(plan: SaidPlan, startDate: string): Reminder[] | undefined {
  const own = plan.remindAt === undefined ? undefined : reminderAt(plan.remindAt, startDate);
  return own === undefined ? plan.reminders?.slice(0, REMINDERS_LIMIT) : [own];
}

function newCapacity(activity: Activity, plan: SaidPlan): number | null | undefined {
  if (plan.capacity !== undefined) return plan.capacity;
  if (plan.capacityDelta === undefined || activity.capacity === null) return undefined;
  return Math.max(0, activity.capacity + plan.capacityDelta);
}

/** The keys of the notices about a change hang on the revision: it must rise with every change. */
function bumped(before: Activity, after: Activity): Activity {
  return after.revision === before.revision ? { ...after, revision: before.revision + 1 } : after;
}
