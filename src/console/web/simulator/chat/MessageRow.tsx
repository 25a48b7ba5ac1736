import { useRef } from 'react';
import { Avatar, BotAvatar } from '../../shared/Avatar.tsx';
import { icons } from '../../shared/icons.tsx';
import type { Chat, Message } from '../schema.ts';
import { texts } from '../texts.ts';
import { BOT, useWho } from '../who.ts';
import { Bubble } from './Bubble.tsx';
import { useLongPress } from './useLongPress.ts';
import type { MenuAt } from './MessageMenu.tsx';
import { QuoteLine } from './QuoteLine.tsx';

export function MessageRow({ message, chat, onMenu }: { message: Message; chat: Chat; onMenu: (at: MenuAt) => void }) {
  const { me, nameOf } = useWho();
  const isOwn = message.from === me.userId;
  const more = useRef<HTMLButtonElement>(null);
  const openMenu = (x: number, y: number): void => onMenu({ message, isOwn, x, y });
  const press = useLongPress(openMenu);

  if (message.body.kind === 'event') {
    return (
      <div data-testid="message" data-from={message.from} data-id={message.id}>
        <p className="time-mark">
          {nameOf(message.from)}
          {texts.event(message.body.name)}
        </p>
        <StateLine message={message} />
      </div>
    );
  }
  return (
    <article
      className={isOwn ? 'message message-own' : 'message'}
      data-testid="message"
      data-from={message.from}
      data-id={message.id}
      data-state={message.state}
    >
      {message.from === BOT ? <BotAvatar /> : <Avatar id={message.from} name={nameOf(message.from)} />}
      <div className="message-words">
        {chat.kind === 'group' && !isOwn ? (
          <p className="message-name">
            {nameOf(message.from)}
            {message.from === BOT ? <span className="tag">机器人</span> : null}
          </p>
        ) : (
          <p className="only-read">{isOwn ? '我' : nameOf(message.from)}</p>
        )}
        <div className="message-line">
          <div className="message-body" {...press}>
            {message.quote === undefined ? null : <QuoteLine quote={message.quote} />}
            <Bubble message={message} />
          </div>
          <button
            ref={more}
            type="button"
            className="message-more"
            aria-label="更多操作"
            aria-haspopup="menu"
            onClick={() => {
              const box = more.current?.getBoundingClientRect();
              openMenu(box?.left ?? 0, box?.bottom ?? 0);
            }}
          >
            {icons.more}
          </button>
        </div>
        <StateLine message={message} />
      </div>
    </article>
  );
}

/** What went wrong, small and below. */
function StateLine({ message }: { message: Message }) {
  if (message.problem !== undefined) return <p className="message-problem">{texts.problem(message.problem)}</p>;
  if (message.state === 'frozen') return <p className="message-hint">回答超过 6 分钟没有说完</p>;
  return null;
}
