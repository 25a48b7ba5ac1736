import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, KEEPING_MS } from '../../../src/channels/wecom-aibot/answer.ts';
import { CLOSE_MS } from '../../../src/channels/wecom-aibot/stream.ts';
import { LOST_ANSWER, STILL_WORKING } from '../../../src/channels/wecom/texts.ts';
import type { Inbound, Reply, Taken } from '../../../src/core/message.ts';
import { StoreUnavailable } from '../../../src/store/store.ts';
import { keptArrivals } from '../../support/arrivals.ts';
import { zhangWei } from '../../support/cast.ts';
import { aibotWorld, API_BASE, RESPONSE_URL, type AibotWorld } from '../../support/wecom-aibot.ts';
import type { WecomAnswered } from '../../support/wecom-client.ts';
import { wecomTime } from '../../support/wecom-time.ts';

const place = { userId: zhangWei.userId, chatId: 'wrGroup' };

function slow() {
  const { promise, resolve, reject } = Promise.withResolvers<Reply | null>();
  return { receive: () => promise, resolve, reject };
}

/** Says something; the deadline passes. What is answered then is still to come. */
async function saysTooLate(world: AibotWorld, msgid = 'm1'): Promise<{ readonly asked: Promise<WecomAnswered> }> {
  const asked = world.client.say({ ...place, text: '@党群助手 请假规定', msgid });
  await world.time.armed(DEADLINE_MS);
  world.time.fire(DEADLINE_MS);
  return { asked };
}

const taken = (messageId: string, more: Partial<Taken> = {}): Taken => ({
  inbound: {
    kind: 'text',
    messageId,
    chat: { channel: 'wecom-aibot', kind: 'group', id: 'wrGroup' },
    userId: zhangWei.userId,
    receivedAt: '2026-11-21T00:59:50.000Z',
    text: '报名健步走',
    pictures: 0,
    spoken: false,
  },
  tries: 1,
  ...more,
});

describe('what WeCom hears of a message that takes longer than the deadline', () => {
  it('“taken” only once it would outlive this process, and what is handled lies there no longer', async () => {
    const work = slow();
    await using world = await aibotWorld(work.receive);
    const keeping = world.arrivals.hold();
    const { asked } = await saysTooLate(world);
    expect(await Promise.race([asked, world.time.armed(KEEPING_MS)])).toBeUndefined();
    keeping.letGo();
    expect((await asked).reply).toMatchObject({ stream: { finish: false } });
    expect(world.arrivals.ids()).toEqual(['m1']);
    work.resolve({ text: '须提前 1 天' });
    await world.channel.stop?.();
    expect(world.arrivals.ids()).toEqual([]);
  });

  it('its answer, when that comes before it is kept', async () => {
    const work = slow();
    await using world = await aibotWorld(work.receive);
    const keeping = world.arrivals.hold();
    const { asked } = await saysTooLate(world);
    await world.time.armed(KEEPING_MS);
    work.resolve({ text: '须提前 1 天' });
    expect((await asked).reply).toMatchObject({ stream: { finish: true, content: '须提前 1 天' } });
    keeping.letGo();
  });

  it('503, so that it repeats, when it can neither be handled nor kept in time: never that it was not taken', async () => {
    const work = slow();
    await using world = await aibotWorld(work.receive);
    const keeping = world.arrivals.hold();
    for (let delivery = 1; delivery <= 4; delivery += 1) {
      const { asked } = await saysTooLate(world);
      await world.time.armed(KEEPING_MS);
      world.time.fire(KEEPING_MS);
      expect(await asked).toMatchObject({ status: 503, reply: null });
    }
    work.resolve({ text: '须提前 1 天' });
    keeping.letGo();
    expect((await world.client.say({ ...place, text: '@党群助手 请假规定', msgid: 'm1' })).text).toBe('须提前 1 天');
  });

  it('503 when the disk refuses to keep it, and never, however often, that it was not taken: it may yet be handled', async () => {
    const work = slow();
    await using world = await aibotWorld(work.receive);
    for (let delivery = 1; delivery <= 4; delivery += 1) {
      const keeping = world.arrivals.hold();
      const { asked } = await saysTooLate(world);
      keeping.letGo(new Error('the disk is full'));
      await world.time.armed(KEEPING_MS);
      await new Promise(setImmediate);
      world.time.fire(KEEPING_MS);
      expect(await asked).toMatchObject({ status: 503, reply: null });
    }
    work.resolve({ text: '须提前 1 天' });
    expect((await world.client.say({ ...place, text: '@党群助手 请假规定', msgid: 'm1' })).text).toBe('须提前 1 天');
  });

  it('its answer, when the disk refused to keep it and it is handled a moment later', async () => {
    const work = slow();
    await using world = await aibotWorld(work.receive);
    const keeping = world.arrivals.hold();
    const { asked } = await saysTooLate(world);
    keeping.letGo(new Error('the disk is full'));
    await world.time.armed(KEEPING_MS);
    work.resolve({ text: '须提前 1 天' });
    expect((await asked).reply).toMatchObject({ stream: { finish: true, content: '须提前 1 天' } });
  });

  it('a click is kept like a word', async () => {
    const work = slow();
    await using world = await aibotWorld(work.receive);
    const clicked = world.client.click({ ...place, cardId: 'c1', action: 'activity.signUp:A3', msgid: 'click' });
    await world.time.armed(DEADLINE_MS);
    world.time.fire(DEADLINE_MS);
    expect(await clicked).toMatchObject({ status: 200, reply: null });
    expect(world.arrivals.ids()).toEqual(['click']);
    work.resolve(null);
  });
});

