import { BotAvatar, GroupAvatar } from '../../shared/Avatar.tsx';
import { callsMe, previewOf, unreadOf } from '../chats.ts';
import { go } from '../route.ts';
import type { Chat, Message } from '../schema.ts';
import { listTime } from '../time.ts';
import { useWho, type Who } from '../who.ts';

export function ChatRow({ chat, isOpen }: { chat: Chat; isOpen: boolean }) {
  const who = useWho();
  const unread = unreadOf(chat, who.me.userId);
  const last = chat.messages.at(-1);
  return (
    <button
      type="button"
      className="chat-row"
      data-testid={chat.kind === 'single' ? 'chat-bot' : `chat-${chat.id}`}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => go(who.me.userId, chat.id)}
    >
      {chat.kind === 'single' ? <BotAvatar /> : <GroupAvatar members={chat.members.map((id) => ({ id, name: who.nameOf(id) }))} />}
      <span className="chat-row-name">{chat.name}</span>
      <span className="chat-row-time">{last === undefined ? '' : listTime(last.at)}</span>
      <span className="chat-row-last">
        {callsMe(unread, who.me.userId) ? <span className="calls-me">[有人@我] </span> : null}
        {last === undefined ? hintOf(chat) : lineOf(last, chat, who)}
      </span>
      {unread.length === 0 ? null : (
        <span className="badge" data-testid={`unread-${chat.kind === 'single' ? 'bot' : chat.id}`} aria-label={`${unread.length} 条未读`}>
          {unread.length > 99 ? '99+' : unread.length}
        </span>
      )}
    </button>
  );
}

function hintOf(chat: Chat): string {
  return chat.kind === 'single' ? '有事直接说' : `${chat.members.length} 人`;
}

function lineOf(message: Message, chat: Chat, { me, nameOf }: Who): string {
  const words = previewOf(message.body, nameOf);
  return chat.kind === 'single' || message.from === me.userId ? words : `${nameOf(message.from)}：${words}`;
}
