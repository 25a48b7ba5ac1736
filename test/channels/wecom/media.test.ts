import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { Agent, createServer } from 'node:https';
import { create } from 'axios';
import nock from 'nock';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { wecomHttp } from '../../../src/channels/wecom/api.ts';
import { parseAesKey } from '../../../src/channels/wecom/crypto.ts';
import { fetchMedia, MEDIA_HOSTS, MEDIA_LIMIT_BYTES } from '../../../src/channels/wecom/media.ts';
import { vectors } from './vectors.ts';

const HOST = 'https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com';
const vector = vectors.media.find(({ encodingAesKey }) => encodingAesKey !== undefined);
if (vector?.encodingAesKey === undefined) throw new Error('no vector of a media file');
const cipher = Buffer.from(vector.cipherBase64, 'base64');
const door = { http: wecomHttp(), aes: parseAesKey(vector.encodingAesKey), hosts: MEDIA_HOSTS, apiBase: 'https://qyapi.weixin.qq.com' };
const fetchIt = (url = `${HOST}/a/b?sign=x`) => fetchMedia(door, url);

afterEach(() => nock.cleanAll());
const serves = (headers: Record<string, string> = {}, body: Buffer = cipher, status = 200) =>
  nock(HOST).get('/a/b').query({ sign: 'x' }).reply(status, body, headers);

test('a file of WeCom’s store comes decrypted, with the name that its store says', async () => {
  serves({ 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('食堂办法.docx')}` });
  const file = await fetchIt();
  expect(file).toMatchObject({ ok: true, name: '食堂办法.docx' });
  expect(file.ok && Buffer.from(file.bytes).toString('base64')).toBe(vector.plainBase64);
});

test.each([
  ['attachment; filename="%E9%A3%9F.docx"', '食.docx'],
  ['attachment; filename="../../etc/passwd"', 'passwd'],
  [String.raw`attachment; filename="C:\x\y.pdf"`, 'y.pdf'],
  ['attachment; filename="a%ZZ.txt"', 'a%ZZ.txt'],
  ['inline', '文件'],
  ['attachment; filename="..%2f..%2fx.md"', 'x.md'],
  ['attachment; filename="a%00b.md"', 'ab.md'],
  ['attachment; filename="con"', 'con'],
  [`attachment; filename="${'x'.repeat(5_000)}.md"`, `${'x'.repeat(117)}.md`],
])('U04: the name in %s is %s: a name and never a path', async (disposition, name) => {
  serves({ 'content-disposition': disposition });
  expect(await fetchIt()).toMatchObject({ ok: true, name });
});

describe('only WeCom’s own hosts are called', () => {
  test.each([
    'https://evil.example/a',
    'http://ww-aibot-img-1.cos.ap-guangzhou.myqcloud.com/a',
    'https://ww-aibot-img-1.cos.ap-guangzhou.myqcloud.com:8443/a',
    'https://ww-aibot-img-1.cos.ap-guangzhou.myqcloud.com.evil.example/a',
    'https://other-bucket.cos.ap-guangzhou.myqcloud.com/a',
    'https://user:pass@qyapi.weixin.qq.com/a',
    'https://qyapi.weixin.qq.com@evil.example/a',
    'https://work.weixin.qq.com.evil.example/a',
    'http://169.254.169.254/latest/meta-data',
    'https://169.254.169.254/latest/meta-data',
    'https://127.0.0.1/a',
    'https://10.0.0.8/a',
    'https://[::1]/a',
    'https://2130706433/a',
    'https://0177.0.0.1/a',
    'file:///etc/passwd',
    'nonsense',
  ])('W28: %s is foreign', async (url) => {
    expect(await fetchIt(url)).toEqual({ ok: false, reason: 'foreign' });
  });

  test('a private deployment names its own', async () => {
    nock('https://files.corp.cn').get('/a').reply(200, cipher);
    expect((await fetchMedia({ ...door, hosts: ['files.corp.cn'] }, 'https://files.corp.cn/a')).ok).toBe(true);
  });
});

test('W28: a name of WeCom’s that leads inside by now gets no request there: the certificate is not WeCom’s', async () => {
  nock.restore();
  const pem = readFileSync(new URL('../../fixtures/tls/somebody.pem', import.meta.url));
  const asked: (string | undefined)[] = [];
  const inside = createServer({ key: pem, cert: pem }, (request, response) => {
    asked.push(request.url);
    response.end(cipher);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    inside.close();
    nock.activate();
  });
  await once(inside, 'listening');
  const address = inside.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  class Misled extends Agent {
    override createConnection(...[options, callback]: Parameters<Agent['createConnection']>): ReturnType<Agent['createConnection']> {
      return super.createConnection({ ...options, host: '127.0.0.1', port }, callback);
    }
  }
  const misled = (agent: Agent) => fetchMedia({ ...door, http: create({ httpsAgent: agent }) }, `${HOST}/a`);
  expect(await misled(new Misled())).toEqual({ ok: false, reason: 'notReached' });
  expect(asked).toEqual([]);
  // With a certificate that somebody trusts it would have got there.
  expect(await misled(new Misled({ ca: pem }))).toMatchObject({ ok: true });
  expect(asked).toEqual(['/a']);
});

test('W28: a redirect is not followed, wherever it leads', async () => {
  const elsewhere = nock('http://127.0.0.1').get('/x').reply(200, cipher);
  serves({ location: 'http://127.0.0.1/x' }, Buffer.alloc(0), 302);
  expect(await fetchIt()).toEqual({ ok: false, reason: 'notReached' });
  expect(elsewhere.isDone()).toBe(false);
});

test('what is larger than the limit is left, also when its length was not announced', async () => {
  serves({}, Buffer.alloc(MEDIA_LIMIT_BYTES + 64));
  expect(await fetchIt()).toEqual({ ok: false, reason: 'tooLarge' });
});

test('U08: what breaks off at 99 % is not there: neither its beginning nor a name', async () => {
  const server = createHttpServer((_request, response) => {
    response.writeHead(200, { 'content-length': cipher.length, 'content-disposition': 'attachment; filename="a.md"' });
    response.write(cipher.subarray(0, Math.floor(cipher.length * 0.99)), () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const apiBase = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  expect(await fetchMedia({ ...door, apiBase }, `${apiBase}/a`)).toEqual({ ok: false, reason: 'notReached' });
  server.close();
  // Cut on a border of the cipher, it would open as far as it goes.
  serves({}, cipher.subarray(0, -32));
  expect(await fetchIt()).toEqual({ ok: false, reason: 'damaged' });
});

test('bytes that the key does not open, and a store that fails, are told apart', async () => {
  serves({}, Buffer.alloc(64, 7));
  expect(await fetchIt()).toEqual({ ok: false, reason: 'damaged' });
  serves({}, Buffer.alloc(0), 403);
  expect(await fetchIt()).toEqual({ ok: false, reason: 'notReached' });
});
