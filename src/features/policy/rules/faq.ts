import { decided, refused, type Decision } from '../../../core/decision.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Faq } from '../schema/loop.ts';

export type FaqRefusal =
  | { readonly code: 'sameReader' }
  | { readonly code: 'alreadyDecided'; readonly state: Faq['state'] }
  | { readonly code: 'noReason' };

/** The second reader: never who wrote the answer or the draft. Back it goes only with a reason. */
export function readFaq(
  faq: Faq,
  request: { readonly by: string; readonly passes: boolean; readonly reason: string },
  now: Instant,
): Decision<Faq, FaqRefusal> {
  if (faq.state !== 'draft') return refused({ code: 'alreadyDecided', state: faq.state });
  if (request.by === faq.draftedBy || request.by === faq.answeredBy) return refused({ code: 'sameReader' });
  const reason = request.reason.trim();
  if (!request.passes && reason === '') return refused({ code: 'noReason' });
  return decided({
    ...faq,
    state: request.passes ? 'inForce' : 'returned',
    readBy: request.by,
    readAt: now,
    reason: request.passes ? null : reason,
  });
}

/** Any secretary takes back what holds no longer; a wrong answer must not wait for a second reader. */
export function withdrawFaq(faq: Faq): Decision<Faq, FaqRefusal> {
  if (faq.state !== 'inForce' && faq.state !== 'draft') return refused({ code: 'alreadyDecided', state: faq.state });
  return decided({ ...faq, state: 'withdrawn' });
}
