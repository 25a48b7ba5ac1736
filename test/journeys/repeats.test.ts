import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { noFailpoints, type FailpointName, type Failpoints } from '../../src/core/failpoints.ts';
import { randomIds } from '../../src/core/ids.ts';
import { nodeFiles } from '../../src/store/json/index.ts';
import { SECRET_KEY } from '../support/crash-folder.ts';
import { AES_KEY, TOKEN } from '../support/wecom-aibot.ts';
import { wecomClient, type WecomAnswered, type WecomClient } from '../support/wecom-client.ts';

// What WeCom sends again, to the whole program on a real disk.

const place = { userId: 'zhangwei' } as const;
let folder: string;
let app: App;
let wecom: WecomClient;
/** Whatever is more than information. */
let complaints: string[];

beforeAll(() => nock.restore());
afterAll(() => nock.activate());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'repeats-'));
  complaints = [];
});
afterEach(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

async function starts(failpoints: Failpoints = noFailpoints): Promise<void> {
  const complain = (message: string): void => void complaints.push(message);
  const env = {
    PORT: '0',
    DATA_DIR: join(folder, 'store'),
    SEED: 'demo',
    SIMULATOR: 'off',
    SECRET_KEY: SECRET_KEY.toString('base64'),
    WECOM_AIBOT_TOKEN: TOKEN,
    WECOM_AIBOT_AES_KEY: AES_KEY,
  };
  app = await startApp(readConfig(env), {
    clock: systemClock,
    ids: randomIds,
    log: { info: () => {}, warn: complain, error: complain },
    files: nodeFiles,
    chance: Math.random,
    failpoints,
    onFatal: (error) => {
      throw error;
    },
  });
  wecom = wecomClient({ url: `${app.url}/wecom/aibot`, token: TOKEN, aesKey: AES_KEY, clock: systemClock });
}

/** Holds whoever comes to a place until all are let go; `full` when so many are there. */
function held(name: FailpointName, count: number): { points: Failpoints; full: Promise<void>; letGo: () => void } {
  const [full, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let there = 0;
  const hit = async (at: FailpointName): Promise<void> => {
    if (at !== name) return;
    there += 1;
    if (there === count) full.resolve();
    await free.promise;
  };
  return { points: { hit }, full: full.promise, letGo: free.resolve };
}

const suggests = (msgid: string, text = '建议：楼道换灯'): Promise<WecomAnswered> => wecom.say({ ...place, msgid, text });
const filed = async (): Promise<string[]> => (await wecom.say({ ...place, text: '我的建议' })).text?.match(/S\d+/gu) ?? [];
const streamOf = ({ reply }: WecomAnswered): string => (reply !== null && 'stream' in reply && !reply.stream.finish ? reply.stream.id : '');

it('I03: a repeat while the first is still being handled is not handled a second time, and both are acknowledged within 2.5 s', async () => {
  const first = held('unit.beforeCommit', 1);
  await starts(first.points);
  const begun = performance.now();
  const one = suggests('same');
  await first.full;
  const both = await Promise.all([one, suggests('same')]);
  expect(performance.now() - begun).toBeLessThan(2_500);
  const [streamId = '', ...others] = new Set(both.map(streamOf));
  expect([streamId === '', others]).toEqual([false, []]);
  first.letGo();
  await expect.poll(async () => (await wecom.refresh({ ...place, streamId })).text).toContain('已登记建议 S1');
  expect((await suggests('same')).text).toContain('已登记建议 S1');
  expect(await filed()).toEqual(['S1']);
});

it('I04: a repeat after a restart is recognised from the disk: the same answer, and nothing is done', async () => {
  await starts();
  const { text } = await suggests('same');
  expect(text).toContain('已登记建议 S1');
  await app.stop();
  await starts();
  expect((await suggests('same')).text).toBe(text);
  expect(await filed()).toEqual(['S1']);
});

it('I17: connections cut while the answers are written: each effect stays, once; repeats get the kept answers; nobody complains', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `cut-${index}`);
  const acks = held('ack.before', ids.length);
  await starts(acks.points);
  const cut = ids.map((msgid) => {
    const { query, body } = wecom.request({
      msgid,
      chattype: 'single',
      from: { userid: place.userId },
      msgtype: 'text',
      text: { content: `建议：${msgid} 号楼换灯` },
    });
    const request = httpRequest(`${app.url}/wecom/aibot?${query.toString()}`, { method: 'POST', agent: false });
    request.on('error', () => {});
    request.end(body);
    return request;
  });
  await acks.full;
  await Promise.all(
    cut.map((request) => {
      request.socket?.resetAndDestroy();
      return new Promise((resolve) => request.destroy().once('close', resolve));
    }),
  );
  acks.letGo();
  const repeated = await Promise.all(ids.map((msgid) => suggests(msgid, `建议：${msgid} 号楼换灯`)));
  const numbers = repeated.map(({ text }) => /已登记建议 S(\d+)/u.exec(text ?? '')?.[1]);
  expect(numbers.map(Number).toSorted((one, other) => one - other)).toEqual(ids.map((_, index) => index + 1));
  expect((await suggests('another')).text).toContain('已登记建议 S21');
  expect(complaints).toEqual([]);
});
