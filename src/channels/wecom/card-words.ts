import type { Card } from '../../core/card.ts';
import { sendInstead } from './texts.ts';

/**
 * A card in our markdown, for places that have no buttons: choices are numbered, and the last line says what to send.
 * Nothing of the card is cut here.
 */
export function cardWords(card: Card, botName: string): string {
  const labels = (card.choice?.options ?? card.buttons ?? []).map(({ label }) => label);
  const lines = [
    `**${card.title}**`,
    card.description,
    card.body,
    ...(card.fields ?? []).map(({ name, value }) => `${name}：${value}`),
    card.link,
    ...(labels.length > 1 ? labels.map((label, index) => `${index + 1}. ${label}`) : []),
    labels[0] === undefined ? undefined : sendInstead(botName, card.choice === undefined ? labels[0] : '1'),
  ];
  return lines.filter((line) => line !== undefined && line !== '').join('\n');
}
