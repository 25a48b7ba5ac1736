import { formatRecurrence } from '../../../core/zh/format.ts';
import { localTimeOf, localDateOf } from '../../../core/zone.ts';
import type { Slots, Utterance } from '../../feature.ts';
import type { Plan } from '../schema/plan.ts';
import { actOf } from './act.ts';
import { changedPlan } from './change/time.ts';
import { readOrder } from './order.ts';

/** Slots as in the labelled utterances: when_iso or repeat or when, content; ref and action for a change. */
export function announcementSlots(said: Utterance): Slots {
  const act = actOf(said);
  const ref = said.mentioned.find(({ entity }) => entity.kind === 'announcement')?.entity.id;
  if (act === 'modify') return { ...(ref === undefined ? {} : { ref }), action: act, ...modifiedWhen(said) };
  if (act !== 'create') return { ...(ref === undefined ? {} : { ref }), action: act };
  const { plan, content } = readOrder(said, []);
  return { ...whenSlots(plan, said), content };
}

/** The new time of a planned one: a clock time alone is on the day of the old one. */
function modifiedWhen(said: Utterance): Slots {
  const startsAt = said.mentioned.find(({ entity }) => entity.kind === 'announcement')?.entity.startsAt;
  const old: Plan | null = startsAt === undefined ? null : { kind: 'once', at: startsAt };
  return whenSlots(changedPlan(said.text, said.times, old, said.time) ?? null, said);
}

function whenSlots(plan: Plan | null, { time }: Utterance): Slots {
  switch (plan?.kind) {
    case 'now':
      return { when: '现在' };
    case 'repeated':
      return { repeat: formatRecurrence(plan.rule).replace(/\s+/gu, '') };
    case 'once': {
      const { hour, minute } = localTimeOf(plan.at, time.zone);
      const two = (value: number): string => String(value).padStart(2, '0');
      return { when_iso: `${localDateOf(plan.at, time.zone)}T${two(hour)}:${two(minute)}` };
    }
    case undefined:
      return {};
  }
}
