import { icons } from '../../shared/icons.tsx';
import { safeHref } from '../../shared/markdown/inline.ts';
import type { Card } from '../schema.ts';

/** Where a card leads: its jump list, and for a notice the whole card. */
export function CardLinks({ card }: { card: Card }) {
  const isNotice = card.card_type === 'text_notice' || card.card_type === 'news_notice';
  const whole = isNotice && card.card_action?.type === 1 ? [{ title: '查看详情', url: card.card_action.url }] : [];
  const links = [...(card.jump_list ?? []), ...whole].flatMap(({ title, url }) => {
    const href = url === undefined ? undefined : safeHref(url);
    return href === undefined ? [] : [{ title, href }];
  });
  return links.map(({ title, href }, index) => (
    <a key={index} className="card-link" href={href} target="_blank" rel="noopener noreferrer">
      {title}
      {icons.next}
    </a>
  ));
}
