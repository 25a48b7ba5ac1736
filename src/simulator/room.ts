import type { Click } from './callback.ts';
import { wordsOf } from './callback.ts';
import type { Press } from './click.ts';
import type { MediaShelf } from './media.ts';
import type { Names } from './mentions.ts';
import { SAMPLE_PNG, samplesFor, type Sample } from './samples.ts';
import type { Chat, Message, Problem } from './message.ts';
import type { Talk } from './talk.ts';
import type { World } from './world.ts';

/** What people do in the chats. Methods that answer null: there is no such chat, person or message. */
export interface Room {
  say(words: { userId: string; chatId: string; clientId: string; text: string; quote?: string | undefined }): { message: Message } | null;
  /** A file to the bot: in its single chat only, as WeCom has it (reference b.3). */
  sendFile(file: { userId: string; chatId: string; clientId: string; name: string; bytes: Buffer }): { message: Message } | null;
  click(messageId: string, userId: string, click: Click): Promise<{ problem: Problem | null } | null>;
  repeat(messageId: string, delayMs: number): object | null;
  replay(sampleId: string, userId: string, chatId: string): { message: Message } | null;
  samples(chat: Chat): readonly Sample[];
  enter(userId: string, chatId: string): object | null;
  delayMs(): number;
  setDelay(ms: number): object;
}

export interface RoomSettings {
  readonly world: World;
  readonly talk: Talk;
  readonly press: Press;
  readonly names: Names;
  readonly shelf: MediaShelf;
  readonly botName: string;
  /** Where the bot downloads a medium. */
  readonly mediaUrl: (mediaId: string) => string;
}

export function openRoom(settings: RoomSettings): Room {
  const { world, talk, names, shelf, botName } = settings;
  const picture = shelf.put({ name: '图片.png', type: 'image/png', bytes: Buffer.from(SAMPLE_PNG, 'base64') });
  let delayMs = 0;

  function chatOf(userId: string, chatId: string): Chat | undefined {
    const chat = world.chat(chatId);
    return chat?.members.includes(userId) === true ? chat : undefined;
  }

  function samples(chat: Chat): readonly Sample[] {
    const at = chat.kind === 'group' ? `@${botName} ` : '';
    const all = samplesFor(at, { mediaId: picture.id, url: settings.mediaUrl(picture.id) });
    return all.filter(({ where }) => where === 'anywhere' || chat.kind === 'single');
  }

  return {
    samples,
    say({ userId, chatId, clientId, text, quote }) {
      const chat = chatOf(userId, chatId);
      if (chat === undefined) return null;
      const before = world.sentAs(clientId);
      if (before !== undefined) return { message: before };
      const quoted = quote === undefined ? undefined : world.message(quote);
      // Without a mention a group message stays among people: WeCom tells the bot nothing of it.
      const forBot = chat.kind === 'single' || names.callsBot(text);
      const message = world.add({
        chatId,
        from: userId,
        clientId,
        body: { kind: 'text', text },
        state: forBot ? 'waiting' : 'shown',
        mentions: chat.kind === 'group' ? names.namedIn(text, chat.members) : [],
        ...(quoted === undefined ? {} : { quote: { messageId: quoted.id, from: quoted.from, text: wordsOf(quoted) } }),
      });
      if (forBot) void talk.deliver(message, { delayMs, body: { msgtype: 'text', text: { content: text } } });
      return { message };
    },
    sendFile({ userId, chatId, clientId, name, bytes }) {
      const chat = chatOf(userId, chatId);
      if (chat?.kind !== 'single') return null;
      const before = world.sentAs(clientId);
      if (before !== undefined) return { message: before };
      const media = shelf.put({ name, type: 'application/octet-stream', bytes });
      const body = { kind: 'file', mediaId: media.id, name, bytes: bytes.length } as const;
      const message = world.add({ chatId, from: userId, clientId, body, state: 'waiting' });
      void talk.deliver(message, { delayMs, body: { msgtype: 'file', file: { url: settings.mediaUrl(media.id) } } });
      return { message };
    },
    async click(messageId, userId, click) {
      const message = world.message(messageId);
      if (message === undefined || chatOf(userId, message.chatId) === undefined) return null;
      return { problem: await settings.press(message, userId, click) };
    },
    repeat(messageId, afterMs) {
      const message = world.message(messageId);
      if (message === undefined) return null;
      void talk.repeat(message, afterMs);
      return {};
    },
    replay(sampleId, userId, chatId) {
      const chat = chatOf(userId, chatId);
      const sample = chat === undefined ? undefined : samples(chat).find(({ id }) => id === sampleId);
      if (sample === undefined) return null;
      const message = world.add({ chatId, from: userId, body: sample.body, state: 'waiting' });
      const { plain, flaw } = sample;
      void talk.deliver(message, { delayMs, body: plain, ...(flaw === undefined ? {} : { flaw }) });
      return { message };
    },
    enter(userId, chatId) {
      const chat = chatOf(userId, chatId);
      if (chat?.kind !== 'single') return null;
      void talk.enter(chat, userId);
      return {};
    },
    delayMs: () => delayMs,
    setDelay(ms) {
      delayMs = ms;
      return { delayMs };
    },
  };
}
