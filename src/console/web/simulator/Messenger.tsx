import { useEffect } from 'react';
import { ChatList } from './list/ChatList.tsx';
import { ChatView } from './chat/ChatView.tsx';
import { callsMe, unreadOf } from './chats.ts';
import { remote } from './remote.ts';
import { go, isWide } from './route.ts';
import { useLive } from './useLive.ts';
import { useWho } from './who.ts';

/** The list and the open chat: side by side on a desk, one after the other on a phone. */
export function Messenger({ chatId }: { chatId: string | undefined }) {
  const { me } = useWho();
  const { chats, isConnected } = useLive(me.userId);
  const open = chats?.find(({ id }) => id === chatId);
  const firstId = chats?.[0]?.id;
  const unread = (chats ?? []).filter(({ id }) => id !== chatId).flatMap((chat) => unreadOf(chat, me.userId));

  useEffect(() => {
    // A desk shows a chat at once; a phone begins with the list.
    if (chatId === undefined && firstId !== undefined && isWide()) go(me.userId, firstId, 'replace');
  }, [chatId, firstId, me.userId]);

  const enteredId = open?.kind === 'single' ? open.id : undefined;
  useEffect(() => {
    // Lost when the server is away: then it comes with the next opening.
    if (enteredId !== undefined) remote.enter(me.userId, enteredId).catch(() => undefined);
  }, [enteredId, me.userId]);

  useEffect(() => {
    document.title = unread.length === 0 ? '消息' : `（${unread.length}）${callsMe(unread, me.userId) ? '有人@我' : '消息'}`;
  }, [unread, me.userId]);

  if (chats === undefined) return <p className="notice">正在打开…</p>;
  return (
    <div className={open === undefined ? 'messenger' : 'messenger messenger-in-chat'}>
      {isConnected ? null : (
        <p className="offline" role="status">
          连接断开了，正在重新连接…
        </p>
      )}
      <ChatList chats={chats} openId={open?.id} />
      {open === undefined ? (
        <div className="no-chat">选一个聊天</div>
      ) : (
        <ChatView key={open.id} chat={open} unreadElsewhere={unread.length} />
      )}
    </div>
  );
}
