import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { startProcess } from '../support/crash-process.ts';
import { AES_KEY, TOKEN } from '../support/wecom-aibot.ts';
import { wecomClient } from '../support/wecom-client.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const QUESTION = '年假能不能跨年用';
let service: Server;
let asked: PromiseWithResolvers<ServerResponse>;
let folder: string;
let running: ReturnType<typeof startProcess>;
let wecom: ReturnType<typeof wecomClient>;

/** The whole program with a language service that the test plays. */
beforeEach(async () => {
  asked = Promise.withResolvers<ServerResponse>();
  service = createServer((request, response) => {
    request.resume().on('end', () => asked.resolve(response));
  });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const address = service.address();
  folder = await mkdtemp(join(tmpdir(), 'model-'));
  running = startProcess('src/main.ts', {
    PORT: '0',
    DATA_DIR: join(folder, 'store'),
    SEED: 'demo',
    SIMULATOR: 'off',
    WECOM_AIBOT_TOKEN: TOKEN,
    WECOM_AIBOT_AES_KEY: AES_KEY,
    LLM_BASE_URL: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/v1`,
    LLM_MODEL: 'words',
  });
  const url = (await running.listening) ?? '';
  wecom = wecomClient({ url: `${url}/wecom/aibot`, token: TOKEN, aesKey: AES_KEY, clock: systemClock });
});
afterEach(async () => {
  running.signal('SIGTERM');
  service.closeAllConnections();
  service.close();
  await running.ended;
  await rm(folder, { recursive: true, force: true });
});

async function say(): Promise<{ first: string; streamId: string; finished: boolean }> {
  const { reply, text } = await wecom.say({ userId: 'zhangwei', text: QUESTION });
  const stream = reply !== null && 'stream' in reply ? reply.stream : undefined;
  return { first: text ?? '', streamId: stream?.id ?? '', finished: stream?.finish ?? true };
}

/** As WeCom's client does: asks again until the stream ends. */
async function lastOf(streamId: string): Promise<string> {
  for (;;) {
    const { reply, text } = await wecom.refresh({ userId: 'zhangwei', streamId });
    if (reply === null || !('stream' in reply) || reply.stream.finish) return text ?? '';
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

const event = (content: string): string => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;

it('the quotation is read at once, while the service still thinks; what it adds and the clause proves comes with the refreshes', async () => {
  const { first, streamId, finished } = await say();
  expect(first).toMatch(/一般不跨年度。\n——《.+》第十条/u);
  expect(finished).toBe(false);
  const response = await asked.promise;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event('年休假一般不跨年度[1]。'));
  response.end(`${event('没休完的按五倍工资补[1]。')}data: [DONE]\n\n`);
  const last = await lastOf(streamId);
  expect(last).toBe(`${first}\n\n简单说（机器改写，以上面原文为准）：\n年休假一般不跨年度（第十条）。`);
});

it('a service that breaks off leaves the quotation, and the log holds no word of the question', async () => {
  const { first, streamId } = await say();
  (await asked.promise).destroy();
  expect(await lastOf(streamId)).toBe(first);
  expect(running.output()).toContain('the model added nothing');
  expect(running.output()).not.toMatch(/年假|跨年/u);
});
