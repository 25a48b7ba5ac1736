import type { Intent, Utterance } from '../../feature.ts';
import { showDays } from '../chat/day-plan.ts';
import { resend, showHistory } from '../chat/history.ts';
import { showOrSetManners } from '../chat/manners.ts';
import { historyExamples } from '../examples/history.ts';
import { asksDays, asksHistory, wantsResend } from '../slots/history.ts';
import { mannersIn } from '../slots/manners.ts';
import { labels } from '../texts/labels.ts';

const SURE = 7;
const NEVER = -8;

const when =
  (holds: (said: Utterance) => boolean) =>
  (said: Utterance): number =>
    said.secretary && holds(said) ? SURE : NEVER;

/** What will leave, what left, and how much a branch wants to hear. */
export const historyIntents: readonly Intent[] = [
  {
    name: 'announcement_days',
    who: 'secretary',
    acts: false,
    examples: historyExamples.days,
    evidence: when(asksDays),
    slots: () => ({}),
    label: () => labels.days,
    handle: showDays,
  },
  {
    name: 'announcement_history',
    who: 'secretary',
    acts: false,
    examples: historyExamples.history,
    evidence: when(asksHistory),
    slots: () => ({}),
    label: () => labels.history,
    handle: showHistory,
  },
  {
    name: 'resend_announcement',
    who: 'secretary',
    acts: true,
    examples: historyExamples.resend,
    evidence: when(wantsResend),
    slots: () => ({}),
    label: () => labels.resend,
    handle: resend,
  },
  {
    name: 'announcement_manners',
    who: 'secretary',
    acts: true,
    examples: historyExamples.manners,
    evidence: when((said) => mannersIn(said) !== undefined),
    slots: (said) => ({ ...mannersIn(said) }),
    label: () => labels.manners,
    handle: showOrSetManners,
  },
];
