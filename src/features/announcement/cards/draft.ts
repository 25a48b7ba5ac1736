import { actionKey, type Card } from '../../../core/card.ts';
import { draftTexts } from '../texts/draft.ts';

/** The draft's buttons; what was understood stands in the text above them. */
export function draftCard(id: string, token: string): Card {
  return {
    id,
    title: draftTexts.cardTitle,
    buttons: [
      { label: draftTexts.buttons.confirm, action: actionKey('announcement.confirm', token), style: 'primary' },
      { label: draftTexts.buttons.look, action: actionKey('announcement.look', token), style: 'plain' },
      { label: draftTexts.buttons.cancel, action: actionKey('announcement.drop', token), style: 'plain' },
    ],
  };
}

/** The second question before everybody's phone rings. */
export function callAllCard(id: string, token: string): Card {
  return {
    id,
    title: draftTexts.callAllTitle,
    buttons: [
      { label: draftTexts.buttons.callAll, action: actionKey('announcement.callAll', token), style: 'danger' },
      { label: draftTexts.buttons.callNone, action: actionKey('announcement.callNone', token), style: 'plain' },
      { label: draftTexts.buttons.cancel, action: actionKey('announcement.drop', token), style: 'plain' },
    ],
  };
}