describe('what an earlier process had taken', () => {
  it('is handled one by one, oldest first, and the stream that was begun gets its answer', async () => {
    const time = wecomTime();
    const before = slow();
    await using earlier = await aibotWorld(before.receive, undefined, time);
    const { reply } = await (await saysTooLate(earlier)).asked;
    const streamId = reply !== null && 'stream' in reply ? reply.stream.id : '';

    const heard: string[] = [];
    const receive = async ({ messageId }: Inbound): Promise<Reply> => {
      heard.push(messageId);
      return { text: `${messageId} 办好了` };
    };
    await using world = await aibotWorld(
      receive,
      undefined,
      time,
      keptArrivals([...(await earlier.arrivals.left('wecom-aibot')), taken('m2')]),
    );
    await world.channel.resume?.();
    expect(heard).toEqual(['m1', 'm2']);
    expect(world.arrivals.ids()).toEqual([]);
    expect((await world.client.refresh({ ...place, streamId })).reply).toMatchObject({ stream: { finish: true, content: 'm1 办好了' } });
    before.resolve(null);
  });

  it('is known to be under way from the start: nobody is asked to say it again while those before it are handled', async () => {
    const time = wecomTime();
    const before = slow();
    await using earlier = await aibotWorld(before.receive, undefined, time);
    const { reply } = await (await saysTooLate(earlier, 'm2')).asked;
    const streamId = reply !== null && 'stream' in reply ? reply.stream.id : '';
    const [m2] = await earlier.arrivals.left('wecom-aibot');

    const first = slow();
    const receive = ({ messageId }: Inbound): Promise<Reply | null> =>
      messageId === 'm1' ? first.receive() : Promise.resolve({ text: '办好了' });
    const arrivals = keptArrivals([taken('m1'), ...(m2 === undefined ? [] : [{ ...m2, responseUrl: RESPONSE_URL }])]);
    await using world = await aibotWorld(receive, undefined, time, arrivals);
    const resumed = world.channel.resume?.();
    time.pass(CLOSE_MS);
    expect((await world.client.refresh({ ...place, streamId })).text).toBe(STILL_WORKING);
    const late = nock(API_BASE).post('/cgi-bin/aibot/response').query(true).reply(200, { errcode: 0 });
    first.resolve({ text: '好' });
    await resumed;
    expect(late.isDone()).toBe(true);
    before.resolve(null);
  });

  it('counts each process that tries, and is put aside instead when three have ended over it', async () => {
    const heard: Inbound[] = [];
    const arrivals = keptArrivals([taken('again'), taken('deadly', { tries: 3 })]);
    const tries: number[] = [];
    const receive = async (inbound: Inbound): Promise<Reply> => {
      heard.push(inbound);
      tries.push(...(await arrivals.left('wecom-aibot')).flatMap((one) => (one.inbound.messageId === 'again' ? one.tries : [])));
      return { text: '好' };
    };
    await using world = await aibotWorld(receive, undefined, undefined, arrivals);
    await world.channel.resume?.();
    expect(heard.map(({ messageId }) => messageId)).toEqual(['again']);
    expect(tries).toEqual([2]);
    expect(arrivals.ids()).toEqual([]);
  });

  it('what three have ended over is put aside as well when the store is away at first: never handled once more', async () => {
    const arrivals = keptArrivals([taken('deadly', { tries: 3 })]);
    let asked = 0;
    const putAside = async (): Promise<Reply> => {
      asked += 1;
      if (asked === 1) throw new StoreUnavailable('the database is away');
      return { text: '放下了' };
    };
    await using world = await aibotWorld(async () => ({ text: '好' }), undefined, undefined, arrivals, undefined, putAside);
    const resumed = world.channel.resume?.();
    await world.time.armed(3_000);
    expect(arrivals.ids()).toEqual(['deadly']);
    world.time.fire(3_000);
    await resumed;
    expect([asked, world.heard, arrivals.ids()]).toEqual([2, [], []]);
  });

  it('says nothing late where its member was asked to say it again meanwhile', async () => {
    const time = wecomTime();
    time.pass(CLOSE_MS);
    const posted = nock(API_BASE).post('/cgi-bin/aibot/response').query(true).reply(200, { errcode: 0 });
    const arrivals = keptArrivals([taken('m1', { responseUrl: RESPONSE_URL })]);
    await using world = await aibotWorld(async () => ({ text: LOST_ANSWER }), undefined, time, arrivals);
    await world.channel.resume?.();
    expect([posted.isDone(), arrivals.ids()]).toEqual([false, []]);
    nock.cleanAll();
  });

  it('is not handled after a day, when nobody knows any more whether it was', async () => {
    const time = wecomTime('2026-11-22T00:59:49.000Z');
    const arrivals = keptArrivals([taken('yesterday')]);
    await using world = await aibotWorld(async () => ({ text: '好' }), undefined, time, arrivals);
    time.pass(1_000);
    await world.channel.resume?.();
    expect([world.heard, arrivals.ids()]).toEqual([[], []]);
    expect(world.logged).toMatchObject([{ level: 'error', message: expect.stringContaining('too old'), fields: { count: 1 } }]);
  });

  it('a file is asked for again: nobody knows the way to it any more', async () => {
    const fetched: unknown[] = [];
    const { inbound } = taken('file');
    const arrivals = keptArrivals([{ inbound: { ...inbound, kind: 'attachment', type: 'file' }, tries: 1 }]);
    const receive = async (heard: Inbound): Promise<null> => {
      fetched.push(heard.kind === 'attachment' ? await heard.fetch?.() : heard.kind);
      return null;
    };
    await using world = await aibotWorld(receive, undefined, undefined, arrivals);
    await world.channel.resume?.();
    expect(fetched).toEqual([{ ok: false, reason: 'notReached' }]);
  });
});
