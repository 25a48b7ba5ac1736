import { actionKey, type Card } from '../../core/card.ts';
import type { Citation } from './answering.ts';
import { citationTexts } from './texts/citation.ts';
import { faqTexts } from './texts/faq.ts';

const DRAFT_FAQ = 'policy.faq';
const USEFUL = 'policy.useful';
const USELESS = 'policy.useless';
const DETAILS = 'policy.details';
const PICK = 'policy.pick';

/** Under an answer: the verdict with one tap, and the whole clause where less was quoted. */
export function verdictCard(id: string, answerId: string, withDetails: boolean): Card {
  return {
    id,
    title: citationTexts.verdictTitle,
    buttons: [
      { label: citationTexts.usefulButton, action: actionKey(USEFUL, answerId) },
      { label: citationTexts.uselessButton, action: actionKey(USELESS, answerId) },
      ...(withDetails ? [{ label: citationTexts.detailsButton, action: actionKey(DETAILS, answerId) }] : []),
    ],
  };
}

export function pickCard(id: string, answerId: string, citations: readonly Citation[]): Card {
  return {
    id,
    title: citationTexts.pickTitle,
    buttons: citations.map((citation, index) => ({
      label: citationTexts.pickButton(citation, index),
      action: actionKey(PICK, answerId, String(index)),
    })),
  };
}

/** Under the note that an answer went out. */
export function offerFaqCard(id: string, questionId: string): Card {
  return {
    id,
    title: faqTexts.cardTitle,
    buttons: [{ label: faqTexts.cardButton, action: actionKey(DRAFT_FAQ, questionId) }],
  };
}

/** The card after a tap: what was done, nothing to tap any more. */
export function doneCard(id: string, title: string): Card {
  return { id, title };
}
