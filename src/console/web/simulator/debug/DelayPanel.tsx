import { useEffect, useState } from 'react';
import { remote } from '../remote.ts';

const CHOICES = [0, 2_000, 8_000, 20_000];

/** How long the small WeCom keeps a callback back: a slow network. */
export function DelayPanel() {
  const [delayMs, setDelayMs] = useState<number>();
  const [hasFailed, setFailed] = useState(false);
  const fail = (): void => setFailed(true);

  useEffect(() => {
    remote.delay().then(setDelayMs, fail);
  }, []);

  return (
    <section className="drawer-part">
      <h2>消息晚到</h2>
      <p>以后每条消息过多久才送到机器人</p>
      <div className="drawer-choices" role="radiogroup" aria-label="延迟">
        {CHOICES.map((ms) => (
          <button
            key={ms}
            type="button"
            role="radio"
            aria-checked={ms === delayMs}
            onClick={() => void remote.setDelay(ms).then(setDelayMs, fail)}
          >
            {ms === 0 ? '马上' : `${ms / 1000} 秒`}
          </button>
        ))}
      </div>
      {hasFailed ? <p role="alert">没有设成，请再点一次</p> : null}
    </section>
  );
}
