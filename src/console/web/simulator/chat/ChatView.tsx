import { useState } from 'react';
import { DebugDrawer } from '../debug/DebugDrawer.tsx';
import type { Chat, Message } from '../schema.ts';
import { useWho } from '../who.ts';
import { ChatHeader } from './ChatHeader.tsx';
import { Composer } from './Composer.tsx';
import { EmptyChat } from './EmptyChat.tsx';
import { MessageList } from './MessageList.tsx';
import { MessageMenu, type MenuAt } from './MessageMenu.tsx';
import { useOutgoing } from './useOutgoing.ts';
import { useReading } from './useReading.ts';
import './chat.css';

/** What the debug drawer shows: nothing, its tools, or the traffic of a message. */
export type Debugging = { readonly tab: 'tools' } | { readonly tab: 'traffic'; readonly message: Message | undefined } | undefined;

export function ChatView({ chat, unreadElsewhere }: { chat: Chat; unreadElsewhere: number }) {
  const { me } = useWho();
  const [quoted, setQuoted] = useState<Message>();
  const [menu, setMenu] = useState<MenuAt>();
  const [debugging, setDebugging] = useState<Debugging>();
  const outgoing = useOutgoing(chat, me.userId);
  useReading(chat, me.userId);
  const isEmpty = chat.messages.length === 0 && outgoing.pending.length === 0;

  return (
    <main className="chat" aria-label={chat.name}>
      <ChatHeader chat={chat} unreadElsewhere={unreadElsewhere} onDebug={() => setDebugging({ tab: 'tools' })} />
      {isEmpty ? (
        <EmptyChat chat={chat} onTry={(text) => outgoing.send(text)} />
      ) : (
        <MessageList chat={chat} pending={outgoing.pending} onRetry={outgoing.retry} onMenu={setMenu} />
      )}
      <Composer
        key={chat.id}
        chat={chat}
        quoted={quoted}
        onUnquote={() => setQuoted(undefined)}
        onSend={(text) => {
          outgoing.send(text, quoted?.id);
          setQuoted(undefined);
        }}
      />
      {menu === undefined ? null : (
        <MessageMenu
          at={menu}
          onClose={() => setMenu(undefined)}
          onQuote={setQuoted}
          onTraffic={(message) => setDebugging({ tab: 'traffic', message })}
        />
      )}
      {debugging === undefined ? null : (
        <DebugDrawer chat={chat} debugging={debugging} onTab={setDebugging} onClose={() => setDebugging(undefined)} />
      )}
    </main>
  );
}
