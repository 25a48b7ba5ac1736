import { Avatar } from '../../shared/Avatar.tsx';
import { useWho } from '../who.ts';
import type { Pending } from './useOutgoing.ts';
import { Words } from './Words.tsx';

/** Typed and sent, not yet with the server; or not arrived there. */
export function PendingRow({ pending, onRetry }: { pending: Pending; onRetry: (pending: Pending) => void }) {
  const { me } = useWho();
  return (
    <article
      className="message message-own"
      data-testid="message"
      data-from={me.userId}
      data-state={pending.hasFailed ? 'unsent' : 'sending'}
    >
      <Avatar id={me.userId} name={me.name} />
      <div className="message-words">
        <div className="message-line">
          <div className="bubble">
            <Words text={pending.text} />
          </div>
          {pending.hasFailed ? (
            <button type="button" className="message-failed" onClick={() => onRetry(pending)} aria-label="没有发出去，再发一次">
              !
            </button>
          ) : (
            <span className="spinner" role="status" aria-label="正在发送" />
          )}
        </div>
        {pending.hasFailed ? <p className="message-problem">没有发出去，点感叹号再发</p> : null}
      </div>
    </article>
  );
}
