import { useState } from 'react';
import { previewOf } from '../chats.ts';
import { remote } from '../remote.ts';
import type { Message } from '../schema.ts';
import { useWho } from '../who.ts';

/** The last message once more with its number, as WeCom does when an answer got lost. The bot must not act twice. */
export function RepeatPanel({ message }: { message: Message | undefined }) {
  const { nameOf } = useWho();
  const [said, setSaid] = useState('');
  return (
    <section className="drawer-part">
      <h2>重发上一条（同一编号）</h2>
      <p>{message === undefined ? '您还没有给机器人发过消息' : previewOf(message.body, nameOf)}</p>
      <button
        type="button"
        className="plain-button"
        disabled={message === undefined}
        onClick={() => {
          if (message === undefined) return;
          remote.repeat(message.id, 0).then(
            () => setSaid('已重发，聊天里不应多出回答'),
            () => setSaid('没有发出去，请再点一次'),
          );
        }}
      >
        重发一次
      </button>
      <p role="status">{said}</p>
    </section>
  );
}
