import { setImmediate } from 'node:timers/promises';
import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { wecomHttp } from '../../../src/channels/wecom/api.ts';
import { clockSkew, wecomDate } from '../../../src/channels/wecom/clock-skew.ts';
import { HOUR_MS, MINUTE_MS, plusMs } from '../../../src/core/clock.ts';
import type { Log } from '../../../src/core/log.ts';
import { setClock } from '../../support/clock.ts';

const NOW = '2026-11-21T01:00:00.000Z';

/** Our clock, so many seconds ahead of WeCom's, and what was told of it. */
async function aheadBy(seconds: number) {
  const warnings: unknown[] = [];
  const log: Log = { info: () => {}, warn: (_, fields) => void warnings.push(fields), error: () => {} };
  const looks: { readonly ms: number; readonly look: () => void }[] = [];
  let theirs = plusMs(NOW, -seconds * 1000);
  const skew = clockSkew({
    clock: setClock(NOW),
    log,
    timers: {
      after: (ms, look) => {
        looks.push({ ms, look });
        return () => {};
      },
    },
    ask: () => Promise.resolve(new Date(theirs).toUTCString()),
  });
  await setImmediate();
  return {
    skew,
    warnings,
    is: (now: number) => void (theirs = plusMs(NOW, -now * 1000)),
    /** The next look, and after how long it comes. */
    next: async (): Promise<number> => {
      const planned = looks.shift();
      planned?.look();
      await setImmediate();
      return planned?.ms ?? 0;
    },
  };
}

describe('T03: a clock that is not WeCom’s', () => {
  it.each([
    [0, null],
    [-59, null],
    [200, null],
    [240, expect.stringContaining("240 s ahead of WeCom's: messages are refused")],
    [-1_800, expect.stringContaining("1800 s behind WeCom's")],
  ])('%i s ahead: /readyz says', async (seconds, problem) => {
    expect((await aheadBy(seconds)).skew.problem()).toEqual(problem);
  });

  it('is told to the log before a message is lost by it, once', async () => {
    expect((await aheadBy(59)).warnings).toEqual([]);
    const off = await aheadBy(90);
    expect(off.warnings).toEqual([{ aheadSeconds: 90 }]);
    expect(await off.next()).toBe(HOUR_MS);
    expect(off.warnings.length).toBe(1);
  });

  it('is looked at every minute while it is wrong, so that setting it right shows', async () => {
    const { skew, next, is } = await aheadBy(600);
    is(1);
    expect(await next()).toBe(MINUTE_MS);
    expect(skew.problem()).toBeNull();
  });
});

describe('WeCom’s time', () => {
  afterEach(() => nock.cleanAll());

  it('is that of its answer, whatever it says', async () => {
    nock('https://qyapi.weixin.qq.com').head('/').reply(404, '', { date: 'Sat, 21 Nov 2026 01:00:00 GMT' });
    expect(await wecomDate(wecomHttp(), 'https://qyapi.weixin.qq.com')).toBe('Sat, 21 Nov 2026 01:00:00 GMT');
  });

  it('is unknown where nobody answers, or without a date, and nothing is red for it', async () => {
    nock('https://qyapi.weixin.qq.com').head('/').replyWithError('ECONNREFUSED');
    expect(await wecomDate(wecomHttp(), 'https://qyapi.weixin.qq.com')).toBeUndefined();
    nock('https://qyapi.weixin.qq.com').head('/').reply(200);
    expect(await wecomDate(wecomHttp(), 'https://qyapi.weixin.qq.com')).toBeUndefined();
  });
});
