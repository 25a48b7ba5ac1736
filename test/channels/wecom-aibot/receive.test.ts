import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signatureOf } from '../../../src/channels/wecom/signature.ts';
import { aibotWorld, AES_KEY, TOKEN, type AibotWorld } from '../../support/wecom-aibot.ts';
import { wecomClient } from '../../support/wecom-client.ts';
import { zhangWei } from '../../support/cast.ts';

// Cut, slow and compressed requests must leave this process as they are; nock would gather and inflate them first.
beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const message = { msgid: 'm', chattype: 'single', from: { userid: zhangWei.userId }, msgtype: 'text', text: { content: '帮助' } };
const answering = (): Promise<AibotWorld> => aibotWorld(async () => ({ text: '好' }));

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly connection: string | undefined;
}

async function send(
  url: string,
  init: { method?: string; query?: string; body?: string | Buffer; headers?: Record<string, string> },
): Promise<Answered> {
  const request = httpRequest(`${url}${init.query === undefined ? '' : `?${init.query}`}`, {
    method: init.method ?? 'POST',
    headers: init.headers ?? {},
    agent: false,
  });
  request.end(init.body);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request.once('response', resolve).once('error', reject);
  const response = await promise;
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, body, connection: response.headers.connection };
}

describe('the address check', () => {
  it('W25: gives the bare echo as text that nobody sniffs or keeps', async () => {
    await using world = await answering();
    const { status, body, headers } = await world.client.verifyUrl('<script>alert(1)</script>');
    expect([status, body]).toEqual([200, '<script>alert(1)</script>']);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  /** As WeCom asks, for the echo `123`. */
  function checkOf({ client }: AibotWorld): URLSearchParams {
    const { query, body } = client.request('123');
    query.set('echostr', JSON.parse(body).encrypt);
    return query;
  }

  it.each<[string, (query: URLSearchParams) => void]>([
    ['another echo', (query) => query.set('echostr', Buffer.alloc(64, 7).toString('base64'))],
    ['an echo in plain words', (query) => query.set('echostr', '<script>alert(1)</script>')],
    ['two echoes', (query) => query.append('echostr', '123')],
    ['two signatures', (query) => query.append('msg_signature', 'a')],
    ['two times', (query) => query.append('timestamp', '1')],
    ['two nonces', (query) => query.append('nonce', 'n')],
  ])('W25, W03: with %s is refused, and says nothing of it', async (_, spoil) => {
    await using world = await answering();
    const query = checkOf(world);
    expect(await send(world.url, { method: 'GET', query: query.toString() })).toMatchObject({ status: 200, body: '123' });
    spoil(query);
    expect(await send(world.url, { method: 'GET', query: query.toString() })).toMatchObject({ status: 403, body: '' });
  });

  it('W25: refuses a foreign signature, an old time and a missing name', async () => {
    await using world = await answering();
    const stranger = wecomClient({ url: world.url, token: 'another', aesKey: AES_KEY, clock: world.time.clock });
    expect(await stranger.verifyUrl()).toMatchObject({ status: 403, body: '' });
    const late = wecomClient({
      url: world.url,
      token: TOKEN,
      aesKey: AES_KEY,
      clock: { now: () => '2026-11-20T01:00:00.000Z', monotonicMs: () => 0 },
    });
    expect(await late.verifyUrl()).toMatchObject({ status: 403, body: '' });
    expect(await send(world.url, { method: 'GET' })).toMatchObject({ status: 403, body: '' });
  });
});

describe('a request that is not from WeCom', () => {
  const spoilt: [string, (query: URLSearchParams) => void][] = [
    ['W01: without signature', (query) => query.delete('msg_signature')],
    ['W01: with an empty signature', (query) => query.set('msg_signature', '')],
    ['W01: with a cut signature', (query) => query.set('msg_signature', (query.get('msg_signature') ?? '').slice(1))],
    ['W01: with an upper-case signature', (query) => query.set('msg_signature', (query.get('msg_signature') ?? '').toUpperCase())],
    ['W01: with a long signature', (query) => query.set('msg_signature', 'a'.repeat(10_000))],
    ['W05: with another nonce', (query) => query.set('nonce', 'other')],
    ['W05: without nonce', (query) => query.delete('nonce')],
    ['W05: with another time', (query) => query.set('timestamp', String(Number(query.get('timestamp')) + 1))],
    ['W03: with a doubled signature', (query) => query.append('msg_signature', query.get('msg_signature') ?? '')],
    ['W03: with a doubled time', (query) => query.append('timestamp', query.get('timestamp') ?? '')],
    ['W03: with a second nonce behind the right one', (query) => query.append('nonce', 'other')],
    [
      'W03: with the signature as a list',
      (query) => (query.append('msg_signature[]', query.get('msg_signature') ?? ''), query.delete('msg_signature')),
    ],
  ];

  it.each(spoilt)('%s is refused with nothing but 403', async (_, spoil) => {
    await using world = await answering();
    const { query, body } = world.client.request(message);
    spoil(query);
    expect(await send(world.url, { query: query.toString(), body })).toMatchObject({ status: 403, body: '' });
    expect(world.heard).toEqual([]);
  });

  it('W03: with the signature in the body, or the cipher in the query, is refused', async () => {
    await using world = await answering();
    const { query, body } = world.client.request(message);
    const all = { ...Object.fromEntries(query), ...JSON.parse(body) };
    expect(await send(world.url, { body: JSON.stringify(all) })).toMatchObject({ status: 403, body: '' });
    expect(await send(world.url, { query: new URLSearchParams(all).toString(), body: '{}' })).toMatchObject({ status: 400, body: '' });
    expect(world.heard).toEqual([]);
  });

  // All but four of them are the very second of this test to whoever reads numbers kindly.
  it.each([
    '1e9',
    '1.7952228e9',
    ' 1795222800',
    '1795222800 ',
    '+1795222800',
    '0x6b00ed10',
    '-1795222800',
    '1795222800.0',
    '',
    '17952228000000000000',
  ])('W04: with the time stamp %j, though signed, is refused', async (timestamp) => {
    await using world = await answering();
    const { body } = world.client.request(message);
    const { encrypt } = JSON.parse(body);
    const query = new URLSearchParams({ msg_signature: signatureOf(TOKEN, { timestamp, nonce: 'n', encrypt }), timestamp, nonce: 'n' });
    expect(await send(world.url, { query: query.toString(), body })).toMatchObject({ status: 403, body: '' });
  });

  it.each([
    [299, 200],
    [300, 200],
    [301, 403],
    [-300, 200],
    [-301, 403],
    [360, 403],
    [-360, 403],
    [86_400, 403],
    [31_536_000, 403],
  ])('W04, T04: %d s after it was signed is answered with %d', async (seconds, status) => {
    await using world = await answering();
    const { query, body } = world.client.request(message);
    world.time.pass(seconds * 1000);
    expect((await send(world.url, { query: query.toString(), body })).status).toBe(status);
  });

  it('with a right signature over a bad cipher gets the same 403', async () => {
    await using world = await answering();
    const good: string = JSON.parse(world.client.request(message).body).encrypt;
    const ciphers = [
      'AAAA',
      good.slice(4),
      `${good} `,
      `-${good.slice(1)}`,
      good.replace(/=*$/, '!'),
      `${good.startsWith('B') ? 'C' : 'B'}${good.slice(1)}`,
      Buffer.alloc(64).toString('base64'),
      '',
    ];
    for (const encrypt of ciphers) {
      const signed = { timestamp: String(Date.parse(world.time.now()) / 1000), nonce: 'n', encrypt };
      const query = new URLSearchParams({ msg_signature: signatureOf(TOKEN, signed), timestamp: signed.timestamp, nonce: 'n' });
      expect(await send(world.url, { query: query.toString(), body: JSON.stringify({ encrypt }) })).toMatchObject({
        status: 403,
        body: '',
      });
    }
    expect(world.heard).toEqual([]);
  });

  it('W26: no header makes its sender somebody else: who guesses under thirty addresses is one who guesses', async () => {
    await using world = await answering();
    const answers: Answered[] = [];
    for (let guess = 0; guess < 30; guess += 1) {
      const address = `10.9.0.${guess}`;
      const headers = {
        host: `host-${guess}.example`,
        connection: 'keep-alive',
        'x-forwarded-for': address,
        'x-real-ip': address,
        forwarded: `for=${address}`,
      };
      answers.push(await send(world.url, { query: 'msg_signature=x&timestamp=1&nonce=n', body: '{"encrypt":"x"}', headers }));
    }
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 403));
    expect([answers[0]?.connection, answers.at(-1)?.connection]).toEqual(['keep-alive', 'close']);
  });

  it('500 in a row make a few lines of log with a count, and a good one is still answered', async () => {
    await using world = await answering();
    for (let i = 0; i < 500; i += 1) await send(world.url, { query: 'msg_signature=x&timestamp=1&nonce=n', body: '{"encrypt":"x"}' });
    expect((await world.client.say({ userId: zhangWei.userId, text: '帮助' })).text).toBe('好');
    expect(world.logged).toHaveLength(1);
    world.time.pass(10_000);
    await send(world.url, { query: 'msg_signature=x&timestamp=1&nonce=n', body: '{"encrypt":"x"}' });
    expect(world.logged.at(-1)).toMatchObject({ fields: { kind: 'query', unlogged: 499 } });
  });
});

