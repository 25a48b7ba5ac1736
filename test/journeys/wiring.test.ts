import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { startProcess, type Started } from '../support/crash-process.ts';
import { wecomClient, type WecomClient } from '../support/wecom-client.ts';

// What each part promises is shown where it stands; here, that the program is put together of them.

const TOKEN = 'WiringTokenA1b2C3';
const AES_KEY = 'WiringAesKeyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p';
const PATH = '/wecom/aibot';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

interface Program extends AsyncDisposable {
  readonly folder: string;
  readonly live: Started;
  readonly url: string;
  readonly wecom: WecomClient;
}

async function program(settings: Readonly<Record<string, string>> = {}): Promise<Program> {
  const parent = await mkdtemp(join(tmpdir(), 'dangqun-wiring-'));
  const folder = join(parent, 'store');
  const live = startProcess('src/main.ts', {
    PORT: '0',
    DATA_DIR: folder,
    SEED: 'demo',
    SIMULATOR: 'off',
    WECOM_AIBOT_TOKEN: TOKEN,
    WECOM_AIBOT_AES_KEY: AES_KEY,
    ...settings,
  });
  const url = (await live.listening) ?? '';
  return {
    folder,
    live,
    url,
    wecom: wecomClient({ url: `${url}${PATH}`, token: TOKEN, aesKey: AES_KEY, clock: systemClock }),
    [Symbol.asyncDispose]: async () => {
      live.signal('SIGKILL');
      await live.ended;
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/** Runs in the program before its first line. */
const preload = (script: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(script)}`,
});

it('D04, D05, D06: a store that has failed ends the process with 3, so that the next start reads what is really there', async () => {
  await using bot = await program();
  expect((await bot.wecom.say({ userId: 'zhangwei', text: '帮助' })).status).toBe(200);
  await rm(bot.folder, { recursive: true });
  await pause(1_100);
  await bot.wecom.say({ userId: 'zhangwei', text: '帮助' }).catch(() => {});
  expect(await bot.live.ended).toBe(3);
}, 30_000);

it('C19: what nobody caught ends the process with 4, without its message', async () => {
  const throws = `const write = process.stdout.write;
    process.stdout.write = function (text, ...more) {
      if (String(text).startsWith('listening')) setTimeout(() => { throw new TypeError('canary-' + 'words'); }, 50);
      return write.call(this, text, ...more);
    };`;
  await using bot = await program(preload(throws));
  expect(await bot.live.ended).toBe(4);
  expect(bot.live.output()).toContain('TypeError');
  expect(bot.live.output()).not.toContain('canary-words');
}, 30_000);

it('L04: a member who writes faster than the setting is told once, and no more is done', async () => {
  await using bot = await program({ MEMBER_MESSAGES_PER_MINUTE: '3' });
  const answers: (string | null)[] = [];
  for (let said = 0; said < 5; said += 1) answers.push((await bot.wecom.say({ userId: 'zhangwei', text: '帮助' })).text);
  expect(answers.map((text) => text?.includes('我能帮您') === true)).toEqual([true, true, true, false, false]);
  expect((await bot.wecom.say({ userId: 'zhaojing', text: '帮助' })).text).toContain('我能帮您');
}, 30_000);

it('L03: a thousand connections in the middle of a request are all there are', async () => {
  await using bot = await program();
  const { port } = new URL(bot.url);
  let open = 0;
  const sockets = await Promise.all(
    Array.from(
      { length: 1_100 },
      () =>
        new Promise<Socket>((resolve) => {
          const socket = connect(Number(port), '127.0.0.1', () => {
            open += 1;
            socket.write('GET /healthz HTTP/1.1\r\nHost: b\r\nX-Half');
            resolve(socket);
          });
          socket.on('error', () => resolve(socket));
          socket.on('close', () => (open -= 1));
        }),
    ),
  );
  await expect.poll(() => open, { timeout: 8_000 }).toBeLessThanOrEqual(1_000);
  expect(open).toBeGreaterThan(0);
  for (const socket of sockets) socket.destroy();
}, 30_000);

it('W26: where HOST says nothing, only this machine reaches the program: the proxy, or nobody', async () => {
  await using bot = await program();
  const reaches = (address: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(bot.url).port), address, () => resolve(true));
      socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
    });
  // Another address of the same machine: who listens everywhere listens there too.
  expect([await reaches('127.0.0.1'), await reaches('127.0.0.2')]).toEqual([true, false]);
}, 30_000);

it('W21: headers have ten seconds, a whole request fifteen', async () => {
  await using bot = await program();
  const { port } = new URL(bot.url);
  const closedAfterMs = (bytes: string): Promise<number> => {
    const begun = performance.now();
    return new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
      socket.on('error', () => {});
      socket.on('data', () => {});
      socket.on('close', () => resolve(performance.now() - begun));
    });
  };
  const [headers, body] = await Promise.all([
    closedAfterMs('GET /healthz HTTP/1.1\r\nHost: b\r\n'),
    closedAfterMs(`POST ${PATH}?msg_signature=a&timestamp=1&nonce=1 HTTP/1.1\r\nHost: b\r\nContent-Length: 100\r\n\r\nabc`),
  ]);
  expect(headers).toBeGreaterThan(9_000);
  expect(headers).toBeLessThan(14_000);
  expect(body).toBeLessThan(19_000);
}, 40_000);

it('W22: what is given up in the middle leaves no handle behind', async () => {
  await using bot = await program();
  const handles = async (): Promise<number> => {
    const text = await (await fetch(`${bot.url}/metrics`)).text();
    return Number(/^process_open_fds (\d+)$/mu.exec(text)?.[1] ?? Number.NaN);
  };
  const before = await handles();
  const { port } = new URL(bot.url);
  await Promise.all(
    Array.from(
      { length: 300 },
      () =>
        new Promise<void>((resolve) => {
          const socket = connect(Number(port), '127.0.0.1', () => {
            socket.write(`POST ${PATH} HTTP/1.1\r\nHost: b\r\nContent-Length: 1000\r\n\r\nabc`);
            socket.resetAndDestroy();
          });
          socket.on('error', () => {});
          socket.on('close', () => resolve());
        }),
    ),
  );
  await expect.poll(handles, { timeout: 8_000 }).toBeLessThan(before + 20);
}, 30_000);
