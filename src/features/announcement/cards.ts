import { actionKey, type Card } from '../../core/card.ts';
import { texts } from './texts.ts';

/** The preview's buttons; what was understood stands in the text above them. */
export function confirmCard(id: string, token: string): Card {
  return {
    id,
    title: texts.cardTitle,
    buttons: [
      { label: texts.buttons.confirm, action: actionKey('announcement.confirm', token), style: 'primary' },
      { label: texts.buttons.cancel, action: actionKey('announcement.drop', token), style: 'plain' },
    ],
  };
}
