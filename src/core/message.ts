import type { Card } from './card.ts';
import type { Instant } from './clock.ts';

/** Where something was said. `id` of a direct chat is the member's user id. */
export interface Chat {
  readonly channel: string;
  readonly kind: 'group' | 'direct';
  readonly id: string;
}

interface InboundBase {
  /** Same id = same message again. */
  readonly messageId: string;
  readonly chat: Chat;
  readonly userId: string;
  readonly receivedAt: Instant;
}

export interface TextMessage extends InboundBase {
  readonly kind: 'text';
  /** As written, the mention of the bot still in it. */
  readonly text: string;
  /** Words of the quoted message, where somebody quoted one. */
  readonly quote?: string;
  /** Number of pictures that came with it. */
  readonly pictures: number;
  readonly spoken: boolean;
}

export interface Attachment extends InboundBase {
  readonly kind: 'attachment';
  readonly type: 'image' | 'file' | 'video';
  /** Brings it here. Calls the platform, so never inside a transaction; the platform keeps it for minutes. Absent where the channel cannot. */
  readonly fetch?: () => Promise<FetchedFile>;
}

/** `foreign`: it lies where no file of this platform lies. */
export type FetchedFile =
  | { readonly ok: true; readonly name: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: 'tooLarge' | 'notReached' | 'damaged' | 'foreign' };

export interface CardAction extends InboundBase {
  readonly kind: 'cardAction';
  readonly cardId: string;
  readonly action: string;
  readonly selected: readonly { readonly key: string; readonly options: readonly string[] }[];
}

/** The member opened the single chat (at most once a day). */
export interface Entered extends InboundBase {
  readonly kind: 'entered';
}

export type Inbound = TextMessage | Attachment | CardAction | Entered;

/**
 * The answer within the exchange. `text` is our markdown: headings, lists, tables, bold, quotes, links.
 * After a card action only `update` is seen at once; `text` goes where the platform lets it.
 */
export interface Reply {
  readonly text?: string;
  readonly card?: Card;
  readonly update?: { readonly card: Card; readonly forEveryone: boolean };
  /** More words are on their way. Never kept: a repeat, a restart and a channel without streams get `text` alone. */
  readonly growing?: Growing;
}

/** The text of a reply that grows after the reply was given. `text` of the reply is true and whole without it. */
export interface Growing {
  /** All words so far, in place of `text`. */
  now(): { readonly text: string; readonly finished: boolean };
  /** Resolves with the last words, in bounded time; never rejects. */
  readonly done: Promise<void>;
}

/** What a channel can carry on the bot's own initiative. */
export type Content =
  | { readonly kind: 'text'; readonly text: string; readonly mentions?: readonly string[] }
  | { readonly kind: 'markdown'; readonly text: string; readonly mentions?: readonly string[] }
  | { readonly kind: 'card'; readonly card: Card; readonly mentions?: readonly string[] }
  | { readonly kind: 'image'; readonly base64: string }
  | { readonly kind: 'file'; readonly name: string; readonly base64: string };

export type Target = { readonly kind: 'group'; readonly id: string } | { readonly kind: 'person'; readonly userId: string };

/** A thing that people can mean: "报2", "那条", "健步走". */
export interface EntityRef {
  readonly kind: string;
  readonly id: string;
}

/**
 * What a channel does with what it heard: the conversation's answer, or null for "nothing to say".
 * Idempotent by messageId: a repeat gets the same answer. Rejects only when nothing was kept (the platform should repeat).
 */
export type Receive = (inbound: Inbound) => Promise<Reply | null>;

/** Lets a callback continue an answer after a restart: the kept answer of a message, `undefined` when there is none. */
export type AnswerOf = (messageId: string) => Promise<Reply | null | undefined>;

/**
 * Before a member is asked to say something again: these words become the message's answer, so that nobody handles it any
 * more. Gives back the answer that counts: where it was handled after all, its own.
 */
export type GiveUp = (messageId: string, words: string) => Promise<Reply | null>;

/** A message of which the platform heard that it is taken, before it was handled. */
export interface Taken {
  readonly inbound: Inbound;
  /** The platform's address for one late word. */
  readonly responseUrl?: string;
  /** How many processes have been at it. */
  readonly tries: number;
}

/** Where a message lies that was taken and is not yet handled: what the platform heard holds beyond this process. */
export interface Arrivals {
  /** Durable once it resolves. A file's content is not kept with it. */
  keep(inbound: Inbound, responseUrl?: string): Promise<void>;
  /** It is handled, or its sender was told to say it again. Never rejects. */
  done(inbound: Inbound): Promise<void>;
  /** What earlier processes left behind, oldest first. */
  left(channel: string): Promise<readonly Taken[]>;
  /** One more process is at it; resolves once that is durable. */
  tryAgain(taken: Taken): Promise<void>;
}
