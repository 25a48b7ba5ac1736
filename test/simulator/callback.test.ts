import { afterEach, expect, it } from 'vitest';
import { create } from 'axios';
import { z } from 'zod';
import { parseAesKey } from '../../src/channels/wecom/crypto.ts';
import { fetchMedia } from '../../src/channels/wecom/media.ts';
import { AES_KEY, type Say } from './fake-bot.ts';
import { GROUP, openTown, type Town } from './town.ts';

let town: Town;
afterEach(() => town.stop());

const stream = (id: string, content: string, finish: boolean): Say => ({ msgtype: 'stream', stream: { id, finish, content } });
const fileCallback = z.object({ msgtype: z.literal('file'), file: z.object({ url: z.string() }) });
const fromBot = (text: string) => (message: { from: string; body: object }) =>
  message.from === 'bot' && 'text' in message.body && message.body.text === text;

it('a group message that mentions the bot reaches it signed, encrypted and in the shape of the platform', async () => {
  town = await openTown(() => stream('s1', '五天', true));
  await town.say('zhangwei', GROUP, '@党群助手 年假有几天');
  expect(await town.bot.hears(1)).toMatchObject({
    msgtype: 'text',
    chattype: 'group',
    chatid: GROUP,
    aibotid: 'aibSIM',
    from: { userid: 'zhangwei' },
    text: { content: '@党群助手 年假有几天' },
    response_url: expect.stringContaining('/simulator/qyapi/cgi-bin/aibot/response?response_code='),
  });
});

it('a group message without the mention is seen by the group and never by the bot', async () => {
  town = await openTown(() => 'empty');
  await town.say('zhangwei', GROUP, '中午吃啥');
  await town.say('zhangwei', GROUP, '@党群助手 在吗');
  expect((await town.bot.hears(1)).text).toEqual({ content: '@党群助手 在吗' });
  expect((await town.messages('zhaojing', GROUP)).map(({ body }) => body)).toContainEqual({ kind: 'text', text: '中午吃啥' });
});

it('a single chat needs no mention and has no chatid', async () => {
  town = await openTown(() => 'empty');
  await town.say('zhangwei', 'single:zhangwei', '帮助');
  const heard = await town.bot.hears(1);
  expect(heard.chattype).toBe('single');
  expect(heard.chatid).toBeUndefined();
});

it('nobody reads or writes in a chat of others', async () => {
  town = await openTown(() => 'empty');
  expect((await town.post('/messages', { userId: 'chentao', chatId: GROUP, clientId: 'c', text: '我来看看' })).status).toBe(404);
  expect(await town.messages('chentao', GROUP)).toEqual([]);
});

it('an unfinished answer is asked for again every second until it is finished', async () => {
  const steps = [stream('s1', '正在查', false), stream('s1', '正在查：年假', false), stream('s1', '年假五天', true)];
  town = await openTown((_, count) => steps[count - 1] ?? 500);
  await town.say('zhangwei', GROUP, '@党群助手 年假有几天');
  await town.shows('zhangwei', GROUP, fromBot('正在查'));
  await town.time.waitedFor(1000);
  town.time.pass(1000);
  expect(await town.bot.hears(2)).toMatchObject({ msgtype: 'stream', stream: { id: 's1' } });
  await town.shows('zhangwei', GROUP, fromBot('正在查：年假'));
  await town.time.waitedFor(1000);
  town.time.pass(1000);
  expect(await town.shows('zhangwei', GROUP, fromBot('年假五天'))).toMatchObject({ state: 'shown' });
  expect((await town.messages('zhangwei', GROUP)).filter(({ from }) => from === 'bot')).toHaveLength(1);
});

it('an answer that is not finished six minutes after the message stays as it is', async () => {
  town = await openTown(() => stream('s1', '正在查', false));
  await town.say('zhangwei', GROUP, '@党群助手 年假有几天');
  await town.shows('zhangwei', GROUP, fromBot('正在查'));
  await town.time.waitedFor(1000);
  town.time.pass(360_000);
  await town.shows('zhangwei', GROUP, ({ state }) => state === 'frozen');
  expect(town.bot.heard).toHaveLength(1);
});

it('a silent bot is asked three times in all with the same msgid, then the message has failed', async () => {
  town = await openTown(() => 'silence');
  await town.say('zhangwei', GROUP, '@党群助手 在吗');
  for (const attempt of [1, 2, 3]) {
    await town.bot.hears(attempt);
    await town.time.waitedFor(5000);
    town.time.pass(5000);
  }
  await town.shows('zhangwei', GROUP, ({ state, problem }) => state === 'failed' && problem?.code === 'noAnswer');
  expect(new Set(town.bot.heard.map(({ msgid }) => msgid)).size).toBe(1);
  expect(town.bot.heard).toHaveLength(3);
});

