import { jsonCopy } from '../../../core/json.ts';
import { localDateOf } from '../../../core/zone.ts';
import type { Outcome, Situation } from '../../feature.ts';
import { refTo } from '../posts.ts';
import type { Day } from '../rules/life.ts';
import type { Suggestion } from '../schema.ts';
import type { Moment } from '../texts/names.ts';

/** A plain answer; with a suggestion it is what "那条" means from now on. */
export function says(text: string, about?: Suggestion): Outcome {
  return about === undefined ? { reply: { text } } : { reply: { text }, focus: { about: refTo(about) } };
}

/** Says it and waits for the answer. */
export function asks(text: string, dialog: `suggestion.${string}`, data: unknown, forMs?: number): Outcome {
  return { reply: { text }, ask: { dialog, data: jsonCopy(data), ...(forMs === undefined ? {} : { forMs }) } };
}

/** An answer that leaves nothing of its author behind. `keep` is what a repeat of the message gets. */
export function unseen(text: string, keep: string): Outcome {
  return { reply: { text }, anonymous: { keep: { text: keep } } };
}

export function momentOf(situation: Pick<Situation, 'now' | 'zone'>): Moment {
  return { now: situation.now, zone: situation.zone };
}

export function dayOf(situation: Pick<Situation, 'now' | 'zone' | 'calendar'>): Day {
  return { today: localDateOf(situation.now, situation.zone), calendar: situation.calendar };
}

export function groupIdOf(situation: Pick<Situation, 'chat'>): string | null {
  return situation.chat.kind === 'group' ? situation.chat.id : null;
}

export function cardId(situation: Situation): string {
  return `suggestion-${situation.ids.id()}`;
}
