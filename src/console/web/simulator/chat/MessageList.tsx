import { Fragment } from 'react';
import { icons } from '../../shared/icons.tsx';
import type { Chat, Message } from '../schema.ts';
import { clockTime, dayName, dayOf } from '../time.ts';
import { useWho } from '../who.ts';
import type { MenuAt } from './MessageMenu.tsx';
import { MessageRow } from './MessageRow.tsx';
import { PendingRow } from './PendingRow.tsx';
import { TypingRow } from './TypingRow.tsx';
import type { Pending } from './useOutgoing.ts';
import { useStickToEnd } from './useStickToEnd.ts';

/** A pause after which the time is said again. */
const PAUSE_MS = 5 * 60_000;

interface MessageListProps {
  chat: Chat;
  pending: readonly Pending[];
  onRetry: (pending: Pending) => void;
  onMenu: (at: MenuAt) => void;
}

export function MessageList({ chat, pending, onRetry, onMenu }: MessageListProps) {
  const { me } = useWho();
  const { messages } = chat;
  const isWaiting = messages.some(({ state, from }) => state === 'waiting' && from === me.userId);
  const { ref, isAway, toEnd } = useStickToEnd(messages, pending.length);

  return (
    <div className="message-area">
      <div className="messages" ref={ref} role="log" aria-label="聊天内容" tabIndex={0}>
        {messages.map((message, index) => (
          <Fragment key={message.id}>
            <TimeMark message={message} before={messages[index - 1]} />
            <MessageRow message={message} chat={chat} onMenu={onMenu} />
          </Fragment>
        ))}
        {pending.map((one) => (
          <PendingRow key={one.clientId} pending={one} onRetry={onRetry} />
        ))}
        {isWaiting ? <TypingRow /> : null}
      </div>
      {isAway ? (
        <button type="button" className="to-end" onClick={toEnd} aria-label="看最新消息">
          {icons.down}
        </button>
      ) : null}
    </div>
  );
}

/** The day where a new one begins; the hour after a pause. */
function TimeMark({ message, before }: { message: Message; before: Message | undefined }) {
  const isNewDay = before === undefined || dayOf(before.at) !== dayOf(message.at);
  const isLater = before !== undefined && Date.parse(message.at) - Date.parse(before.at) > PAUSE_MS;
  if (!isNewDay && !isLater) return null;
  return <p className="time-mark">{isNewDay ? `${dayName(message.at)} ${clockTime(message.at)}` : clockTime(message.at)}</p>;
}
