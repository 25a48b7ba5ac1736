import { icons } from '../../shared/icons.tsx';
import { go } from '../route.ts';
import type { Chat } from '../schema.ts';
import { useWho } from '../who.ts';

export function ChatHeader({ chat, unreadElsewhere, onDebug }: { chat: Chat; unreadElsewhere: number; onDebug: () => void }) {
  const { me } = useWho();
  return (
    <header className="chat-header">
      <button type="button" className="icon-button chat-back" aria-label="返回聊天列表" onClick={() => go(me.userId)}>
        {icons.back}
        {unreadElsewhere === 0 ? null : <span className="chat-back-count">{unreadElsewhere}</span>}
      </button>
      <h1>
        {chat.name}
        {chat.kind === 'group' ? <span className="chat-size">（{chat.members.length}）</span> : <span className="tag">机器人</span>}
      </h1>
      <button type="button" className="icon-button" aria-label="调试" title="调试" data-testid="debug-open" onClick={onDebug}>
        {icons.tools}
      </button>
    </header>
  );
}
