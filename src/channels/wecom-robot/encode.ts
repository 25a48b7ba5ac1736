import { createHash } from 'node:crypto';
import type { Card } from '../../core/card.ts';
import type { Content } from '../../core/message.ts';
import { webhookCard } from '../wecom/card.ts';
import { cardWords } from '../wecom/card-words.ts';
import { bytesOf, split, WEBHOOK_MARKDOWN_LIMIT_BYTES, WEBHOOK_TEXT_LIMIT_BYTES } from '../wecom/limits.ts';
import type { WebhookMessage } from '../wecom/webhook-message.ts';
import { isRich, plainer } from './markdown.ts';
import { withoutOversize, type Enclosure } from './oversize.ts';
import { numberedPieces } from './pieces.ts';

export interface Looks {
  /** Where a card leads that is shown as a card; without it cards are put in words. */
  readonly cardUrl: string | undefined;
  /** How members call the bot that hears them; a webhook hears nothing. */
  readonly botName: string;
}

/** One message of the platform; a file must be uploaded first. */
export type Part = { readonly kind: 'message'; readonly message: WebhookMessage } | ({ readonly kind: 'file' } & Enclosure);

export type Encoded = { readonly kind: 'parts'; readonly parts: readonly Part[] } | { readonly kind: 'impossible'; readonly code: string };

const IMAGE_LIMIT_BYTES = 2 * 1024 * 1024;
const FILE_LIMIT_BYTES = 20 * 1024 * 1024;
/** WeCom takes no file of 5 bytes or less. */
const FILE_LEAST_BYTES = 6;
/** Room for the number of a part and the line after it. */
const MARK_BYTES = 24;
const ALL = '@all';

export function encode(content: Content, looks: Looks): Encoded {
  switch (content.kind) {
    case 'text':
      return textMessages(content.text, content.mentions ?? []);
    case 'markdown':
      return markdownMessages(content.text, content.mentions ?? []);
    case 'card':
      return cardMessages(content.card, content.mentions ?? [], looks);
    case 'image':
      return imageMessage(content.base64);
    case 'file':
      return fileMessage(content.name, content.base64);
  }
}

function textMessages(text: string, mentions: readonly string[]): Encoded {
  const { text: fitting, files } = withoutOversize(unmentioned(text), WEBHOOK_TEXT_LIMIT_BYTES - MARK_BYTES);
  const pieces = numberedPieces(fitting, WEBHOOK_TEXT_LIMIT_BYTES, '\n');
  if (isBlank(pieces)) return { kind: 'impossible', code: 'empty' };
  // Mentioned once, with the first piece: one notice, one buzz.
  const mentioned = (index: number): object => (index === 0 && mentions.length > 0 ? { mentioned_list: [...mentions] } : {});
  return parts(
    pieces.map((content, index) => ({ msgtype: 'text', text: { content, ...mentioned(index) } })),
    files,
  );
}

function markdownMessages(text: string, mentions: readonly string[]): Encoded {
  // Markdown has no way to mention everybody; a text has.
  if (mentions.includes(ALL)) return textMessages(unformatted(text), mentions);
  const called = mentions.filter((userId) => /^[\w.@-]{1,64}$/.test(userId)).map((userId) => `<@${userId}>`);
  const { text: safe, files } = withoutOversize(unmentioned(text), WEBHOOK_MARKDOWN_LIMIT_BYTES - MARK_BYTES);
  if (called.length === 0 && isRich(safe)) {
    const pieces = numberedPieces(safe, WEBHOOK_MARKDOWN_LIMIT_BYTES, '\n\n');
    return parts(
      pieces.map((content) => ({ msgtype: 'markdown_v2', markdown_v2: { content } })),
      files,
    );
  }
  const pieces = numberedPieces(plainer(safe), WEBHOOK_MARKDOWN_LIMIT_BYTES, '\n\n');
  if (isBlank(pieces)) return { kind: 'impossible', code: 'empty' };
  const callLines = called.length === 0 ? [] : split(called.join(' '), WEBHOOK_MARKDOWN_LIMIT_BYTES);
  const all = joined(pieces, callLines);
  return parts(
    all.map((content) => ({ msgtype: 'markdown', markdown: { content } })),
    files,
  );
}

/** The calls stand under the first piece where they fit, else in a message of their own. */
function joined(pieces: readonly string[], calls: readonly string[]): readonly string[] {
  const [first = '', ...rest] = pieces;
  const [call, ...moreCalls] = calls;
  if (call === undefined) return pieces;
  const together = `${first}\n${call}`;
  return bytesOf(together) <= WEBHOOK_MARKDOWN_LIMIT_BYTES ? [together, ...rest, ...moreCalls] : [...pieces, ...calls];
}

function cardMessages(card: Card, mentions: readonly string[], looks: Looks): Encoded {
  const asks = (card.buttons?.length ?? 0) > 0 || card.choice !== undefined;
  const url = card.link ?? looks.cardUrl;
  if (url === undefined || asks || mentions.length > 0) return markdownMessages(cardWords(card, looks.botName), mentions);
  return parts([{ msgtype: 'template_card', template_card: webhookCard(card, url) }]);
}

function imageMessage(base64: string): Encoded {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > IMAGE_LIMIT_BYTES) return { kind: 'impossible', code: 'image-too-big' };
  const isPng = bytes.subarray(0, 4).toString('hex') === '89504e47';
  const isJpeg = bytes.subarray(0, 3).toString('hex') === 'ffd8ff';
  if (!isPng && !isJpeg) return { kind: 'impossible', code: 'image-type' };
  const md5 = createHash('md5').update(bytes).digest('hex');
  return parts([{ msgtype: 'image', image: { base64: bytes.toString('base64'), md5 } }]);
}

function fileMessage(name: string, base64: string): Encoded {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < FILE_LEAST_BYTES) return { kind: 'impossible', code: 'file-too-small' };
  if (bytes.length > FILE_LIMIT_BYTES) return { kind: 'impossible', code: 'file-too-big' };
  return parts([], [{ name: name.replaceAll(/[\p{Cc}\p{Cf}"\\/]/gu, '_').slice(0, 120), bytes }]);
}

function parts(messages: readonly WebhookMessage[], files: readonly Enclosure[] = []): Encoded {
  return {
    kind: 'parts',
    parts: [...messages.map((message): Part => ({ kind: 'message', message })), ...files.map((file): Part => ({ kind: 'file', ...file }))],
  };
}

/** Only the mention list notifies: `<@userid>` in a text would too, whoever wrote it (reliability X01). */
function unmentioned(text: string): string {
  return text.replaceAll('<@', '＜@');
}

function unformatted(text: string): string {
  return plainer(text)
    .replaceAll('**', '')
    .replaceAll(/^#{1,6} /gm, '');
}

function isBlank(pieces: readonly string[]): boolean {
  return pieces.every((piece) => piece.trim() === '');
}
