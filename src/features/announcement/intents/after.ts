import type { Intent, Utterance } from '../../feature.ts';
import { correct } from '../chat/correct.ts';
import { remindUnticked, showTicks } from '../chat/ticks.ts';
import { tickByWords } from '../chat/tick.ts';
import { whichCounts } from '../chat/which-counts.ts';
import { afterExamples } from '../examples/after.ts';
import { asksTicks, asksWhichCounts, correctionIn, isAboutPost, isAwaited, remindsUnticked, saysReceived } from '../slots/after.ts';
import { labels } from '../texts/labels.ts';

const SURE = 7;
const NEVER = -8;

/** These are said in few ways, and each of them in words that nothing else has: the words decide, not the likeness. */
const when =
  (holds: (said: Utterance) => boolean) =>
  (said: Utterance): number =>
    holds(said) ? SURE : NEVER;

export const afterIntents: readonly Intent[] = [
  {
    name: 'correct_announcement',
    who: 'secretary',
    acts: true,
    examples: afterExamples.correct,
    evidence: when((said) => said.secretary && correctionIn(said) !== undefined),
    slots: (said) => ({ content: correctionIn(said) ?? '' }),
    label: () => labels.correct,
    handle: correct,
  },
  {
    name: 'which_announcement_counts',
    who: 'anyone',
    acts: false,
    examples: afterExamples.whichCounts,
    evidence: when(asksWhichCounts),
    slots: () => ({}),
    label: () => labels.whichCounts,
    handle: whichCounts,
  },
  {
    name: 'acknowledge_announcement',
    who: 'anyone',
    acts: true,
    examples: afterExamples.received,
    evidence: when((said) => saysReceived(said) && (isAboutPost(said) || isAwaited(said))),
    slots: () => ({}),
    label: () => labels.received,
    handle: tickByWords,
  },
  {
    name: 'announcement_ticks',
    who: 'secretary',
    acts: false,
    examples: afterExamples.ticks,
    evidence: when((said) => said.secretary && asksTicks(said)),
    slots: () => ({}),
    label: () => labels.ticks,
    handle: showTicks,
  },
  {
    name: 'remind_unticked',
    who: 'secretary',
    acts: true,
    examples: afterExamples.remind,
    evidence: when((said) => said.secretary && remindsUnticked(said)),
    slots: () => ({}),
    label: () => labels.remind,
    handle: remindUnticked,
  },
];
