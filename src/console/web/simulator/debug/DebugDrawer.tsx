import { useEffect, useRef } from 'react';
import { icons } from '../../shared/icons.tsx';
import type { Debugging } from '../chat/ChatView.tsx';
import type { Chat } from '../schema.ts';
import { useWho } from '../who.ts';
import { DelayPanel } from './DelayPanel.tsx';
import { RepeatPanel } from './RepeatPanel.tsx';
import { SamplePanel } from './SamplePanel.tsx';
import { TrafficPanel } from './TrafficPanel.tsx';
import './debug.css';

interface DebugDrawerProps {
  chat: Chat;
  debugging: NonNullable<Debugging>;
  onTab: (debugging: Debugging) => void;
  onClose: () => void;
}

/** Tools for whoever looks under the surface; out of sight for everyone else. */
export function DebugDrawer({ chat, debugging, onTab, onClose }: DebugDrawerProps) {
  const { me } = useWho();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (ref.current?.open === false) ref.current.showModal();
  }, []);

  const last = chat.messages.findLast(({ from, state }) => from === me.userId && state !== 'shown');
  const shown = debugging.tab === 'traffic' ? (debugging.message ?? last ?? chat.messages.at(-1)) : undefined;
  return (
    <dialog ref={ref} className="drawer" aria-label="调试" onClose={onClose} onClick={(event) => event.target === ref.current && onClose()}>
      <div className="drawer-inside">
        <header>
          <div role="tablist" className="drawer-tabs">
            <button type="button" role="tab" aria-selected={debugging.tab === 'tools'} onClick={() => onTab({ tab: 'tools' })}>
              调试
            </button>
            <button
              type="button"
              role="tab"
              data-testid={debugging.tab === 'tools' ? 'traffic-open' : undefined}
              aria-selected={debugging.tab === 'traffic'}
              onClick={() => onTab({ tab: 'traffic', message: undefined })}
            >
              报文
            </button>
          </div>
          <button type="button" className="icon-button" aria-label="关闭" onClick={onClose}>
            {icons.close}
          </button>
        </header>
        {debugging.tab === 'traffic' ? (
          <TrafficPanel message={shown} />
        ) : (
          <>
            <DelayPanel />
            <RepeatPanel message={last} />
            <SamplePanel chat={chat} onDone={onClose} />
          </>
        )}
      </div>
    </dialog>
  );
}
