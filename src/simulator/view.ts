import type { Message } from './message.ts';
import type { World } from './world.ts';

/** A message as one person sees it: with the card that is theirs, without those of others. */
export function viewOf(message: Message, userId: string): Omit<Message, 'cardFor'> {
  const { cardFor, ...rest } = message;
  const own = cardFor[userId];
  return own === undefined ? rest : { ...rest, body: { kind: 'card', card: own } };
}

/** All that a person's phone shows. */
export function snapshotFor(world: World, userId: string): object {
  return {
    chats: world.chatsOf(userId).map((chat) => ({
      ...chat,
      readUpTo: world.readUpTo(userId, chat.id),
      messages: world.messages(chat.id).map((message) => viewOf(message, userId)),
    })),
  };
}
