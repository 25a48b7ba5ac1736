import { useEffect, useState } from 'react';
import { remote } from '../remote.ts';
import type { Chat, Sample } from '../schema.ts';
import { useWho } from '../who.ts';

/** Callbacks that one cannot type: voice, pictures, events, wrong signatures. */
export function SamplePanel({ chat, onDone }: { chat: Chat; onDone: () => void }) {
  const { me } = useWho();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [hasFailed, setFailed] = useState(false);
  const fail = (): void => setFailed(true);

  useEffect(() => {
    remote.samples(chat.id).then(setSamples, fail);
  }, [chat.id]);

  return (
    <section className="drawer-part">
      <h2>回放样例</h2>
      <p>以您的名义发到这个聊天</p>
      <ul className="drawer-list">
        {samples.map(({ id, label }) => (
          <li key={id}>
            <button
              type="button"
              data-testid={`sample-${id}`}
              onClick={() => void remote.replay(id, me.userId, chat.id).then(onDone, fail)}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
      {hasFailed ? <p role="alert">没有办成，请再点一次</p> : null}
    </section>
  );
}
