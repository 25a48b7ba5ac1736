import { Avatar } from '../../shared/Avatar.tsx';
import { icons } from '../../shared/icons.tsx';
import { newestFirst } from '../chats.ts';
import { go } from '../route.ts';
import type { Chat } from '../schema.ts';
import { useWho } from '../who.ts';
import { ChatRow } from './ChatRow.tsx';
import './list.css';

export function ChatList({ chats, openId }: { chats: readonly Chat[]; openId: string | undefined }) {
  const { me } = useWho();
  return (
    <nav className="chat-list" aria-label="聊天列表">
      <header className="me-bar">
        <Avatar id={me.userId} name={me.name} small />
        <span className="me-words">
          <span className="me-name">{me.name}</span>
          <span className="me-place">{[me.partyBranch, me.department].filter(Boolean).join(' · ')}</span>
        </span>
        <button type="button" className="me-switch" onClick={() => go()} aria-label="换一个人">
          {icons.switch}
          换人
        </button>
      </header>
      <ul>
        {newestFirst(chats).map((chat) => (
          <li key={chat.id}>
            <ChatRow chat={chat} isOpen={chat.id === openId} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
