import type { Intent, Utterance } from '../../feature.ts';
import { review } from '../chat/review.ts';
import { reviewExamples } from '../examples/review.ts';
import { judges, reviewActOf, setsRule } from '../slots/review.ts';
import { reviewTexts } from '../texts/review.ts';

/** Named reviewers need not be secretaries; whoever has nothing to look at hardly ever means this. */
function evidence(said: Utterance): number {
  if (said.secretary && setsRule(said.text)) return 5;
  const waits = said.entities.some(({ kind, status }) => kind === 'announcement' && status === 'review');
  // One's own: agreeing to it is refused in words.
  const own = said.mentioned.some(({ entity, sure }) => entity.kind === 'announcement' && entity.status === 'submitted' && sure);
  if (own && judges(said.text) && !waits) return 6;
  if (!waits) return /待审|要我[审看]|等我[审看]/u.test(said.text) && /公告|通知/u.test(said.text) ? 2 : -6;
  const named = said.mentioned.some(({ entity, sure }) => entity.kind === 'announcement' && entity.status === 'review' && sure);
  if (judges(said.text)) return named || said.text.length <= 12 ? 7 : 3;
  return /待审|要我[审看]|等我[审看]|没审/u.test(said.text) ? 6 : -3;
}

export const reviewIntent: Intent = {
  name: 'review_announcement',
  who: 'anyone',
  acts: true,
  examples: reviewExamples,
  evidence,
  slots: (said) => ({ action: reviewActOf(said) }),
  label: (said) => {
    const act = reviewActOf(said);
    if (act === 'ruleOn' || act === 'ruleOff') return reviewTexts.labels.rule;
    return act === 'agree' ? reviewTexts.labels.agree : act === 'return' ? reviewTexts.labels.giveBack : reviewTexts.labels.list;
  },
  handle: review,
};
