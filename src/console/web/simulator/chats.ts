import type { Body, Chat, LiveEvent, Message } from './schema.ts';

/** What the phone knows, after one more thing that it was told. Pure. */
export function applyEvent(chats: readonly Chat[], event: LiveEvent): readonly Chat[] {
  switch (event.type) {
    case 'snapshot':
      return event.chats;
    case 'message':
      return chats.map((chat) =>
        chat.id === event.message.chatId ? { ...chat, messages: withMessage(chat.messages, event.message) } : chat,
      );
    case 'read':
      return chats.map((chat) => (chat.id === event.chatId ? { ...chat, readUpTo: Math.max(chat.readUpTo, event.seq) } : chat));
  }
}

function withMessage(messages: readonly Message[], message: Message): Message[] {
  const known = messages.some(({ id }) => id === message.id);
  return known ? messages.map((other) => (other.id === message.id ? message : other)) : [...messages, message];
}

export function unreadOf(chat: Chat, me: string): readonly Message[] {
  return chat.messages.filter(({ seq, from }) => seq > chat.readUpTo && from !== me);
}

export function callsMe(messages: readonly Message[], me: string): boolean {
  return messages.some(({ mentions }) => mentions.includes(me) || mentions.includes('@all'));
}

export function lastSeq(chat: Chat): number {
  return chat.messages.at(-1)?.seq ?? 0;
}

/** Chats with the newest on top; those without words keep their order. */
export function newestFirst(chats: readonly Chat[]): readonly Chat[] {
  return chats.toSorted((a, b) => lastSeq(b) - lastSeq(a));
}

/** What is only form in markdown and says nothing in one line. */
const FORM = /<\/?(font|think)[^>]*>|[*#>`|]|!?\[|\]\([^)]*\)|-{3,}/g;

/** One line for the list of chats and for quotes. */
export function previewOf(body: Body, nameOf: (userId: string) => string): string {
  switch (body.kind) {
    case 'text':
    case 'mixed':
    case 'markdown': {
      const named = body.text.replaceAll(/<@([^<>\s]+)>/g, (_, userId: string) => `@${nameOf(userId)} `);
      const plain = body.kind === 'markdown' ? named.replaceAll(FORM, ' ') : named;
      return plain.replaceAll(/\s+/g, ' ').trim() || '…';
    }
    case 'card':
      return `[卡片] ${body.card.main_title?.title ?? body.card.sub_title_text ?? ''}`;
    case 'image':
      return '[图片]';
    case 'video':
      return '[视频]';
    case 'file':
      return `[文件] ${body.name}`;
    case 'voice':
      return '[语音]';
    case 'news':
      return `[图文] ${body.articles[0]?.title ?? ''}`;
    case 'event':
      return '[事件]';
  }
}