it('an error status is tried again and a later answer counts', async () => {
  town = await openTown((_, count) => (count === 1 ? 500 : stream('s1', '在', true)));
  await town.say('zhangwei', GROUP, '@党群助手 在吗');
  await town.bot.hears(1);
  await town.time.waitedFor(1000);
  town.time.pass(1000);
  expect(await town.shows('zhangwei', GROUP, fromBot('在'))).toMatchObject({ state: 'shown' });
});

it('a repeated message carries the same msgid, and the same answer shows once', async () => {
  town = await openTown(() => stream('s1', '在', true));
  const id = await town.say('zhangwei', GROUP, '@党群助手 在吗');
  await town.shows('zhangwei', GROUP, fromBot('在'));
  await town.post(`/messages/${id}/repeat`, { delayMs: 0 });
  const [first, second] = [await town.bot.hears(1), await town.bot.hears(2)];
  expect(second).toEqual(first);
  await town.say('zhangwei', GROUP, '好');
  expect((await town.messages('zhangwei', GROUP)).filter(({ from }) => from === 'bot')).toHaveLength(1);
});

it('a request of the page that is sent twice is said once', async () => {
  town = await openTown(() => 'empty');
  const body = { userId: 'zhangwei', chatId: GROUP, clientId: 'once', text: '早' };
  await town.post('/messages', body);
  await town.post('/messages', body);
  expect(await town.messages('zhangwei', GROUP)).toHaveLength(1);
});

it('a quote brings the words of the quoted message, not who said it', async () => {
  town = await openTown(() => 'empty');
  const quoted = await town.say('zhaojing', GROUP, '二楼漏水');
  await town.say('zhangwei', GROUP, '@党群助手 建议修一下', quoted);
  expect((await town.bot.hears(1)).quote).toEqual({ msgtype: 'text', text: { content: '二楼漏水' } });
});

it('a delayed callback leaves only when the delay is over', async () => {
  town = await openTown(() => 'empty');
  await town.post('/delay', { delayMs: 7000 });
  await town.say('zhangwei', 'single:zhangwei', '帮助');
  await town.time.waitedFor(7000);
  expect(town.bot.heard).toHaveLength(0);
  town.time.pass(7000);
  await town.bot.hears(1);
});

it('opening the single chat tells the bot once a day, and its greeting shows', async () => {
  town = await openTown((heard) =>
    heard.msgtype === 'event' ? { msgtype: 'text', text: { content: '您好' } } : stream(heard.msgid, '在', true),
  );
  const chat = 'single:zhaojing';
  const enter = { userId: 'zhaojing', chatId: chat };
  await town.post('/enter', enter);
  await town.shows('zhaojing', chat, fromBot('您好'));
  await town.post('/enter', enter);
  await town.say('zhaojing', chat, '在吗');
  await town.shows('zhaojing', chat, fromBot('在'));
  town.time.pass(86_400_000);
  await town.post('/enter', enter);
  expect((await town.bot.hears(3)).event).toEqual({ eventtype: 'enter_chat' });
  expect(town.bot.heard.map(({ msgtype }) => msgtype)).toEqual(['event', 'text', 'event']);
});

it('a sample with a wrong signature is refused by the bot and says so', async () => {
  town = await openTown(() => 'empty');
  await town.post('/samples/badSignature', { userId: 'zhangwei', chatId: GROUP });
  await town.shows('zhangwei', GROUP, ({ problem }) => problem?.code === 'status' && problem.detail === '403');
  expect(town.bot.heard).toHaveLength(0);
});

it('the traffic of a message shows both sides decrypted', async () => {
  town = await openTown(() => stream('s1', '在', true));
  const id = await town.say('zhangwei', GROUP, '@党群助手 在吗');
  await town.shows('zhangwei', GROUP, fromBot('在'));
  expect(await town.get(`/messages/${id}/traffic`)).toMatchObject({
    exchanges: [
      {
        what: 'message',
        attempt: 1,
        request: { plain: { text: { content: '@党群助手 在吗' } } },
        answer: { status: 200, plain: { msgtype: 'stream' } },
      },
    ],
  });
});

it('a file goes to the bot from its single chat only, as an address where the encrypted bytes lie', async () => {
  town = await openTown(() => stream('s1', '收到', true));
  const sent = (chatId: string) =>
    town.post(
      `/files?userId=zhangwei&chatId=${encodeURIComponent(chatId)}&clientId=${chatId.length}&name=${encodeURIComponent('办法.md')}`,
      '第一条',
    );
  expect((await sent(GROUP)).status).toBe(404);
  expect((await sent('single:zhangwei')).status).toBe(200);
  const { file } = fileCallback.parse(await town.bot.hears(1));
  const door = { http: create(), aes: parseAesKey(AES_KEY), hosts: [], apiBase: file.url };
  expect(await fetchMedia(door, file.url)).toEqual({ ok: true, name: '办法.md', bytes: new Uint8Array(Buffer.from('第一条')) });
});
