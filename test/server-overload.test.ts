import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { systemClock } from '../src/core/clock.ts';
import { randomIds } from '../src/core/ids.ts';
import { silentLog } from '../src/core/log.ts';
import { nodeFiles } from '../src/store/json/index.ts';
import { wecomClient, type WecomClient } from './support/wecom-client.ts';

const TOKEN = 'token';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

let folder: string;
let app: App;
let wecom: WecomClient;
/** Holds a message in hand until it is let go. */
let held: { readonly reached: Promise<void>; readonly letGo: () => void };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overload-'));
  const reached = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  held = { reached: reached.promise, letGo: free.resolve };
  const env = { PORT: '0', DATA_DIR: join(folder, 'store'), SEED: 'none', WECOM_AIBOT_TOKEN: TOKEN, WECOM_AIBOT_AES_KEY: AES_KEY };
  app = await startApp(readConfig(env), {
    clock: systemClock,
    ids: randomIds,
    log: silentLog,
    files: nodeFiles,
    chance: Math.random,
    failpoints: {
      hit: async (name) => {
        if (name !== 'unit.beforeCommit') return;
        reached.resolve();
        await free.promise;
      },
    },
    onFatal: (error) => {
      throw error;
    },
    intake: { waitMs: 60_000, waiting: 1, inFlight: 1, answerMs: 60_000 },
  });
  wecom = wecomClient({ url: `${app.url}/wecom/aibot`, token: TOKEN, aesKey: AES_KEY, clock: systemClock });
});

afterEach(async () => {
  held.letGo();
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

async function figures(): Promise<string> {
  return (await fetch(`${app.url}/metrics`)).text();
}

it('L01: what is too much gets a quick 503 unread, what was taken is answered, and the figures tell', async () => {
  const taken = wecom.say({ userId: 'zhangwei', text: '帮助' });
  await held.reached;
  const waiting = wecom.say({ userId: 'zhaojing', text: '帮助' });
  await vi.waitFor(async () => expect(await figures()).toContain('dangqun_callbacks_waiting 1'));

  const refused = await wecom.say({ userId: 'lina', text: '帮助' });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('2');
  // Nothing of it was opened: rubbish gets the same answer as a good message, not a 403.
  const rubbish = await fetch(`${app.url}/wecom/aibot`, { method: 'POST', body: 'rubbish' });
  expect(rubbish.status).toBe(503);
  // Probes pass, or the machine would be taken for dead.
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  const busy = await figures();
  expect(busy).toContain('dangqun_callbacks_shed_total{reason="full"} 2');
  expect(busy).toContain('dangqun_callbacks_in_flight 1');

  held.letGo();
  expect((await taken).status).toBe(200);
  expect((await waiting).status).toBe(200);
  expect((await wecom.say({ userId: 'lina', text: '帮助' })).status).toBe(200);
});

it('who only keeps a connection makes room for who comes', async () => {
  const { port } = new URL(app.url);
  const idle = await Promise.all(Array.from({ length: 1_000 }, () => answeredOnce(Number(port))));
  const status = async (): Promise<number> =>
    fetch(`${app.url}/healthz`, { headers: { connection: 'close' } }).then(
      (response) => response.status,
      () => 0,
    );
  await expect.poll(status, { timeout: 3_000 }).toBe(200);
  for (const socket of idle) socket.destroy();
});

/** A connection that has asked once and stays. */
async function answeredOnce(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write('GET /healthz HTTP/1.1\r\nhost: bot\r\n\r\n');
  await once(socket, 'data');
  return socket;
}

it('C17: while it stops, each busy connection ends with its next answer, and what is in hand is answered', async () => {
  const taken = wecom.say({ userId: 'zhangwei', text: '帮助' });
  await held.reached;
  const { query, body } = wecom.request({
    msgid: 'busy',
    aibotid: 'a',
    chattype: 'single',
    from: { userid: 'zhaojing' },
    msgtype: 'event',
    event: { eventtype: 'nothing_known' },
  });
  const { port } = new URL(app.url);
  const busy = connect(Number(port), '127.0.0.1');
  let heard = '';
  busy.on('data', (bytes: Buffer) => void (heard += bytes.toString()));
  const ended = once(busy, 'end');
  // Its first request waits in the line behind the one that is held; the second comes when the program is stopping already.
  busy.write(`POST /wecom/aibot?${query.toString()} HTTP/1.1\r\nhost: bot\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  await vi.waitFor(async () => expect(await figures()).toContain('dangqun_callbacks_waiting 1'));
  const stopped = app.stop();
  await vi.waitFor(async () => expect(fetch(`${app.url}/healthz`)).rejects.toThrow());
  busy.write('GET /healthz HTTP/1.1\r\nhost: bot\r\n\r\n');
  held.letGo();
  expect((await taken).status).toBe(200);
  await ended;
  await stopped;
  expect(heard.match(/HTTP\/1\.1 200/gu)).toHaveLength(2);
  expect(heard).toMatch(/connection: close/iu);
});
