import { jsonCopy } from '../../../core/json.ts';
import type { Outcome, Situation } from '../../feature.ts';
import type { Activity } from '../schema.ts';
import { ACTIVITY } from '../slots/named.ts';
import type { Moment } from '../texts/time.ts';

/** A plain answer; with an activity it is what "它" means from now on. */
export function says(text: string, activity?: Activity): Outcome {
  return activity === undefined ? { reply: { text } } : { reply: { text }, focus: { about: { kind: ACTIVITY, id: activity.id } } };
}

/** Says it and waits for the answer. */
export function asks(text: string, dialog: `activity.${string}`, data: unknown, activity?: Activity): Outcome {
  return { ...says(text, activity), ask: { dialog, data: jsonCopy(data) } };
}

export function momentOf(situation: Pick<Situation, 'now' | 'zone'>): Moment {
  return { now: situation.now, zone: situation.zone };
}

/** A card's identity: unique per sending. */
export function cardId(situation: Situation): string {
  return `activity-${situation.ids.id()}`;
}

export function groupIdOf(situation: Situation): string | null {
  return situation.chat.kind === 'group' ? situation.chat.id : null;
}
