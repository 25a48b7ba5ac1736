import * as z from 'zod/mini';

/** What the simulator's API says to the page. The page trusts nothing else; test/simulator holds both sides together. */
const text = z.optional(z.string());
const link = z.object({ type: z.optional(z.number()), url: text, title: text });
const option = z.object({ id: z.string(), text: z.string(), is_checked: z.optional(z.boolean()) });
const selection = z.object({
  question_key: z.string(),
  title: text,
  disable: z.optional(z.boolean()),
  selected_id: text,
  option_list: z.array(option),
});

const card = z.object({
  card_type: z.enum(['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction']),
  source: z.optional(z.object({ desc: text, desc_color: z.optional(z.number()) })),
  action_menu: z.optional(z.object({ desc: text, action_list: z.array(z.object({ text: z.string(), key: z.string() })) })),
  main_title: z.optional(z.object({ title: text, desc: text })),
  emphasis_content: z.optional(z.object({ title: text, desc: text })),
  quote_area: z.optional(z.object({ title: text, quote_text: text, url: text })),
  sub_title_text: text,
  horizontal_content_list: z.optional(
    z.array(z.object({ keyname: z.string(), value: text, type: z.optional(z.number()), url: text, userid: text })),
  ),
  vertical_content_list: z.optional(z.array(z.object({ title: z.string(), desc: text }))),
  jump_list: z.optional(z.array(link)),
  card_action: z.optional(z.object({ type: z.number(), url: text })),
  card_image: z.optional(z.object({ url: z.string(), aspect_ratio: z.optional(z.number()) })),
  image_text_area: z.optional(z.object({ title: text, desc: text, image_url: z.string() })),
  button_list: z.optional(z.array(z.object({ text: z.string(), style: z.optional(z.number()), key: z.string() }))),
  button_selection: z.optional(selection),
  select_list: z.optional(z.array(selection)),
  checkbox: z.optional(
    z.object({ question_key: z.string(), mode: z.optional(z.number()), disable: z.optional(z.boolean()), option_list: z.array(option) }),
  ),
  submit_button: z.optional(z.object({ text: z.string(), key: z.string() })),
  task_id: text,
});
export type Card = z.infer<typeof card>;

const article = z.object({ title: z.string(), description: z.string(), url: z.string(), picurl: z.string() });
export type Article = z.infer<typeof article>;

const body = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('markdown'), flavour: z.enum(['bot', 'robot', 'v2']), text: z.string() }),
  z.object({ kind: z.literal('card'), card }),
  z.object({ kind: z.enum(['image', 'video']), mediaId: z.string() }),
  z.object({ kind: z.literal('file'), mediaId: z.string(), name: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal('voice'), text: z.string() }),
  z.object({ kind: z.literal('mixed'), text: z.string(), mediaId: z.string() }),
  z.object({ kind: z.literal('news'), articles: z.array(article) }),
  z.object({ kind: z.literal('event'), name: z.string() }),
]);
export type Body = z.infer<typeof body>;

const problem = z.object({ code: z.enum(['noAnswer', 'status', 'unreadable', 'refused', 'cardRefused']), detail: z.string() });
export type Problem = z.infer<typeof problem>;

const quote = z.object({ messageId: z.string(), from: z.string(), text: z.string() });
export type Quote = z.infer<typeof quote>;

const message = z.object({
  id: z.string(),
  seq: z.number(),
  chatId: z.string(),
  at: z.string(),
  from: z.string(),
  body,
  state: z.enum(['shown', 'waiting', 'answered', 'silent', 'failed', 'streaming', 'frozen']),
  mentions: z.array(z.string()),
  called: z.array(z.string()),
  quote: z.optional(quote),
  clientId: text,
  problem: z.optional(problem),
});
export type Message = z.infer<typeof message>;

const chat = z.object({
  id: z.string(),
  kind: z.enum(['group', 'single']),
  name: z.string(),
  members: z.array(z.string()),
  readUpTo: z.number(),
  messages: z.array(message),
});
export type Chat = z.infer<typeof chat>;

export const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), chats: z.array(chat) }),
  z.object({ type: z.literal('message'), message }),
  z.object({ type: z.literal('read'), chatId: z.string(), seq: z.number() }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

const person = z.object({
  userId: z.string(),
  name: z.string(),
  department: z.nullable(z.string()),
  partyBranch: z.nullable(z.string()),
  roles: z.array(z.string()),
});
export type Person = z.infer<typeof person>;

export const town = z.object({
  botName: z.string(),
  people: z.array(person),
  groups: z.array(z.object({ chatId: z.string(), name: z.string(), members: z.array(z.string()) })),
});
export type Town = z.infer<typeof town>;

const exchange = z.object({
  at: z.string(),
  what: z.enum(['message', 'refresh', 'event', 'push', 'response']),
  attempt: z.number(),
  ms: z.number(),
  url: z.string(),
  request: z.object({ raw: z.string(), plain: z.unknown() }),
  answer: z.object({ status: z.nullable(z.number()), raw: z.string(), plain: z.unknown() }),
});
export type Exchange = z.infer<typeof exchange>;

export const traffic = z.object({ exchanges: z.array(exchange) });
export const samples = z.object({ samples: z.array(z.object({ id: z.string(), label: z.string() })) });
export type Sample = z.infer<typeof samples>['samples'][number];
export const sent = z.object({ message });
export const pressed = z.object({ problem: z.nullable(problem) });
export const delay = z.object({ delayMs: z.number() });
export const nothing = z.object({});
