import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
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
])('the name in %s is %s: a name and never a path', async (disposition, name) => {
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
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is foreign', async (url) => {
    expect(await fetchIt(url)).toEqual({ ok: false, reason: 'foreign' });
  });

  test('a private deployment names its own', async () => {
    nock('https://files.corp.cn').get('/a').reply(200, cipher);
    expect((await fetchMedia({ ...door, hosts: ['files.corp.cn'] }, 'https://files.corp.cn/a')).ok).toBe(true);
  });
});

test('a redirect is not followed, wherever it leads', async () => {
  serves({ location: 'http://127.0.0.1/x' }, Buffer.alloc(0), 302);
  expect(await fetchIt()).toEqual({ ok: false, reason: 'notReached' });
});

test('what is larger than the limit is left, also when its length was not announced', async () => {
  serves({}, Buffer.alloc(MEDIA_LIMIT_BYTES + 64));
  expect(await fetchIt()).toEqual({ ok: false, reason: 'tooLarge' });
});

test('bytes that the key does not open, and a store that fails, are told apart', async () => {
  serves({}, Buffer.alloc(64, 7));
  expect(await fetchIt()).toEqual({ ok: false, reason: 'damaged' });
  serves({}, Buffer.alloc(0), 403);
  expect(await fetchIt()).toEqual({ ok: false, reason: 'notReached' });
});
