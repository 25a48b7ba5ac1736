import type { Chat, Message } from './message.ts';

/** The decrypted bodies that WeCom sends to a bot (document paths 100719 and 101027, read 2026-11-21). */
export type Plain = Readonly<Record<string, unknown>>;

export interface Envelope {
  readonly msgid: string;
  readonly aibotid: string;
  readonly chat: Chat;
  readonly userId: string;
}

function common({ msgid, aibotid, chat, userId }: Envelope): Plain {
  return {
    msgid,
    aibotid,
    ...(chat.kind === 'group' ? { chatid: chat.id } : {}),
    chattype: chat.kind,
    from: { userid: userId },
  };
}

/** What was said, `body` being its `msgtype` and the part of that name. */
export function messagePlain(envelope: Envelope, body: Plain, responseUrl: string, quote: string | undefined): Plain {
  return {
    ...common(envelope),
    response_url: responseUrl,
    ...body,
    ...(quote === undefined ? {} : { quote: { msgtype: 'text', text: { content: quote } } }),
  };
}

export function refreshPlain(envelope: Envelope, streamId: string): Plain {
  return { ...common(envelope), msgtype: 'stream', stream: { id: streamId } };
}

/** `event` is its `eventtype` and the part of that name, where it has one. */
export function eventPlain(envelope: Envelope, atSeconds: number, event: unknown): Plain {
  return { ...common(envelope), create_time: atSeconds, msgtype: 'event', event };
}

export interface Click {
  readonly key: string;
  readonly selected: readonly { readonly key: string; readonly options: readonly string[] }[];
}

export function clickPlain(
  envelope: Envelope,
  click: Click,
  card: { card_type: string; task_id?: string | undefined },
  responseUrl: string,
  atSeconds: number,
): Plain {
  const selected = click.selected.map(({ key, options }) => ({ question_key: key, option_ids: { option_id: options } }));
  return {
    ...common(envelope),
    create_time: atSeconds,
    response_url: responseUrl,
    msgtype: 'event',
    event: {
      eventtype: 'template_card_event',
      template_card_event: {
        card_type: card.card_type,
        event_key: click.key,
        task_id: card.task_id,
        ...(selected.length === 0 ? {} : { selected_items: { selected_item: selected } }),
      },
    },
  };
}

/** What a quote of this message carries: WeCom sends its words, not who said it nor its id. */
export function wordsOf(message: Pick<Message, 'body'>): string {
  const { body } = message;
  switch (body.kind) {
    case 'text':
    case 'markdown':
    case 'voice':
    case 'mixed':
      return body.text;
    case 'card':
      return body.card.main_title?.title ?? body.card.sub_title_text ?? '';
    case 'file':
      return body.name;
    case 'news':
      return body.articles[0]?.title ?? '';
    case 'image':
    case 'video':
      return '[图片]';
    case 'event':
      return body.name;
  }
}
