import type { Exchange } from '../schema.ts';
import { texts } from '../texts.ts';
import { clockTime } from '../time.ts';

export function ExchangeView({ exchange }: { exchange: Exchange }) {
  const { what, attempt, at, ms, request, answer, url } = exchange;
  return (
    <details className="exchange" open={what !== 'refresh'}>
      <summary>
        {texts.exchange[what]}
        {attempt > 1 ? `（第 ${attempt} 次）` : ''}
        <span className={answer.status === 200 ? 'exchange-good' : 'exchange-bad'}>
          {answer.status === null ? '没有应答' : `应答 ${answer.status}`}
        </span>
        <span className="exchange-time">
          {clockTime(at)}，{ms} 毫秒
        </span>
      </summary>
      <Part title="请求（已解密）" value={request.plain} />
      <Part title={answer.plain === null ? '应答为空' : '应答（已解密）'} value={answer.plain} />
      <details>
        <summary>原文</summary>
        <pre tabIndex={0}>{[url, '', request.raw, '', answer.raw].join('\n')}</pre>
      </details>
    </details>
  );
}

function Part({ title, value }: { title: string; value: unknown }) {
  return (
    <>
      <h3>{title}</h3>
      {value === null || value === undefined ? null : <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>}
    </>
  );
}
