import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { singleChatId, type Chat, type Message } from './message.ts';
import type { Organization } from './options.ts';

export type Change =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'read'; readonly userId: string; readonly chatId: string; readonly seq: number };

type Filled = 'id' | 'seq' | 'at' | 'mentions' | 'called' | 'cardFor' | 'about';
type Draft = Omit<Message, Filled> & Partial<Pick<Message, 'id' | 'mentions' | 'called' | 'about'>>;

/** Who is in which chat, what was said there and how far everybody has read. In memory: a restart is a new phone. */
export interface World {
  readonly organization: Organization;
  chat(id: string): Chat | undefined;
  chatsOf(userId: string): readonly Chat[];
  messages(chatId: string): readonly Message[];
  message(id: string): Message | undefined;
  sentAs(clientId: string): Message | undefined;
  add(draft: Draft): Message;
  /** Nothing happens when the message is no longer kept. */
  change(id: string, changes: Partial<Pick<Message, 'body' | 'state' | 'problem' | 'cardFor' | 'mentions'>>): void;
  markRead(userId: string, chatId: string, seq: number): void;
  readUpTo(userId: string, chatId: string): number;
  listen(listener: (change: Change) => void): () => void;
}

/** Messages kept per chat. */
const KEPT = 500;

export function openWorld(organization: Organization, botName: string, clock: Clock, ids: Ids): World {
  const groups: readonly Chat[] = organization.groups.map(({ chatId, name, members }) => ({ id: chatId, kind: 'group', name, members }));
  const singles: readonly Chat[] = organization.people.map(({ userId }) => ({
    id: singleChatId(userId),
    kind: 'single',
    name: botName,
    members: [userId],
  }));
  const chats = new Map([...groups, ...singles].map((chat) => [chat.id, chat]));
  const kept = new Map<string, Message[]>();
  const byId = new Map<string, Message>();
  const read = new Map<string, number>();
  const listeners = new Set<(change: Change) => void>();
  let seq = 0;

  function tell(change: Change): void {
    for (const listener of listeners) listener(change);
  }

  return {
    organization,
    chat: (id) => chats.get(id),
    chatsOf: (userId) => [...chats.values()].filter(({ members }) => members.includes(userId)),
    messages: (chatId) => kept.get(chatId) ?? [],
    message: (id) => byId.get(id),
    sentAs: (clientId) => [...byId.values()].find((message) => message.clientId === clientId),
    add(draft) {
      const id = draft.id ?? ids.id();
      seq += 1;
      const message: Message = { about: id, mentions: [], called: [], ...draft, id, seq, at: clock.now(), cardFor: {} };
      const list = kept.get(message.chatId) ?? [];
      list.push(message);
      byId.set(id, message);
      const dropped = list.length > KEPT ? list.shift() : undefined;
      if (dropped !== undefined) byId.delete(dropped.id);
      kept.set(message.chatId, list);
      tell({ type: 'message', message });
      return message;
    },
    change(id, changes) {
      const before = byId.get(id);
      if (before === undefined) return;
      const message: Message = { ...before, ...changes };
      byId.set(id, message);
      kept.set(
        message.chatId,
        (kept.get(message.chatId) ?? []).map((other) => (other.id === id ? message : other)),
      );
      tell({ type: 'message', message });
    },
    markRead(userId, chatId, upTo) {
      const key = `${userId} ${chatId}`;
      if ((read.get(key) ?? 0) >= upTo) return;
      read.set(key, upTo);
      tell({ type: 'read', userId, chatId, seq: upTo });
    },
    readUpTo: (userId, chatId) => read.get(`${userId} ${chatId}`) ?? 0,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
