import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { DEADLINE_MS } from '../../../src/channels/wecom-aibot/answer.ts';
import { activeReplySchema } from '../../../src/channels/wecom/passive-reply.ts';
import type { Reply } from '../../../src/core/message.ts';
import { StoreUnavailable } from '../../../src/store/store.ts';
import { API_BASE, aibotWorld, RESPONSE_URL, type AibotWorld } from '../../support/wecom-aibot.ts';
import { keptArrivals } from '../../support/arrivals.ts';
import { wecomTime } from '../../support/wecom-time.ts';
import { chenTao, zhangWei } from '../../support/cast.ts';
import type { WecomAnswered } from '../../support/wecom-client.ts';

const CLOSE_MS = 330_000;
const place = { userId: zhangWei.userId, chatId: 'wrGroup' };

/** A conversation that answers when the test says so. */
function slowAnswer(): { receive: () => Promise<Reply | null>; resolve: (reply: Reply | null) => void; reject: (error: Error) => void } {
  const { promise, resolve, reject } = Promise.withResolvers<Reply | null>();
  return { receive: () => promise, resolve, reject };
}

/** Says something and lets the deadline pass; gives the stream that was begun. */
async function sayTooLate(world: AibotWorld, more: object = {}): Promise<{ streamId: string; first: WecomAnswered }> {
  const asked = world.client.say({ ...place, text: '@党群助手 请假规定', responseUrl: RESPONSE_URL, ...more });
  await world.time.armed(DEADLINE_MS);
  world.time.pass(DEADLINE_MS);
  world.time.fire(DEADLINE_MS);
  const first = await asked;
  const streamId = first.reply !== null && 'stream' in first.reply ? first.reply.stream.id : '';
  return { streamId, first };
}

