import { actionKey, type Card } from '../../../core/card.ts';
import type { Announcement } from '../schema/announcement.ts';
import { reviewTexts } from '../texts/review.ts';
import { excerpt } from '../texts/words.ts';

/** For whoever has to look; pressed by others it does nothing. */
export function reviewCard(id: string, announcement: Announcement, who: string): Card {
  return {
    id,
    title: reviewTexts.cardTitle(announcement.number, who),
    body: excerpt(announcement.content),
    buttons: [
      { label: reviewTexts.buttons.agree, action: actionKey('announcement.agree', announcement.id), style: 'primary' },
      { label: reviewTexts.buttons.giveBack, action: actionKey('announcement.giveBack', announcement.id), style: 'plain' },
    ],
  };
}