describe('a body that is no envelope', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  it.each([
    ['nothing', ''],
    ['an empty object', '{}'],
    ['a list', '["encrypt"]'],
    ['null', 'null'],
    ['a number', '1'],
    ['cut JSON', '{"encrypt":"abc'],
    ['XML', '<xml><Encrypt>abc</Encrypt></xml>'],
    ['another spelling', '{"Encrypt":"abc"}'],
    ['an object for the cipher', '{"encrypt":{"a":1}}'],
    ['W17: a byte order mark', '\uFEFF{"encrypt":"abc"}'],
    ['100 000 levels', `{"encrypt":${deep}}`],
    ['a million keys', `{${Array.from({ length: 90_000 }, (_, i) => `"${i}":0`).join(',')}}`],
  ])('%s is 400', async (_, body) => {
    await using world = await answering();
    const { query } = world.client.request(message);
    expect(await send(world.url, { query: query.toString(), body })).toMatchObject({ status: 400, body: '' });
  });

  it('W17: bytes that are not UTF-8 are 400', async () => {
    await using world = await answering();
    const body = Buffer.from([0x7b, 0x22, 0xff, 0xfe]);
    expect(await send(world.url, { query: 'timestamp=1', body })).toMatchObject({ status: 400, body: '' });
  });
});

