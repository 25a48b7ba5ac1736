import { randomBytes } from 'node:crypto';
import type { Clock } from '../../src/core/clock.ts';
import { wecomCodec } from '../../src/channels/wecom/codec.ts';
import { passiveReplySchema, sealedReplySchema, type PassiveReply } from '../../src/channels/wecom/passive-reply.ts';

export interface WecomAnswered {
  readonly status: number;
  readonly headers: Headers;
  /** The decrypted reply, null for an empty body. */
  readonly reply: PassiveReply | null;
  /** What a member sees first: the stream's or the text's words. */
  readonly text: string | null;
}

export interface Place {
  readonly userId: string;
  /** The group; a single chat without it. */
  readonly chatId?: string;
  readonly msgid?: string;
  readonly responseUrl?: string;
}

export interface SealedRequest {
  readonly query: URLSearchParams;
  readonly body: string;
}

export interface WecomClient {
  say(message: Place & { text: string; quote?: string }): Promise<WecomAnswered>;
  click(action: Place & { cardId: string; action: string; selected?: Readonly<Record<string, readonly string[]>> }): Promise<WecomAnswered>;
  refresh(place: Place & { streamId: string }): Promise<WecomAnswered>;
  enter(place: Place): Promise<WecomAnswered>;
  /** Any decrypted body: objects as JSON, strings as they are. */
  post(body: object | string): Promise<WecomAnswered>;
  /** A signed request, not yet sent: tests spoil it first, or send the very same bytes more than once. */
  request(body: object | string): SealedRequest;
  send(sealed: SealedRequest): Promise<WecomAnswered>;
  verifyUrl(echo?: string): Promise<{ status: number; headers: Headers; body: string }>;
}

/** WeCom's side of the AI bot's callback: encrypts and signs what members do, decrypts what the bot answers. */
export function wecomClient(settings: { url: string; token: string; aesKey: string; clock: Clock }): WecomClient {
  const { url, clock } = settings;
  const codec = wecomCodec({ ...settings, receiveId: '' });
  let count = 0;

  function seal(text: string): { query: URLSearchParams; encrypt: string } {
    const nonce = randomBytes(8).toString('hex');
    const { signature, timestamp, encrypt } = codec.seal(text, String(Math.floor(Date.parse(clock.now()) / 1000)), nonce);
    return { query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }), encrypt };
  }

  function request(body: object | string): SealedRequest {
    const { query, encrypt } = seal(typeof body === 'string' ? body : JSON.stringify(body));
    return { query, body: JSON.stringify({ encrypt }) };
  }

  const post = (content: object | string): Promise<WecomAnswered> => send(request(content));

  async function send({ query, body }: SealedRequest): Promise<WecomAnswered> {
    const response = await fetch(`${url}?${query.toString()}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const text = await response.text();
    const reply = text === '' ? null : opened(text, query.get('nonce'));
    return { status: response.status, headers: response.headers, reply, text: wordsOf(reply) };
  }

  function opened(text: string, nonce: string | null): PassiveReply {
    const sealed = sealedReplySchema.parse(JSON.parse(text));
    if (sealed.nonce !== nonce) throw new Error('the reply carries another nonce than the callback');
    const { encrypt, msgsignature: signature, timestamp } = sealed;
    return passiveReplySchema.parse(JSON.parse(codec.open({ encrypt, signature, timestamp: String(timestamp), nonce: sealed.nonce })));
  }

  function envelope(place: Place): object {
    count += 1;
    return {
      msgid: place.msgid ?? `msg-${count}-${randomBytes(6).toString('base64')}`,
      aibotid: 'aib-test',
      ...(place.chatId === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: place.chatId }),
      from: { userid: place.userId },
      ...(place.responseUrl === undefined ? {} : { response_url: place.responseUrl }),
    };
  }

  return {
    post,
    request,
    send,
    say: ({ text, quote, ...place }) =>
      post({
        ...envelope(place),
        msgtype: 'text',
        text: { content: text },
        ...(quote === undefined ? {} : { quote: { msgtype: 'text', text: { content: quote } } }),
      }),
    click({ cardId, action, selected, ...place }) {
      const items = Object.entries(selected ?? {}).map(([question_key, option_id]) => ({ question_key, option_ids: { option_id } }));
      const selection = selected === undefined ? {} : { selected_items: { selected_item: items } };
      const template_card_event = { card_type: 'button_interaction', event_key: action, task_id: cardId, ...selection };
      return post({ ...envelope(place), msgtype: 'event', event: { eventtype: 'template_card_event', template_card_event } });
    },
    refresh: ({ streamId, ...place }) => post({ ...envelope(place), msgtype: 'stream', stream: { id: streamId } }),
    enter: (place) => post({ ...envelope(place), msgtype: 'event', event: { eventtype: 'enter_chat' } }),
    async verifyUrl(echo = '1234567890') {
      const { query, encrypt } = seal(echo);
      query.set('echostr', encrypt);
      const response = await fetch(`${url}?${query.toString()}`);
      return { status: response.status, headers: response.headers, body: await response.text() };
    },
  };
}

function wordsOf(reply: PassiveReply | null): string | null {
  if (reply === null) return null;
  if ('stream' in reply) return reply.stream.content;
  return 'text' in reply ? reply.text.content : null;
}
