import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { openService } from '../features/policy/opinion/service.ts';
import { startProcess } from '../support/crash-process.ts';
import { AES_KEY, TOKEN } from '../support/wecom-aibot.ts';
import { wecomClient } from '../support/wecom-client.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const QUESTION = '年假能不能跨年用';
let service: Awaited<ReturnType<typeof openService>>;
let folder: string;
let running: ReturnType<typeof startProcess>;
let wecom: ReturnType<typeof wecomClient>;
let url: string;

/** The whole program on the shipped rules, with an embedding and reranking service that the test plays. */
async function start(): Promise<void> {
  running = startProcess('src/main.ts', {
    PORT: '0',
    DATA_DIR: join(folder, 'store'),
    SEED: 'demo',
    SIMULATOR: 'off',
    WECOM_AIBOT_TOKEN: TOKEN,
    WECOM_AIBOT_AES_KEY: AES_KEY,
    LLM_BASE_URL: service.baseUrl,
    EMBEDDING_MODEL: 'vectors',
    RERANK_MODEL: 'order',
  });
  url = (await running.listening) ?? '';
  wecom = wecomClient({ url: `${url}/wecom/aibot`, token: TOKEN, aesKey: AES_KEY, clock: systemClock });
}
async function stop(): Promise<void> {
  running.signal('SIGTERM');
  await running.ended;
}

beforeEach(async () => {
  service = await openService();
  service.behaviour.means = (text) => [1, text.length / 100, 0.5];
  folder = await mkdtemp(join(tmpdir(), 'opinion-'));
  await start();
}, 30_000);
afterEach(async () => {
  await stop();
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

async function figure(name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length) ?? Number.NaN,
  );
}
async function embedded(): Promise<void> {
  await expect.poll(() => running.output(), { timeout: 20_000 }).toContain('clauses are embedded');
}
const say = async (): Promise<string> => (await wecom.say({ userId: 'zhangwei', text: QUESTION })).text ?? '';

it('clauses are embedded once for all starts; a question is asked about and answered by the quoted clause', async () => {
  await embedded();
  expect(await figure('dangqun_clauses_embedded')).toBeGreaterThan(100);
  expect(await say()).toMatch(/一般不跨年度。\n——《.+》第十条/u);
  expect(service.asked.slice(-2)).toMatchObject([{ texts: [QUESTION] }, { path: 'rerank', question: QUESTION }]);
  // On a busy machine 0.4 s may be too short even for the test's own service.
  const outcomes = ['joined', 'late'].map((outcome) => figure(`dangqun_second_opinions_total{service="rerank",outcome="${outcome}"}`));
  expect((await Promise.all(outcomes)).toSorted()).toEqual([0, 1]);
  expect(running.output()).not.toMatch(/年假|跨年/u);
  expect((await stat(join(folder, 'store', 'policy-vectors.bin'))).mode & 0o077).toBe(0);
  expect((await readFile(join(folder, 'store', 'policy-vectors.bin'))).includes('年')).toBe(false);

  await stop();
  service.asked.length = 0;
  await start();
  await expect.poll(() => figure('dangqun_clauses_embedded'), { timeout: 20_000 }).toBeGreaterThan(100);
  expect(service.asked).toEqual([]);
});

it('X12: a service that falls silent costs three questions a moment, and no further one', async () => {
  await embedded();
  service.behaviour.instead = () => {};
  for (let times = 0; times < 3; times += 1) {
    // Past 1.5 s the door would have said 正在查.
    expect(await say()).toMatch(/——《.+》第十条/u);
  }
  service.asked.length = 0;
  expect(await say()).toMatch(/——《.+》第十条/u);
  expect(service.asked).toEqual([]);
  expect(await figure('dangqun_second_opinions_total{service="embedding",outcome="late"}')).toBe(3);
});