describe('what is encrypted rightly', () => {
  it.each([
    ['no JSON', '{"msgid":'],
    ['40 levels', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`],
    ['2000 keys', `{${Array.from({ length: 2_000 }, (_, i) => `"k${i}":0`).join(',')}}`],
  ])('but is %s, is 400', async (_, body) => {
    await using world = await answering();
    expect(await world.client.post(body)).toMatchObject({ status: 400, reply: null });
  });

  it.each([
    ['an unknown type', { ...message, msgtype: 'hologram' }, 'unknown hologram'],
    ['an unknown event', { ...message, msgtype: 'event', event: { eventtype: 'bot_promoted' } }, 'unknown event:bot_promoted'],
    ['a known type with wrong fields', { ...message, text: { content: null } }, 'malformed text'],
    ['a list', [message], 'malformed none'],
  ])('but is %s, is taken with an empty 200, without effect, and logged by its type alone', async (_, body, kind) => {
    await using world = await answering();
    expect(await world.client.post(body)).toMatchObject({ status: 200, reply: null });
    expect(world.heard).toEqual([]);
    expect(world.logged).toEqual([{ level: 'warn', message: 'callback not taken', fields: { kind, unlogged: 0 } }]);
  });
});

describe('a request too big, too slow or compressed', () => {
  it('over 1 MiB by its length is 413 before it is read, and the connection ends', async () => {
    await using world = await answering();
    const request = httpRequest(world.url, { method: 'POST', headers: { 'content-length': String(1024 * 1024 + 1) } });
    request.on('error', () => undefined);
    request.flushHeaders();
    const [response] = await once(request, 'response');
    expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
    request.destroy();
  });

  it('over 1 MiB without a length is 413, or cut off', async () => {
    await using world = await answering();
    const outcome = await send(world.url, { body: Buffer.alloc(3 * 1024 * 1024, 'a'), headers: { 'transfer-encoding': 'chunked' } }).catch(
      (): 'cut' => 'cut',
    );
    expect(['cut', 413]).toContain(outcome === 'cut' ? outcome : outcome.status);
    expect((await world.client.say({ userId: zhangWei.userId, text: '帮助' })).text).toBe('好');
  });

  const MEBIBYTE = 1024 * 1024;
  const bomb = Buffer.alloc(10 * MEBIBYTE);
  it.each([
    ['gzip', () => gzipSync(bomb)],
    ['deflate', () => deflateSync(bomb)],
    ['br', () => brotliCompressSync(bomb)],
    ['GZIP', () => gzipSync(bomb)],
    ['gzip, gzip', () => gzipSync(gzipSync(bomb))],
  ])('W14: a bomb of 10 MB with content-encoding %s is 415, and is not opened', async (encoding, compressed) => {
    await using world = await answering();
    const { query } = world.client.request(message);
    const body = compressed();
    const before = process.memoryUsage().arrayBuffers;
    expect(await send(world.url, { query: query.toString(), body, headers: { 'content-encoding': encoding } })).toMatchObject({
      status: 415,
      body: '',
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * MEBIBYTE);
  });

  it('W14: a message that is compressed is not taken, whether it says so or not', async () => {
    await using world = await answering();
    const { query, body } = world.client.request(message);
    const compressed = { query: query.toString(), body: gzipSync(body) };
    expect(await send(world.url, { ...compressed, headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 415 });
    expect(await send(world.url, compressed)).toMatchObject({ status: 400 });
    expect(world.heard).toEqual([]);
  });

  it('that does not end within 15 s is 408', async () => {
    await using world = await answering();
    const request = httpRequest(world.url, { method: 'POST', headers: { 'content-length': '100' } });
    request.on('error', () => undefined);
    request.write('{');
    await world.time.armed(15_000);
    world.time.fire(15_000);
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(408);
    request.destroy();
  });

  it('that is given up in the middle leaves no error behind, 50 at once', async () => {
    await using world = await answering();
    const sockets = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
        await once(socket, 'connect');
        socket.write('POST /wecom/aibot HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"enc');
        return socket;
      }),
    );
    await world.time.armed(15_000);
    for (const socket of sockets) socket.destroy();
    expect((await world.client.say({ userId: zhangWei.userId, text: '帮助' })).text).toBe('好');
    // Koa itself reports sockets that were cut; ours must be none.
    expect(world.crashes.filter((crash) => !isCutSocket(crash))).toEqual([]);
    expect(world.logged).toEqual([]);
  });
});

function isCutSocket(crash: unknown): boolean {
  return crash instanceof Error && 'code' in crash && /^(HPE_INVALID_EOF_STATE|ECONNRESET|EPIPE)$/.test(String(crash.code));
}

it('a reader that goes away while we answer changes nothing and logs nothing', async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: answer, resolve: go } = Promise.withResolvers<void>();
  await using world = await aibotWorld(async () => {
    ask();
    await answer;
    return { text: '已报名' };
  });
  const { query, body } = world.client.request(message);
  const request = httpRequest(`${world.url}?${query.toString()}`, { method: 'POST' });
  request.on('error', () => undefined);
  request.end(body);
  await asked;
  request.destroy();
  go();
  expect((await world.client.post(message)).text).toBe('已报名');
  expect(world.logged).toEqual([]);
  expect(world.crashes.filter((crash) => !isCutSocket(crash))).toEqual([]);
});

it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is 405 without effect', async (method) => {
  await using world = await answering();
  const { query } = world.client.request(message);
  expect(await send(world.url, { method, query: query.toString() })).toMatchObject({ status: 405, body: '' });
  expect(world.heard).toEqual([]);
});
