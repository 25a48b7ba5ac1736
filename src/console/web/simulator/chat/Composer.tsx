import { useRef, useState, type KeyboardEvent } from 'react';
import { icons } from '../../shared/icons.tsx';
import { previewOf } from '../chats.ts';
import { isWide } from '../route.ts';
import type { Chat, Message } from '../schema.ts';
import { useWho } from '../who.ts';
import { AttachButton } from './AttachButton.tsx';
import { MemberMenu } from './MemberMenu.tsx';
import { useMentionDraft } from './useMentionDraft.ts';
import './composer.css';

interface ComposerProps {
  chat: Chat;
  quoted: Message | undefined;
  onUnquote: () => void;
  onSend: (text: string) => void;
}

export function Composer({ chat, quoted, onUnquote, onSend }: ComposerProps) {
  const { botName, nameOf } = useWho();
  const input = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const mention = useMentionDraft(chat, text, input, setText);
  const offersBot = chat.kind === 'group' && !text.includes(`@${botName}`);

  function send(): void {
    if (text.trim() === '') return;
    onSend(text.trim());
    setText('');
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // While an IME composes, Enter picks a word; 229 is what older browsers say then.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (mention.onKey(event.key)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {mention.people.length > 0 ? <MemberMenu people={mention.people} chosen={mention.chosen} onPick={mention.pick} /> : null}
      {quoted === undefined ? null : (
        <div className="composer-quote">
          <span>
            引用 {nameOf(quoted.from)}：{previewOf(quoted.body, nameOf)}
          </span>
          <button type="button" className="icon-button" aria-label="不引用了" onClick={onUnquote}>
            {icons.close}
          </button>
        </div>
      )}
      {offersBot ? (
        <button type="button" className="composer-chip" onClick={mention.callBot}>
          @{botName}
        </button>
      ) : null}
      <div className="composer-line">
        {chat.kind === 'single' ? <AttachButton chat={chat} /> : null}
        <textarea
          ref={input}
          data-testid="composer"
          rows={1}
          value={text}
          aria-label="输入消息"
          placeholder={chat.kind === 'group' ? `@${botName} 再说事` : '有事直接说'}
          enterKeyHint="send"
          autoFocus={isWide()}
          onChange={(event) => {
            setText(event.target.value);
            mention.reopen();
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" data-testid="send" disabled={text.trim() === ''}>
          发送
        </button>
      </div>
    </form>
  );
}