/** What is posted to response_url, in order. */
function listen(status = 200, answer: object = { errcode: 0, errmsg: 'ok' }): { said: unknown[]; heard: Promise<void> } {
  const said: unknown[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  nock(API_BASE)
    .post('/cgi-bin/aibot/response', (body: unknown) => {
      said.push(activeReplySchema.parse(body));
      resolve();
      return true;
    })
    .query(true)
    .reply(status, answer)
    .persist();
  return { said, heard: promise };
}

describe('an answer that takes longer than the deadline', () => {
  it('I12: begins as a stream within the deadline, goes on for a minute, and is finished by the next refresh', async () => {
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const { streamId, first } = await sayTooLate(world);
    expect(first.reply).toMatchObject({ stream: { finish: false, content: '正在查，请稍等…' } });
    expect((await world.client.refresh({ ...place, streamId })).reply).toEqual({
      msgtype: 'stream',
      stream: { id: streamId, finish: false, content: '正在查，请稍等…' },
    });
    world.time.pass(60_000);
    expect((await world.client.refresh({ ...place, streamId })).reply).toMatchObject({ stream: { finish: false } });
    expect(world.arrivals.ids()).toHaveLength(1);
    slow.resolve({ text: '须提前 1 天' });
    expect((await world.client.refresh({ ...place, streamId })).reply).toEqual({
      msgtype: 'stream',
      stream: { id: streamId, finish: true, content: '须提前 1 天' },
    });
  });

  it('may end with a card, and never ends without words', async () => {
    const replies: (Reply | null)[] = [
      { card: { id: 'c1', title: '健步走', buttons: [{ label: '报名', action: 'activity.signUp:A3' }] } },
      null,
    ];
    for (const reply of replies) {
      const slow = slowAnswer();
      await using world = await aibotWorld(slow.receive);
      const { streamId } = await sayTooLate(world);
      slow.resolve(reply);
      const { reply: last, text } = await world.client.refresh({ ...place, streamId });
      expect(last).toMatchObject({ msgtype: reply === null ? 'stream' : 'stream_with_template_card', stream: { finish: true } });
      expect(text).toBe(reply === null ? '已收到。' : '健步走');
    }
  });

  it('says so when it failed: WeCom, already answered, will not repeat', async () => {
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const { streamId } = await sayTooLate(world);
    slow.reject(new Error('store closed'));
    const { reply } = await world.client.refresh({ ...place, streamId });
    expect(reply).toMatchObject({ stream: { finish: true, content: '刚才没处理成功，请再发一次。' } });
    expect(world.logged.some(({ level, message }) => level === 'error' && message.includes('failed'))).toBe(true);
  });

  it('a store that goes away meanwhile is no end of it: it is tried again until it is handled, and kept so long', async () => {
    const slow = slowAnswer();
    let asked = 0;
    await using world = await aibotWorld(async () => {
      asked += 1;
      if (asked === 1) return slow.receive();
      if (asked < 4) throw new StoreUnavailable('the database is away');
      return { text: '报上了' };
    });
    const { streamId } = await sayTooLate(world);
    slow.reject(new StoreUnavailable('the database is away'));
    for (let again = 1; again <= 3; again += 1) {
      await world.time.armed(3_000);
      expect(world.arrivals.ids()).toHaveLength(1);
      world.time.pass(3_000);
      world.time.fire(3_000);
    }
    await expect.poll(() => world.arrivals.ids()).toEqual([]);
    expect((await world.client.refresh({ ...place, streamId })).reply).toMatchObject({ stream: { finish: true, content: '报上了' } });
    expect(asked).toBe(4);
  });

  it('I03: a repeat meanwhile is acknowledged in the same time, with the same stream', async () => {
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const first = await sayTooLate(world, { msgid: 'same' });
    const second = await sayTooLate(world, { msgid: 'same' });
    expect(second.first.reply).toEqual(first.first.reply);
  });

  it('I14: belongs to the one who asked: others get an empty end and nothing of it', async () => {
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const { streamId } = await sayTooLate(world);
    slow.resolve({ text: '只给张伟的答复' });
    const empty = { finish: true, content: '' };
    expect((await world.client.refresh({ userId: chenTao.userId, chatId: 'wrGroup', streamId })).reply).toMatchObject({ stream: empty });
    expect((await world.client.refresh({ userId: zhangWei.userId, chatId: 'wrOther', streamId })).reply).toMatchObject({ stream: empty });
    expect((await world.client.refresh({ ...place, streamId: 'made-up' })).reply).toMatchObject({ stream: empty });
    expect((await world.client.refresh({ ...place, streamId: `${streamId}A` })).reply).toMatchObject({ stream: empty });
  });
});

describe('after a restart', () => {
  it('I13: the stream goes on from the answer that was kept', async () => {
    const time = wecomTime();
    const slow = slowAnswer();
    await using before = await aibotWorld(slow.receive, undefined, time);
    const { streamId } = await sayTooLate(before, { msgid: 'kept' });
    const asked: string[] = [];
    await using after = await aibotWorld(
      slow.receive,
      async (messageId) => {
        asked.push(messageId);
        return { text: '已找到 3 条' };
      },
      time,
    );
    expect((await after.client.refresh({ ...place, streamId })).text).toBe('已找到 3 条');
    expect(asked).toEqual(['kept']);
  });

  it('I13: without one it waits, and ends at 5 min 30 s with a clear sentence', async () => {
    const time = wecomTime();
    await using before = await aibotWorld(slowAnswer().receive, undefined, time);
    const { streamId } = await sayTooLate(before);
    await using after = await aibotWorld(
      async () => null,
      () => Promise.reject(new Error('store slow')),
      time,
    );
    expect((await after.client.refresh({ ...place, streamId })).reply).toMatchObject({ stream: { finish: false } });
    time.pass(CLOSE_MS);
    expect((await after.client.refresh({ ...place, streamId })).reply).toMatchObject({
      stream: { finish: true, content: '刚才没来得及查完，请再发一次。' },
    });
  });
});

describe('“say it again” at the end of a stream', () => {
  it('makes sure before that nobody will handle it, and tells the answer where somebody did', async () => {
    const time = wecomTime();
    await using before = await aibotWorld(slowAnswer().receive, undefined, time);
    const { streamId } = await sayTooLate(before, { msgid: 'm1' });
    const asked: string[] = [];
    await using after = await aibotWorld(
      async () => null,
      async () => undefined,
      time,
      keptArrivals(),
      async (messageId, words) => {
        asked.push(`${messageId}：${words}`);
        return { text: '报上了' };
      },
    );
    await after.client.refresh({ ...place, streamId });
    expect(asked).toEqual([]);
    time.pass(CLOSE_MS);
    expect((await after.client.refresh({ ...place, streamId })).text).toBe('报上了');
    expect(asked).toEqual(['m1：刚才没来得及查完，请再发一次。']);
  });
});

describe('an answer that takes longer than 5 min 30 s', () => {
  it('is promised at the end of the stream, and said once by response_url', async () => {
    const { said, heard } = listen();
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const { streamId } = await sayTooLate(world);
    world.time.pass(CLOSE_MS);
    expect((await world.client.refresh({ ...place, streamId })).reply).toMatchObject({
      stream: { finish: true, content: '还没查完。一有结果，我马上发给您。' },
    });
    slow.resolve({ text: '查到了' });
    await heard;
    await world.channel.stop?.();
    expect(said).toEqual([{ msgtype: 'markdown', markdown: { content: '查到了' } }]);
    expect((await world.client.refresh({ ...place, streamId })).text).toBe('还没查完。一有结果，我马上发给您。');
  });

  it('O22: is not said after an hour: the address is dead then', async () => {
    const { said } = listen();
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    await sayTooLate(world);
    world.time.pass(3_600_000);
    slow.resolve({ text: '太晚了' });
    await world.channel.stop?.();
    expect(said).toEqual([]);
    expect(world.logged.at(-1)).toMatchObject({ level: 'warn', fields: { expired: true } });
  });

  it('is lost with a plain sentence when WeCom gave no response_url', async () => {
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const { streamId } = await sayTooLate(world, { responseUrl: undefined });
    world.time.pass(CLOSE_MS);
    expect((await world.client.refresh({ ...place, streamId })).text).toBe('刚才没来得及查完，请再发一次。');
    slow.resolve(null);
  });
});

it('a welcome that comes too late is not said: there is no way left, and a failure is only logged', async () => {
  const slow = slowAnswer();
  await using world = await aibotWorld(slow.receive);
  const entered = world.client.enter({ userId: zhangWei.userId });
  await world.time.armed(DEADLINE_MS);
  world.time.fire(DEADLINE_MS);
  expect(await entered).toMatchObject({ status: 200, reply: null });
  slow.reject(new Error('store closed'));
  await world.channel.stop?.();
  expect(world.logged).toMatchObject([{ level: 'error', message: 'message failed after its first answer' }]);
});

describe('what is said after a click', () => {
  const click = { ...place, cardId: 'c1', action: 'activity.signUp:A3', responseUrl: RESPONSE_URL };

  it('O23: goes by response_url once, although the same click waits for its answer twice', async () => {
    const { said, heard } = listen();
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const both = [1, 2].map(() => world.client.click({ ...click, msgid: 'same' }));
    await expect.poll(() => world.heard).toHaveLength(2);
    await world.time.armed(DEADLINE_MS);
    world.time.fire(DEADLINE_MS);
    for (const clicked of both) expect(await clicked).toMatchObject({ status: 200, reply: null });
    slow.resolve({ text: '名额已满，您是候补第 1 位' });
    await heard;
    await world.channel.stop?.();
    expect(said).toHaveLength(1);
  });

  it('O23: goes by response_url once, however often the click arrives', async () => {
    const { said, heard } = listen();
    await using world = await aibotWorld(async () => ({
      text: '名额已满，您是候补第 1 位',
      update: { card: { id: 'c1', title: '已满' }, forEveryone: true },
    }));
    await world.client.click({ ...click, msgid: 'same' });
    await heard;
    await world.client.click({ ...click, msgid: 'same' });
    await world.channel.stop?.();
    expect(said).toEqual([{ msgtype: 'markdown', markdown: { content: '名额已满，您是候补第 1 位' } }]);
  });

  it('past the deadline the card stays and its news is said in words', async () => {
    const { said, heard } = listen();
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const clicked = world.client.click(click);
    await world.time.armed(DEADLINE_MS);
    world.time.fire(DEADLINE_MS);
    expect(await clicked).toMatchObject({ status: 200, reply: null });
    slow.resolve({ update: { card: { id: 'c1', title: '您已报名', body: '周六 9:00 集合' }, forEveryone: false } });
    await heard;
    await world.channel.stop?.();
    expect(said).toEqual([{ msgtype: 'markdown', markdown: { content: '**您已报名**\n周六 9:00 集合' } }]);
  });

  it('a failure past the deadline is said too', async () => {
    const { said, heard } = listen();
    const slow = slowAnswer();
    await using world = await aibotWorld(slow.receive);
    const clicked = world.client.click(click);
    await world.time.armed(DEADLINE_MS);
    world.time.fire(DEADLINE_MS);
    await clicked;
    slow.reject(new Error('store closed'));
    await heard;
    await world.channel.stop?.();
    expect(said).toEqual([{ msgtype: 'markdown', markdown: { content: '刚才没处理成功，请再点一次。' } }]);
  });

  it.each([
    ['another host', 'https://qyapi.weixin.qq.com.evil.example/cgi-bin/aibot/response?response_code=X'],
    ['this machine', 'http://127.0.0.1:1/cgi-bin/aibot/response?response_code=X'],
    ['the cloud metadata', 'http://169.254.169.254/cgi-bin/aibot/response'],
    ['an address in decimal', 'https://2130706433/cgi-bin/aibot/response'],
    ['IPv6 loopback', 'https://[::1]/cgi-bin/aibot/response'],
    ['a user before the host', 'https://qyapi.weixin.qq.com@evil.example/cgi-bin/aibot/response'],
    ['a user of WeCom itself', 'https://u:p@qyapi.weixin.qq.com/cgi-bin/aibot/response'],
    ['another port', 'https://qyapi.weixin.qq.com:8443/cgi-bin/aibot/response'],
    ['plain http', 'http://qyapi.weixin.qq.com/cgi-bin/aibot/response'],
    ['another path', 'https://qyapi.weixin.qq.com/cgi-bin/message/send'],
    ['a file', 'file:///cgi-bin/aibot/response'],
    ['no address', 'hello'],
  ])('never goes to %s', async (_, responseUrl) => {
    await using world = await aibotWorld(async () => ({ text: '秘密' }));
    await world.client.click({ ...click, responseUrl });
    await world.channel.stop?.();
    expect(world.logged.at(-1)).toMatchObject({ level: 'warn', fields: { code: 'refused-url' } });
    expect(JSON.stringify(world.logged)).not.toContain('evil');
  });

  it('O22: is not tried again when WeCom refuses it, and the address stays out of the log', async () => {
    const { said, heard } = listen(200, { errcode: 40008, errmsg: 'invalid message type' });
    await using world = await aibotWorld(async () => ({ text: '结果' }));
    await world.client.click({ ...click, msgid: 'm' });
    await heard;
    await world.client.click({ ...click, msgid: 'm' });
    await world.channel.stop?.();
    expect(said).toHaveLength(1);
    expect(world.logged.at(-1)).toMatchObject({ fields: { messageId: 'm', code: '40008' } });
    expect(JSON.stringify(world.logged)).not.toMatch(/response_code|CODE|结果/);
  });
});
