import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isWecomAddress } from '../../../src/channels/wecom/address.ts';
import { callWecom, wecomHttp, type WecomAnswer } from '../../../src/channels/wecom/api.ts';
import { surelyNotSent } from '../../../src/channels/wecom/not-sent.ts';

const PATH = '/cgi-bin/aibot/response';

async function call(behave: RequestListener, timeoutMs?: number): Promise<WecomAnswer> {
  const server = createServer(behave).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  try {
    return await callWecom(wecomHttp(), {
      channel: 'test',
      method: 'test/call',
      url,
      body: { hello: 1 },
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

afterEach(() => vi.restoreAllMocks());

describe('a call to WeCom', () => {
  it('sends JSON and gives the whole answer', async () => {
    let heard = '';
    const answer = await call((request, response) => {
      request.on('data', (chunk) => (heard += String(chunk)));
      request.on('end', () => response.end('{"errcode":0,"media_id":"M"}'));
    }, 5_000);
    expect([heard, answer]).toEqual(['{"hello":1}', { errcode: 0, media_id: 'M' }]);
  });

  it('O04: that is never answered ends in time: maybe delivered', async () => {
    await expect(call(() => undefined, 50)).rejects.toMatchObject({ code: 'no-answer', disposition: 'unknown' });
  });

  it('O04: is given ten seconds; a yes that comes later is not heard', async () => {
    const over = new AbortController();
    const given: number[] = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => (given.push(ms), over.signal));
    const late: RequestListener = (_request, response) => {
      over.abort();
      response.end('{"errcode":0}');
    };
    await expect(call(late)).rejects.toMatchObject({ code: 'no-answer', disposition: 'unknown' });
    expect(given).toEqual([10_000]);
  });

  it('O05: that is answered byte by byte ends in time as well', async () => {
    const trickle: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write(' '), 10);
      response.once('close', () => clearInterval(timer));
    };
    await expect(call(trickle, 100)).rejects.toMatchObject({ code: 'no-answer', disposition: 'unknown' });
  });

  it('O01: to a port where nobody listens was surely not sent', async () => {
    const nobody = callWecom(wecomHttp(), { channel: 'test', method: 'test/call', url: 'http://127.0.0.1:1/', body: {} });
    await expect(nobody).rejects.toMatchObject({ code: 'ECONNREFUSED', disposition: 'retry', retryAfterMs: 5_000 });
  });

  it('that failed for a reason of our own counts as maybe sent', () => {
    expect(surelyNotSent(new TypeError('bug'))).toBeUndefined();
  });
});

describe('an address of WeCom', () => {
  it('is https on the host that is configured', () => {
    expect(isWecomAddress(`https://qyapi.weixin.qq.com${PATH}?response_code=1`, 'https://qyapi.weixin.qq.com', PATH)).toBe(true);
    expect(isWecomAddress(`https://wecom.corp${PATH}`, 'https://wecom.corp/', PATH)).toBe(true);
    expect(isWecomAddress(`https://qyapi.weixin.qq.com${PATH}`, 'https://wecom.corp', PATH)).toBe(false);
  });

  it('is http for a simulator on this machine only', () => {
    expect(isWecomAddress(`http://127.0.0.1:3000/simulator/qyapi${PATH}`, 'http://127.0.0.1:3000/simulator/qyapi', PATH)).toBe(true);
    expect(isWecomAddress(`http://127.0.0.1:3001/simulator/qyapi${PATH}`, 'http://127.0.0.1:3000/simulator/qyapi', PATH)).toBe(false);
    expect(isWecomAddress(`http://10.0.0.8${PATH}`, 'http://10.0.0.8', PATH)).toBe(false);
    expect(isWecomAddress(`http://10.0.0.8${PATH}`, 'not an address', PATH)).toBe(false);
  });
});
