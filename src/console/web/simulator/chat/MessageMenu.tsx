import { useLayoutEffect, useRef } from 'react';
import { remote } from '../remote.ts';
import type { Message } from '../schema.ts';
import { previewOf } from '../chats.ts';
import { useWho } from '../who.ts';
import './menu.css';

export interface MenuAt {
  readonly message: Message;
  readonly isOwn: boolean;
  readonly x: number;
  readonly y: number;
}

const LATER_MS = 10_000;

interface MessageMenuProps {
  at: MenuAt;
  onClose: () => void;
  onQuote: (message: Message) => void;
  onTraffic: (message: Message) => void;
}

/** What one can do with a message: a small menu on a desk, a sheet from below on a phone. */
export function MessageMenu({ at: { message, isOwn, x, y }, onClose, onQuote, onTraffic }: MessageMenuProps) {
  const { nameOf } = useWho();
  const ref = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    const { width, height } = dialog.getBoundingClientRect();
    dialog.style.setProperty('--menu-x', `${Math.max(8, Math.min(x, window.innerWidth - width - 8))}px`);
    dialog.style.setProperty('--menu-y', `${Math.max(8, Math.min(y, window.innerHeight - height - 8))}px`);
  }, [x, y]);

  const reachedBot = isOwn && message.state !== 'shown';
  const item = (label: string, act: () => void, testId?: string) => (
    <button
      type="button"
      role="menuitem"
      data-testid={testId}
      onClick={() => {
        onClose();
        act();
      }}
    >
      {label}
    </button>
  );
  // Without a connection nothing comes back, and the page already says that it is offline.
  const repeat = (delayMs: number): void => void remote.repeat(message.id, delayMs).catch(() => undefined);

  return (
    <dialog
      ref={ref}
      className="menu"
      aria-label="消息操作"
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <div role="menu">
        {item('引用', () => onQuote(message))}
        {item('复制', () => void navigator.clipboard?.writeText(previewOf(message.body, nameOf)))}
        {reachedBot ? item('重发一次（同一编号）', () => repeat(0)) : null}
        {reachedBot ? item('延迟回调（10 秒后再来一次）', () => repeat(LATER_MS)) : null}
        {reachedBot || message.from === 'bot' ? item('查看报文', () => onTraffic(message), 'traffic-open') : null}
      </div>
    </dialog>
  );
}
