import type { Instant } from '../../core/clock.ts';
import type { Chat, Inbound } from '../../core/message.ts';
import { cut } from '../wecom/limits.ts';
import type { Callback, Quote } from './schema.ts';

/** Longer than anything people type; what is pasted beyond it is dropped (reliability P13). */
const TEXT_LIMIT_BYTES = 8 * 1024;

/** WeCom's callback in our words; null for what nobody has to hear (a refresh is answered, feedback is not read). */
export function decode(callback: Callback, channel: string, receivedAt: Instant): Inbound | null {
  const base = { messageId: callback.msgid, chat: chatOf(callback, channel), userId: callback.from.userid, receivedAt };
  switch (callback.type) {
    case 'text':
      return { ...base, kind: 'text', text: kept(callback.text.content), ...quoteOf(callback.quote), pictures: 0, spoken: false };
    case 'mixed': {
      const text = kept(textOf(callback.mixed));
      return { ...base, kind: 'text', text, ...quoteOf(callback.quote), pictures: picturesOf(callback.mixed), spoken: false };
    }
    case 'voice':
      return { ...base, kind: 'text', text: kept(callback.voice.content), ...quoteOf(callback.quote), pictures: 0, spoken: true };
    case 'image':
    case 'file':
    case 'video':
      return { ...base, kind: 'attachment', type: callback.type };
    case 'event:enter_chat':
      return { ...base, kind: 'entered' };
    case 'event:template_card_event': {
      const { event_key: action, task_id: cardId, selected_items: items } = callback.event.template_card_event;
      const selected = (items?.selected_item ?? []).map(({ question_key: key, option_ids: { option_id: options } }) => ({ key, options }));
      return { ...base, kind: 'cardAction', cardId, action, selected };
    }
    case 'stream':
    case 'event:feedback_event':
      return null;
  }
}

/** `chattype` is missing in the events of a single chat. The chat id keeps its case: in other case it is another group. */
function chatOf(callback: Callback, channel: string): Chat {
  return callback.chatid === undefined || callback.chattype === 'single'
    ? { channel, kind: 'direct', id: callback.from.userid }
    : { channel, kind: 'group', id: callback.chatid };
}

type Mixed = Extract<Quote, { msgtype: 'mixed' }>['mixed'];

function textOf(mixed: Mixed): string {
  return mixed.msg_item.flatMap((item) => (item.msgtype === 'text' ? [item.text.content] : [])).join('\n');
}

function picturesOf(mixed: Mixed): number {
  return mixed.msg_item.filter((item) => item.msgtype === 'image').length;
}

function quoteOf(quote: Quote | undefined): { readonly quote?: string } {
  return quote === undefined ? {} : { quote: kept(quoteWords(quote)) };
}

/** A quoted picture or file has no words; the stand-in tells the reader that there was one. */
function quoteWords(quote: Quote): string {
  switch (quote.msgtype) {
    case 'text':
      return quote.text.content;
    case 'voice':
      return quote.voice.content;
    case 'mixed':
      return quote.mixed.msg_item.map((item) => (item.msgtype === 'text' ? item.text.content : '[图片]')).join('\n');
    case 'image':
      return '[图片]';
    case 'file':
      return '[文件]';
    case 'video':
      return '[视频]';
  }
}

function kept(text: string): string {
  return cut(text, TEXT_LIMIT_BYTES, '');
}
