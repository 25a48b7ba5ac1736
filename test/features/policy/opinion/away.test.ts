import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Log } from '../../../../src/core/log.ts';
import { zhangWei } from '../../../support/cast.ts';
import { EMBED_MS, openSecondChat, RERANK_MS } from './chat.ts';
import { openService } from './service.ts';

const QUESTION = '帐篷怎么借';
const LEFT_ALONE_MS = 30_000;
let service: Awaited<ReturnType<typeof openService>>;
let chat: Awaited<ReturnType<typeof openSecondChat>>;
let logged: string;
const keep = (level: string) => (message: string, fields?: object) => {
  logged += `${level} ${message} ${JSON.stringify(fields)}\n`;
};
const log: Log = { info: keep('info'), warn: keep('warn'), error: keep('error') };

async function open(parts: Parameters<typeof openService>[0]): Promise<void> {
  logged = '';
  service = await openService(parts);
  service.behaviour.means = (text) => (/每顶押金|怎么借/u.test(text) ? [1, 0] : text.includes('登记') ? [0, 1] : [0.1, 1]);
  service.behaviour.answers = (_question, text) => (text.includes('每顶押金') ? 0.9 : text.includes('登记') ? 0 : 0.1);
  chat = await openSecondChat(service, { log });
  await chat.embedded();
}
afterEach(async () => {
  await chat.close();
  await service.close();
});

const ask = async (): Promise<string> => /第.条/u.exec((await chat.says(zhangWei, QUESTION)).text ?? '')?.[0] ?? '';
const requests = (): number => service.asked.filter(({ path, texts }) => path === 'rerank' || texts[0] === QUESTION).length;
const silence = (): void => {};
const says =
  (body: string, status = 200) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };

describe('X12: a service that does not answer well', () => {
  beforeEach(() => open({}));

  test('slow: after 0.3 s the answer comes without it', async () => {
    service.behaviour.instead = silence;
    const answer = ask();
    await chat.time.armed(EMBED_MS);
    chat.time.fire(EMBED_MS);
    expect(await answer).toBe('第一条');
    expect(chat.counted()).toEqual(['embedding late']);
  });

  test('it begins an answer and never ends it: after 0.3 s the answer comes without it', async () => {
    service.behaviour.instead = (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":[');
    const answer = ask();
    await chat.time.armed(EMBED_MS);
    chat.time.fire(EMBED_MS);
    expect(await answer).toBe('第一条');
  });

  test.each<readonly [string, (response: ServerResponse) => void]>([
    ['it fails', says('no', 500)],
    ['it is busy', says('no', 429)],
    ['it wants a key', says('{"error":"no"}', 401)],
    ['it talks of something else', says('<html>login</html>')],
    ['it answers in another shape', says('{"data":"none"}')],
    ['it sends too few vectors', says('{"data":[]}')],
    ['its vector is as long as another model’s', says('{"data":[{"index":0,"embedding":[1,0,0]}]}')],
    ['its vector points nowhere', says('{"data":[{"index":0,"embedding":[0,0]}]}')],
    ['it hangs up', (response) => void response.destroy()],
  ])('%s: the answer comes without it, at once', async (_name, instead) => {
    service.behaviour.instead = instead;
    expect(await ask()).toBe('第一条');
    expect(chat.counted()).toEqual(['embedding failed']);
  });

  test('it is gone: the answer comes without it, at once', async () => {
    const { close } = service;
    await close();
    service = { ...service, close: () => Promise.resolve() };
    expect(await ask()).toBe('第一条');
  });
});

describe('X12: after three failures in a row', () => {
  beforeEach(async () => {
    await open({});
    service.behaviour.instead = says('no', 500);
    for (let times = 0; times < 3; times += 1) await ask();
  });

  test('it is left alone: no question waits for it', async () => {
    expect(await ask()).toBe('第一条');
    expect(requests()).toBe(3);
    expect(chat.counted().at(-1)).toBe('embedding leftAlone');
  });

  test('half a minute later it is tried once more, and joins again when it is back', async () => {
    chat.time.pass(LEFT_ALONE_MS);
    service.behaviour.instead = undefined;
    expect(await ask()).toBe('第二条');
    expect(await ask()).toBe('第二条');
  });

  test('where it fails again, one question was enough to know', async () => {
    chat.time.pass(LEFT_ALONE_MS);
    await ask();
    await ask();
    expect(requests()).toBe(4);
  });

  test('the operator reads it once, without a word of the question', async () => {
    await ask();
    expect(logged.match(/left alone/gu)).toHaveLength(1);
    expect(logged).toContain('http-500');
    expect(logged).not.toMatch(/帐篷|怎么借|127\.0\.0\.1/u);
  });
});

describe('two services', () => {
  beforeEach(() => open({ rerank: true }));

  test('both slow: the answer comes after 0.7 s', async () => {
    service.behaviour.instead = silence;
    const answer = ask();
    await chat.time.armed(EMBED_MS);
    chat.time.fire(EMBED_MS);
    await chat.time.armed(RERANK_MS);
    chat.time.fire(RERANK_MS);
    expect(await answer).toBe('第一条');
    expect(chat.counted()).toEqual(['embedding late', 'rerank late']);
  });

  test.each(['embeddings', 'rerank'] as const)('while %s is away, the other joins', async (away) => {
    service.behaviour.instead = (response, path) => {
      if (path === away) return says('no', 500)(response);
      return says(
        JSON.stringify(
          path === 'rerank'
            ? { results: [-1, 1, 0, 0, 0].map((score, index) => ({ index, relevance_score: score })) }
            : { data: [{ index: 0, embedding: [1, 0] }] },
        ),
      )(response);
    };
    expect(await ask()).toBe('第二条');
    for (let times = 0; times < 3; times += 1) await ask();
    expect(await ask()).toBe('第二条');
  });

  test('eight questions wait for a silent service; the ninth does not', async () => {
    service.behaviour.instead = silence;
    const waiting = Array.from({ length: 8 }, () => ask());
    await expect.poll(requests).toBe(8);
    service.behaviour.instead = undefined;
    await chat.says(zhangWei, QUESTION);
    expect(chat.counted()).toContain('embedding busy');
    chat.time.fire(EMBED_MS);
    await Promise.all(waiting);
  });
});
