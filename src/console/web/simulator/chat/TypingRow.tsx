import { BotAvatar } from '../../shared/Avatar.tsx';

/** The bot has the message and has not said anything yet. */
export function TypingRow() {
  return (
    <div className="message typing">
      <BotAvatar />
      <div className="message-words">
        <div className="bubble">
          <Dots />
        </div>
      </div>
    </div>
  );
}

export function Dots() {
  return (
    <span className="dots" role="status" aria-label="正在回复">
      <i />
      <i />
      <i />
    </span>
  );
}
