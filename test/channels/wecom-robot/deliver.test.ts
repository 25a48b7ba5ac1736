import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlatformError } from '../../../src/core/errors.ts';
import type { Content } from '../../../src/core/message.ts';
import { API_BASE, GROUP, KEY, webhookWorld, wordsOf, type WebhookWorld } from '../../support/wecom-webhook.ts';

const hello: Content = { kind: 'text', text: '明天 9:00 开会' };
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function failureOf(world: WebhookWorld, content = hello): Promise<Partial<PlatformError>> {
  try {
    await world.channel.deliver?.(GROUP, content, 0);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return {};
}

describe('an error code of WeCom', () => {
  const meanings: { code: number; disposition: string; retryAfterMs?: number }[] = [
    { code: -1, disposition: 'retry', retryAfterMs: 5_000 },
    { code: 45009, disposition: 'pause', retryAfterMs: 60_000 },
    { code: 45033, disposition: 'retry', retryAfterMs: 2_000 },
    ...[93000, 93001, 93004, 93006, 93008, 93019].map((code) => ({ code, disposition: 'brokenTarget' })),
    ...[40008, 40058, 93017, 93018, 301019, 93050].map((code) => ({ code, disposition: 'permanent' })),
  ];

  it.each(meanings)('$code means $disposition', async ({ code, disposition, retryAfterMs }) => {
    const world = webhookWorld();
    world.answers.push({ body: { errcode: code, errmsg: `hint: [1] ${KEY}` } });
    expect(await failureOf(world)).toMatchObject({
      channel: 'wecom-robot',
      method: 'webhook/send',
      code: String(code),
      disposition,
      retryAfterMs,
    });
  });

  it.each([99999, 40014, 42001, 7])('O12: that nobody knows (%i) means permanent', async (code) => {
    const world = webhookWorld();
    world.answers.push({ body: { errcode: code, errmsg: 'ok' } });
    expect(await failureOf(world)).toMatchObject({ code: String(code), disposition: 'permanent' });
  });

  it('O13: decides, whatever the HTTP status says', async () => {
    const world = webhookWorld();
    world.answers.push({ status: 500, body: { errcode: 45009 } });
    expect(await failureOf(world)).toMatchObject({ code: '45009', disposition: 'pause' });
  });
});

describe('an answer that cannot be trusted', () => {
  it.each([
    ['O13: errcode 0 in a 500', { status: 500, body: { errcode: 0 } }, 'http-500', 'unknown'],
    ['O03: no JSON', { body: '<html>busy</html>' }, 'unreadable', 'unknown'],
    ['O03: cut JSON', { body: '{"errcode":' }, 'unreadable', 'unknown'],
    ['O03: no errcode', { body: {} }, 'unreadable', 'unknown'],
    ['an errcode in quotes', { body: { errcode: '0' } }, 'unreadable', 'unknown'],
    ['O05: over 64 kB', { body: `{"errcode":0,"x":"${'x'.repeat(70_000)}"}` }, 'no-answer', 'unknown'],
    ['a 404 of a gateway', { status: 404, body: '<html>' }, 'http-404', 'retry'],
    ['a 408, which says nothing about what was read', { status: 408, body: '' }, 'http-408', 'unknown'],
    ['a 429 of a gateway', { status: 429, body: '' }, 'http-429', 'pause'],
    ['a 502', { status: 502, body: 'bad gateway' }, 'http-502', 'unknown'],
    ['a redirect', { status: 302, body: '' }, 'redirect', 'permanent'],
  ] as const)('%s', async (_, answer, code, disposition) => {
    const world = webhookWorld();
    world.answers.push(answer);
    expect(await failureOf(world)).toMatchObject({ code, disposition });
  });
});

describe('a connection', () => {
  it.each([
    ['nobody listens', { code: 'ECONNREFUSED' }, 'retry'],
    ['the name is unknown', { code: 'ENOTFOUND' }, 'retry'],
    ['the name server is silent', { code: 'EAI_AGAIN' }, 'retry'],
    ['the certificate has expired', { code: 'CERT_HAS_EXPIRED' }, 'retry'],
    ['the certificate is for another name', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'retry'],
    ['connecting took too long', { code: 'ETIMEDOUT', syscall: 'connect' }, 'retry'],
    ['it was cut', { code: 'ECONNRESET' }, 'unknown'],
    ['it broke while we wrote', { code: 'EPIPE' }, 'unknown'],
  ])('O01, O02: where %s is surely or maybe not sent', async (_, fault, disposition) => {
    nock(API_BASE)
      .post('/cgi-bin/webhook/send')
      .query(true)
      .replyWithError(Object.assign(new Error(`at ${KEY}`), fault));
    const failure = await failureOf(webhookWorld());
    expect(failure).toMatchObject({ disposition, code: disposition === 'retry' ? fault.code : 'no-answer' });
    expect(`${failure.message} ${failure.stack} ${String(failure.cause)}`).not.toContain(KEY);
  });
});

describe('a platform that misbehaves on the wire', () => {
  let server: Server;
  let behave: RequestListener;
  beforeEach(async () => {
    server = createServer((request, response) => behave(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  function world(): WebhookWorld {
    const address = server.address();
    const apiBase = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    return webhookWorld({ apiBase, urlOf: async () => KEY });
  }

  it('O02: by cutting the connection after it read the message: maybe delivered', async () => {
    behave = (request) => void request.resume().on('end', () => request.socket.destroy());
    expect(await failureOf(world())).toMatchObject({ code: 'no-answer', disposition: 'unknown' });
  });

  it('O03: by cutting its answer in the middle: maybe delivered', async () => {
    behave = (request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"errcode":0');
      request.resume().on('end', () => setImmediate(() => request.socket.destroy()));
    };
    expect(await failureOf(world())).toMatchObject({ disposition: 'unknown' });
  });

  it('O05: by an endless answer: cut at 64 kB, maybe delivered', async () => {
    behave = (_request, response) => {
      const more = (): void => void (response.write('x'.repeat(16_384)) ? setImmediate(more) : response.once('drain', more));
      more();
    };
    expect(await failureOf(world())).toMatchObject({ code: 'no-answer', disposition: 'unknown' });
  });

  it.each([301, 302, 303, 307, 308])('O06: by sending us to another host with a %i: not followed', async (status) => {
    const asked: string[] = [];
    behave = (request, response) => {
      asked.push(`${request.headers.host?.split(':')[0]}${request.url}`);
      const port = request.headers.host?.split(':')[1];
      response.writeHead(status, { location: `http://localhost:${port}/elsewhere` }).end();
    };
    expect(await failureOf(world())).toMatchObject({ code: 'redirect', disposition: 'permanent' });
    expect(asked).toEqual([`127.0.0.1/cgi-bin/webhook/send?key=${KEY}`]);
  });
});

describe('a long text', () => {
  const long: Content = { kind: 'text', text: '很长的通知。'.repeat(300), mentions: ['wangmin'] };

  it('is asked for part by part, so that whoever keeps count can go on after a failure', async () => {
    const world = webhookWorld();
    expect(world.channel.messagesFor?.(long)).toBe(3);
    for (const part of [0, 1, 2]) await world.channel.deliver?.(GROUP, long, part);
    expect(world.posted.map(wordsOf).map((words) => words.slice(0, 5))).toEqual(['（1/3）', '（2/3）', '（3/3）']);
  });

  it('has no part after the last', async () => {
    const world = webhookWorld();
    await expect(world.channel.deliver?.(GROUP, long, 3)).rejects.toMatchObject({ code: 'no-such-part', disposition: 'permanent' });
  });

  it('with a table too wide for a message sends the table as a file, and says so where it stood', async () => {
    const world = webhookWorld();
    const wide = `| 班组 | 说明 |\n| --- | --- |\n| 维修班 | ${'值'.repeat(1_500)} |\n| 车队 | =1+1, "好" |`;
    const content: Content = { kind: 'markdown', text: `值班表：\n\n${wide}\n\n请核对。` };
    expect(world.channel.messagesFor?.(content)).toBe(2);
    for (const part of [0, 1]) await world.channel.deliver?.(GROUP, content, part);
    expect(world.posted.map(wordsOf)).toEqual(['值班表：\n\n（表格较宽，见后面的文件“表格1.csv”）\n\n请核对。', 'file']);
    expect(world.uploads[0]).toContain('filename="表格1.csv"');
    expect(world.uploads[0]).toContain('车队,"\'=1+1, ""好"""');
  });

  it('with an address longer than a message sends it as a file, never a broken one', async () => {
    const world = webhookWorld();
    const content: Content = { kind: 'text', text: `请点 https://example.com/${'a'.repeat(2_100)} 填表` };
    for (const part of [0, 1]) await world.channel.deliver?.(GROUP, content, part);
    expect(world.posted.map(wordsOf)).toEqual(['请点 （链接较长，见后面的文件“链接1.txt”） 填表', 'file']);
  });
});

describe('files and pictures', () => {
  it('a file is uploaded under a clean name, then sent by its media id', async () => {
    const world = webhookWorld();
    const base64 = Buffer.from('spreadsheet').toString('base64');
    await world.channel.deliver?.(GROUP, { kind: 'file', name: '../台账"11月\n.xlsx', base64 }, 0);
    expect(world.uploads[0]).toContain('name="media"; filename=".._台账_11月_.xlsx"');
    expect(world.uploads[0]).toContain('spreadsheet');
    expect(world.posted).toEqual([{ msgtype: 'file', file: { media_id: 'MEDIA-1' } }]);
  });

  it('a picture goes with the md5 of its bytes', async () => {
    const world = webhookWorld();
    await world.channel.deliver?.(GROUP, { kind: 'image', base64: PNG }, 0);
    expect(world.posted).toEqual([{ msgtype: 'image', image: { base64: PNG, md5: 'f829b914fc47cfc9c0747c119c27cf1b' } }]);
  });

  it('an upload whose answer was lost may be repeated: nobody has seen anything', async () => {
    nock(API_BASE)
      .post('/cgi-bin/webhook/upload_media')
      .query(true)
      .reply(200, '<html>')
      .post('/cgi-bin/webhook/upload_media')
      .query(true)
      .reply(200, { errcode: 0 });
    const world = webhookWorld();
    const file: Content = { kind: 'file', name: 'a.txt', base64: Buffer.from('0123456789').toString('base64') };
    expect(await failureOf(world, file)).toMatchObject({ method: 'webhook/upload_media', code: 'unreadable', disposition: 'retry' });
    expect(await failureOf(world, file)).toMatchObject({ method: 'webhook/upload_media', code: 'unreadable', disposition: 'retry' });
    expect(world.posted).toEqual([]);
  });

  it.each([
    [
      'a picture over 2 MB',
      { kind: 'image', base64: Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(2 * 1024 * 1024)]).toString('base64') },
      'image-too-big',
    ],
    ['a picture that is none', { kind: 'image', base64: 'R0lGODlh' }, 'image-type'],
    ['a file of 5 bytes', { kind: 'file', name: 'a', base64: Buffer.alloc(5).toString('base64') }, 'file-too-small'],
    ['a file over 20 MB', { kind: 'file', name: 'a', base64: Buffer.alloc(20 * 1024 * 1024 + 1).toString('base64') }, 'file-too-big'],
    ['a text of blanks', { kind: 'text', text: ' \n ' }, 'empty'],
    ['a markdown of nothing', { kind: 'markdown', text: '' }, 'empty'],
  ] as const)('%s is refused before it is sent', async (_, content, code) => {
    const world = webhookWorld();
    expect(await failureOf(world, content)).toMatchObject({ code, disposition: 'permanent' });
    expect(world.channel.messagesFor?.(content)).toBe(1);
    expect(world.posted).toEqual([]);
  });
});

describe('the address', () => {
  it('of a group without a webhook is a broken target', async () => {
    expect(await failureOf(webhookWorld({ urlOf: async () => undefined }))).toMatchObject({
      code: 'no-webhook',
      disposition: 'brokenTarget',
    });
  });

  it('of anything but a WeCom webhook gets nothing', async () => {
    const failure = await failureOf(webhookWorld({ urlOf: async () => `https://evil.example/cgi-bin/webhook/send?key=${KEY}` }));
    expect(failure).toMatchObject({ code: 'webhook-address', disposition: 'permanent' });
    expect(failure.message).not.toContain('evil');
  });
});
