import type { Press } from '../remote.ts';
import type { Card } from '../schema.ts';
import type { Pressing } from './CardBubble.tsx';

/** What every interactive part of a card is given. */
export interface PartProps {
  readonly card: Card;
  readonly pressing: Pressing;
  readonly onPress: (press: Press) => void;
}
