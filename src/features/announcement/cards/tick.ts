import { actionKey, type Card } from '../../../core/card.ts';
import type { Sending } from '../schema/sending.ts';
import { afterTexts } from '../texts/after.ts';

/** One button under a post whose readers are asked to tick. */
export function tickCard(id: string, sending: Sending): Card {
  const { title, button } = afterTexts.tickCard;
  return { id, title, buttons: [{ label: button, action: actionKey('announcement.tick', sending.id), style: 'primary' }] };
}
