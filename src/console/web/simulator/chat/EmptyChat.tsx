import type { Chat } from '../schema.ts';
import { texts } from '../texts.ts';
import { useWho } from '../who.ts';

/** The first words of a chat nobody has written in: a sentence to try, one touch away. */
export function EmptyChat({ chat, onTry }: { chat: Chat; onTry: (text: string) => void }) {
  const { botName } = useWho();
  const at = chat.kind === 'group' ? `@${botName} ` : '';
  const [first, ...more] = texts.tryThis;
  return (
    <div className="empty-chat">
      <button type="button" className="empty-chat-first" onClick={() => onTry(at + first)}>
        试着发：
        <b>
          {at}
          {first}
        </b>
      </button>
      <div className="empty-chat-tries">
        <span>或者</span>
        {more.map((text) => (
          <button key={text} type="button" className="empty-chat-more" onClick={() => onTry(at + text)}>
            {text}
          </button>
        ))}
      </div>
    </div>
  );
}
