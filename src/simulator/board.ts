import { checkCard } from './card.ts';
import { wordsOf } from './callback.ts';
import type { Stream } from './answer.ts';
import type { MediaShelf } from './media.ts';
import { pictureType } from './media.ts';
import { BOT, type Chat, type Message } from './message.ts';
import type { Names } from './mentions.ts';
import type { World } from './world.ts';

export interface Refusal {
  readonly code: number;
  readonly why: string;
}

/** Puts what the bot answers into the chats, as the clients would show it. */
export interface Board {
  showText(chat: Chat, about: string, text: string): void;
  showMarkdown(chat: Chat, about: string, text: string, quoted: string | null): void;
  /** A stream's present content; the id is the bot's and good for one exchange. */
  showStream(chat: Chat, about: string, streamId: string, stream: Stream): Refusal | null;
  freezeStream(streamId: string): void;
  showCard(chat: Chat, about: string, raw: unknown): Refusal | null;
}

export function board(world: World, shelf: MediaShelf, names: Names): Board {
  const streams = new Map<string, { about: string; messageId: string }>();
  const tasks = new Map<string, string>();

  function quoteOf(messageId: string | null): Pick<Message, 'quote'> {
    const quoted = messageId === null ? undefined : world.message(messageId);
    return quoted === undefined ? {} : { quote: { messageId: quoted.id, from: quoted.from, text: wordsOf(quoted) } };
  }

  function showPictures(chat: Chat, about: string, stream: Stream): void {
    for (const { image } of stream.msg_item ?? []) {
      const bytes = Buffer.from(image.base64, 'base64');
      const { id } = shelf.put({ name: '图片', type: pictureType(bytes) ?? 'application/octet-stream', bytes });
      world.add({ chatId: chat.id, from: BOT, about, body: { kind: 'image', mediaId: id }, state: 'shown' });
    }
  }

  return {
    showText(chat, about, text) {
      world.add({ chatId: chat.id, from: BOT, about, body: { kind: 'text', text }, state: 'shown' });
    },
    showMarkdown(chat, about, text, quoted) {
      const body = { kind: 'markdown', flavour: 'bot', text } as const;
      world.add({ chatId: chat.id, from: BOT, about, body, state: 'shown', mentions: names.taggedIn(text), ...quoteOf(quoted) });
    },
    showStream(chat, about, streamId, stream) {
      const known = streams.get(streamId);
      if (known !== undefined && known.about !== about) return { code: 40058, why: 'stream.id used before' };
      const text = stream.content ?? '';
      const body = { kind: 'markdown', flavour: 'bot', text } as const;
      const state = stream.finish === true ? 'shown' : 'streaming';
      if (known === undefined) {
        const { id } = world.add({ chatId: chat.id, from: BOT, about, body, state, mentions: names.taggedIn(text) });
        streams.set(streamId, { about, messageId: id });
      } else {
        // A finished stream does not change any more (document path 101031), also not by a repeated callback.
        if (world.message(known.messageId)?.state === 'shown') return null;
        world.change(known.messageId, { body, state, mentions: names.taggedIn(text) });
      }
      if (stream.finish === true) showPictures(chat, about, stream);
      return null;
    },
    freezeStream(streamId) {
      const known = streams.get(streamId);
      if (known !== undefined) world.change(known.messageId, { state: 'frozen' });
    },
    showCard(chat, about, raw) {
      const check = checkCard(raw);
      if (!check.ok) return { code: check.code, why: check.why };
      const taskId = check.card.task_id;
      const usedBy = taskId === undefined ? undefined : tasks.get(taskId);
      // The same card of a repeated callback is there already; another message must not use its task_id.
      if (usedBy === about) return null;
      if (usedBy !== undefined) return { code: 42014, why: 'task_id: used before' };
      if (taskId !== undefined) tasks.set(taskId, about);
      world.add({ chatId: chat.id, from: BOT, about, body: { kind: 'card', card: check.card }, state: 'shown' });
      return null;
    },
  };
}
