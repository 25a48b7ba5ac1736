import { actionKey, type Card } from '../../../core/card.ts';
import { draftTexts } from '../texts/draft.ts';

/** The preview's buttons; what was understood stands in the text above them. */
export function confirmCard(id: string, token: string): Card {
  return {
    id,
    title: draftTexts.cardTitle,
    buttons: [
      { label: draftTexts.buttons.confirm, action: actionKey('announcement.confirm', token), style: 'primary' },
      { label: draftTexts.buttons.cancel, action: actionKey('announcement.drop', token), style: 'plain' },
    ],
  };
}
