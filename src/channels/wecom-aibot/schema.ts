import { z } from 'zod';

/** Query of every callback. Each name once: a doubled one arrives as a list and is refused. Others' names are not our business. */
export const querySchema = z.object({
  msg_signature: z.string(),
  timestamp: z.string().regex(/^\d{1,12}$/),
  nonce: z.string().min(1).max(256),
});
export const verificationSchema = querySchema.extend({ echostr: z.string() });

const id = z.string().min(1).max(256);
const content = z.object({ content: z.string() });
const media = z.object({ url: z.string() });
const item = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: content }),
  z.object({ msgtype: z.literal('image'), image: media }),
]);
const mixed = z.object({ msg_item: z.array(item) });
const quoteSchema = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: content }),
  z.object({ msgtype: z.literal('image'), image: media }),
  z.object({ msgtype: z.literal('mixed'), mixed }),
  z.object({ msgtype: z.literal('voice'), voice: content }),
  z.object({ msgtype: z.literal('file'), file: media }),
  z.object({ msgtype: z.literal('video'), video: media }),
]);
export type Quote = z.infer<typeof quoteSchema>;

/** In every callback (document path 100719). `chattype` is missing in some events; `chatid` stands in groups only. */
const common = z.object({
  msgid: id,
  chatid: id.optional(),
  chattype: z.enum(['single', 'group']).optional(),
  from: z.object({ userid: id }),
  response_url: z.string().max(2048).optional(),
});
const spoken = common.extend({ quote: quoteSchema.optional() });

const cardEvent = z.object({
  event_key: z.string().max(1024),
  task_id: z.string().max(128),
  selected_items: z
    .object({ selected_item: z.array(z.object({ question_key: z.string(), option_ids: z.object({ option_id: z.array(z.string()) }) })) })
    .optional(),
});

/** Known shapes by `msgtype`, events by `event:<eventtype>`. What is not here is acknowledged and left alone. */
const schemas = {
  text: spoken.extend({ type: z.literal('text'), text: content }),
  mixed: spoken.extend({ type: z.literal('mixed'), mixed }),
  voice: spoken.extend({ type: z.literal('voice'), voice: content }),
  image: common.extend({ type: z.literal('image') }),
  file: common.extend({ type: z.literal('file'), file: media.optional() }),
  video: common.extend({ type: z.literal('video') }),
  stream: common.extend({ type: z.literal('stream'), stream: z.object({ id: z.string() }) }),
  'event:enter_chat': common.extend({ type: z.literal('event:enter_chat') }),
  'event:template_card_event': common.extend({
    type: z.literal('event:template_card_event'),
    event: z.object({ template_card_event: cardEvent }),
  }),
  'event:feedback_event': common.extend({ type: z.literal('event:feedback_event') }),
};
const callbackSchema = z.discriminatedUnion('type', [
  schemas.text,
  schemas.mixed,
  schemas.voice,
  schemas.image,
  schemas.file,
  schemas.video,
  schemas.stream,
  schemas['event:enter_chat'],
  schemas['event:template_card_event'],
  schemas['event:feedback_event'],
]);
export type Callback = z.infer<typeof callbackSchema>;

const headSchema = z.looseObject({ msgtype: z.string(), event: z.looseObject({ eventtype: z.string() }).optional() });

export type ReadCallback =
  | { readonly ok: true; readonly callback: Callback }
  /** `type` is safe to log: a name as WeCom makes them, or that it is none. */
  | { readonly ok: false; readonly why: 'unknown' | 'malformed'; readonly type: string };

/** new_kind, event:card_moved; a sentence that somebody puts there is none. */
const NAME = /^(?:event:)?[a-z]{1,20}(?:_[a-z]{1,20}){0,3}$/u;

/** Sorts a decrypted body: a shape we know, a type we do not know, or a known type that WeCom would not send like this. */
export function readCallback(body: unknown): ReadCallback {
  const head = headSchema.safeParse(body);
  if (!head.success) return { ok: false, why: 'malformed', type: 'none' };
  const { msgtype, event } = head.data;
  const type = msgtype === 'event' ? `event:${event?.eventtype ?? ''}` : msgtype;
  const callback = callbackSchema.safeParse({ ...head.data, type });
  if (callback.success) return isPlaced(callback.data) ? { ok: true, callback: callback.data } : { ok: false, why: 'malformed', type };
  const known = Object.hasOwn(schemas, type);
  return { ok: false, why: known ? 'malformed' : 'unknown', type: known || NAME.test(type) ? type : 'odd' };
}

/** A group message without its group cannot be answered for anybody. */
function isPlaced(callback: Callback): boolean {
  return callback.chattype !== 'group' || callback.chatid !== undefined;
}
