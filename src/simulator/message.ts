import type { Instant } from '../core/clock.ts';
import type { TemplateCard } from './card.ts';

interface Article {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly picurl: string;
}

/** `flavour` decides what of markdown the clients render: AI bot and webhook v2 have tables, webhook v1 has colours and mentions. */
export type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'markdown'; readonly flavour: 'bot' | 'robot' | 'v2'; readonly text: string }
  | { readonly kind: 'card'; readonly card: TemplateCard }
  | { readonly kind: 'image' | 'video'; readonly mediaId: string }
  | { readonly kind: 'file'; readonly mediaId: string; readonly name: string; readonly bytes: number }
  | { readonly kind: 'voice'; readonly text: string }
  | { readonly kind: 'mixed'; readonly text: string; readonly mediaId: string }
  | { readonly kind: 'news'; readonly articles: readonly Article[] }
  /** Something that happened without words, e.g. a replayed event. */
  | { readonly kind: 'event'; readonly name: string };

/**
 * - `shown`: nothing is expected of it
 * - `waiting`: the bot has it, no answer yet · `answered` · `silent`: the bot chose to say nothing
 * - `failed`: no answer in three tries, or one that WeCom refuses
 * - `streaming`: an answer still growing · `frozen`: it was not finished in six minutes
 */
type MessageState = 'shown' | 'waiting' | 'answered' | 'silent' | 'failed' | 'streaming' | 'frozen';

/** Why something did not work; the page has the words. */
export interface Problem {
  readonly code: 'noAnswer' | 'status' | 'unreadable' | 'refused' | 'cardRefused';
  readonly detail: string;
}

export const BOT = 'bot';

export interface Message {
  readonly id: string;
  /** Order of arrival over all chats. */
  readonly seq: number;
  readonly chatId: string;
  readonly at: Instant;
  /** A userid, or {@link BOT}. */
  readonly from: string;
  readonly body: Body;
  readonly state: MessageState;
  /** Userids, or `@all`. */
  readonly mentions: readonly string[];
  /** Who is named in `mentions` without standing in the text (a webhook's mentioned_list). */
  readonly called: readonly string[];
  readonly quote?: { readonly messageId: string; readonly from: string; readonly text: string };
  /** The exchange that made it: its traffic is kept under this id. */
  readonly about: string;
  /** What the page called it before it was sent, so that a repeated request does not send twice. */
  readonly clientId?: string;
  readonly problem?: Problem;
  /** Cards that only some people see in place of the common one. */
  readonly cardFor: Readonly<Record<string, TemplateCard>>;
}

export interface Chat {
  readonly id: string;
  readonly kind: 'group' | 'single';
  readonly name: string;
  readonly members: readonly string[];
}

export function singleChatId(userId: string): string {
  return `single:${userId}`;
}
