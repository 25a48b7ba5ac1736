import type { Outcome, Turn } from '../../feature.ts';
import { actOf, strangeNumber } from '../slots/act.ts';
import { draftFrom } from './draft.ts';
import { modifyPlanned } from './modify.ts';
import { changeAll, changePlanned, onStrangeNumber } from './plan-list.ts';
import { onceMoreBefore } from '../slots/once-more.ts';
import { remindBefore } from './once-more.ts';
import { restoreOnce, skipOnce } from './skip.ts';

/** One sentence: a new announcement, or a change of one that is planned. */
export function changeOrCreate(turn: Turn): Promise<Outcome> {
  const strange = strangeNumber(turn.said);
  if (strange !== undefined) return onStrangeNumber(turn, strange);
  const act = actOf(turn.said);
  if (act === 'pauseAll' || act === 'resumeAll') return changeAll(turn, act === 'pauseAll' ? 'pause' : 'resume');
  if (act === 'onceMore') return remindBefore(turn, onceMoreBefore(turn.said) ?? 0);
  if (act === 'modify') return modifyPlanned(turn);
  if (act === 'skip') return skipOnce(turn);
  if (act === 'unskip') return restoreOnce(turn);
  return act === 'create' ? draftFrom(turn) : changePlanned(turn, act === 'cancel' ? 'delete' : act);
}
