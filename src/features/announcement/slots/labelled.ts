import { formatRecurrence } from '../../../core/zh/format.ts';
import type { Slots, Utterance } from '../../feature.ts';
import { actOf } from './act.ts';
import { contentOf } from './content.ts';
import { planningTime, planOf } from './plan.ts';

/** Slots as in the labelled utterances: when_iso or repeat or when, content; ref and action for a change. */
export function announcementSlots(said: Utterance): Slots {
  const act = actOf(said);
  const ref = said.mentioned.find(({ entity }) => entity.kind === 'announcement')?.entity.id;
  if (act !== 'create') return { ...(ref === undefined ? {} : { ref }), action: act };
  const plan = planOf(said);
  const found = planningTime(said);
  const content = contentOf(said);
  const when =
    plan === null || found === undefined
      ? {}
      : plan.kind === 'now'
        ? { when: '现在' }
        : plan.kind === 'repeated'
          ? { repeat: formatRecurrence(plan.rule).replace(/\s+/gu, '') }
          : found.meaning.kind === 'instant'
            ? { when_iso: found.meaning.at.slice(0, 16) }
            : {};
  return { ...when, content };
}
