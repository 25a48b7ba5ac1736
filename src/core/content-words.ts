import type { Card } from './card.ts';
import type { Content } from './message.ts';

/** Whether a content can be told in words (pictures and files cannot). */
export function isReadable(content: Content): boolean {
  return content.kind === 'text' || content.kind === 'markdown' || content.kind === 'card';
}

/** A content in words, for places where only words go. */
export function plainOf(content: Content): string {
  switch (content.kind) {
    case 'text':
    case 'markdown':
      return content.text;
    case 'card':
      return cardInWords(content.card);
    case 'image':
    case 'file':
      return '';
  }
}

export function cardInWords(card: Card): string {
  const fields = (card.fields ?? []).map((field) => `${field.name}：${field.value}`);
  return [`**${card.title}**`, card.description, card.body, ...fields, card.link]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}
