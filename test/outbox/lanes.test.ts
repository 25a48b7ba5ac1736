import { describe, expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { plannedAt, sendAgain, withdraw } from '../../src/outbox/outbox.ts';
import { fails, openOutbox } from '../support/outbox.ts';

describe('safety first', () => {
  it('T13: what is urgent passes everything that waits for the group; within a priority the order is kept', async () => {
    await using world = await openOutbox();
    for (let i = 0; i < 20; i += 1) await world.owe(`m${i}`);
    await world.outbox.tick();
    expect(world.sent).toHaveLength(18);
    await world.owe('停电', { priority: 'urgent' });
    await world.owe('停水', { priority: 'urgent' });
    await world.passes(61 * SECOND_MS);
    expect(world.texts().slice(18)).toEqual(['停电', '停水', 'm18', 'm19']);
  });

  it('it also passes one that is being retried, and an urgent one of tomorrow holds up nothing today', async () => {
    await using world = await openOutbox({
      answer: (_to, text) => (text === 'bad' ? Promise.reject(fails('retry', MINUTE_MS)) : Promise.resolve()),
    });
    await world.owe('bad');
    await world.owe('明天的', { priority: 'urgent', dueAt: '2026-11-22T01:00:00.000Z' });
    await world.outbox.tick();
    await world.owe('停电', { priority: 'urgent' });
    await world.owe('waits behind bad');
    await world.outbox.tick();
    expect(world.texts()).toEqual(['停电']);
  });

  it('T13: groups with something urgent are served before hundreds of others', async () => {
    await using world = await openOutbox();
    for (let i = 0; i < 300; i += 1) await world.owe('早安', { group: `g${i}`, key: `k${i}` });
    await world.owe('停电', { group: 'last', priority: 'urgent' });
    await world.outbox.tick();
    expect(world.texts().indexOf('停电')).toBeLessThan(24);
    expect(world.sent).toHaveLength(301);
  });
});

describe('a text that takes several messages', () => {
  const partsOf = (text: string): number => (text.startsWith('long') ? 3 : 1);

  it('arrives part by part, in order, with nothing in between, each counted against the limit', async () => {
    await using world = await openOutbox({ partsOf });
    for (let i = 0; i < 17; i += 1) await world.owe(`m${i}`);
    await world.owe('long');
    await world.outbox.tick();
    expect(world.sent.slice(17).map(({ part }) => part)).toEqual([0]);
    await world.owe('停电', { priority: 'urgent' });
    await world.passes(61 * SECOND_MS);
    expect(world.sent.slice(17).map(({ text, part }) => `${text} ${part}`)).toEqual(['long 0', 'long 1', 'long 2', '停电 0']);
    expect(world.settled.filter(({ key }) => key === 'long')).toMatchObject([{ state: 'sent', part: 3 }]);
  });

  it('goes on after the parts that arrived, also in another process', async () => {
    let tries = 0;
    await using world = await openOutbox({ partsOf });
    world.answers((_to, _text, part) => (part === 1 && (tries += 1) === 1 ? Promise.reject(fails('retry')) : Promise.resolve()));
    await world.owe('long');
    await world.outbox.tick();
    world.clock.advance(10 * SECOND_MS);
    await world.another().tick();
    expect(world.sent.map(({ part }) => part)).toEqual([0, 1, 2]);
  });

  it('that stopped in the middle says how far it got; sent again by hand it goes on from there', async () => {
    await using world = await openOutbox({ partsOf });
    world.answers((_to, _text, part) => (part === 1 ? Promise.reject(fails('permanent')) : Promise.resolve()));
    await world.owe('long');
    await world.outbox.tick();
    expect(world.settled).toMatchObject([{ key: 'long', state: 'dead', part: 1, reason: 'refused' }]);
    world.answers(() => Promise.resolve());
    const [dead] = world.settled;
    if (dead !== undefined) await world.store.write((tx) => sendAgain(tx, dead, world.clock.now()));
    await world.outbox.tick();
    expect(world.sent.map(({ part }) => part)).toEqual([0, 1, 2]);
  });

  it('is not taken back once the group has read its beginning', async () => {
    await using world = await openOutbox({ partsOf });
    world.answers((_to, _text, part) => (part === 1 ? Promise.reject(fails('retry')) : Promise.resolve()));
    await world.owe('long', { topic: 't' });
    await world.outbox.tick();
    await world.store.write((tx) => withdraw(tx, 't'));
    world.answers(() => Promise.resolve());
    await world.passes(6 * SECOND_MS);
    expect(world.sent.map(({ part }) => part)).toEqual([0, 1, 2]);
  });
});

describe('the platform says "too many"', () => {
  it('O11: once: a minute of quiet; again right after: five minutes, a quarter, an hour; a post that arrives ends it', async () => {
    await using world = await openOutbox();
    const tries: number[] = [];
    world.answers(() => {
      tries.push(Date.parse(world.clock.now()));
      return tries.length < 5 ? Promise.reject(fails('pause', MINUTE_MS)) : Promise.resolve();
    });
    await world.owe('a');
    await world.outbox.tick();
    await world.passes(82 * MINUTE_MS);
    expect(tries.map((at) => Math.round((at - (tries[0] ?? 0)) / MINUTE_MS))).toEqual([0, 1, 6, 21, 81]);
    expect(await world.noticeOf('a')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('O11: what is too late by then is told when it is too late, not at the end of the quiet', async () => {
    await using world = await openOutbox({ answer: () => Promise.reject(fails('pause', 60 * MINUTE_MS)) });
    await world.owe('a', { expiresAt: '2026-11-21T01:30:00.000Z' });
    await world.outbox.tick();
    await world.passes(31 * MINUTE_MS);
    expect(world.settled).toMatchObject([{ key: 'a', state: 'expired', reason: 'late' }]);
  });
});

describe('several at work', () => {
  it('a target that hangs holds up no other, nor what falls due meanwhile', async () => {
    await using world = await openOutbox();
    let answer = (): void => {};
    world.answers((to) => (to.kind === 'group' && to.id === 'slow' ? new Promise((resolve) => (answer = resolve)) : Promise.resolve()));
    await world.owe('slow', { group: 'slow' });
    const ticking = world.outbox.tick();
    await world.owe('later', { dueAt: '2026-11-21T01:00:05.000Z' });
    world.clock.advance(5 * SECOND_MS);
    await world.outbox.look();
    await expect.poll(() => world.texts()).toEqual(['later']);
    answer();
    await ticking;
    expect(world.texts()).toEqual(['later', 'slow']);
  });

  it('two processes on one store send everything once, in order, within the limit', async () => {
    await using world = await openOutbox();
    for (let i = 0; i < 12; i += 1) for (const group of ['a', 'b', 'c']) await world.owe(`${group}${i}`, { group });
    const other = world.another();
    await Promise.all([world.outbox.tick(), other.tick()]);
    for (const group of ['a', 'b', 'c']) {
      expect(world.texts().filter((text) => text.startsWith(group))).toEqual(Array.from({ length: 12 }, (_, i) => `${group}${i}`));
    }
  });

  it('M14: what a dead process had in hand is unknown after its lease, and the group goes on', async () => {
    await using world = await openOutbox();
    world.answers(() => new Promise(() => {}));
    await world.owe('in hand');
    void world.another().tick();
    await expect.poll(async () => (await world.noticeOf('in hand'))?.state).toBe('sending');
    world.answers(() => Promise.resolve());
    await world.owe('next');
    await world.outbox.tick();
    expect(world.texts()).toEqual([]);
    await world.passes(2 * MINUTE_MS + SECOND_MS);
    expect(world.texts()).toEqual(['next']);
    expect(world.settled).toMatchObject([
      { key: 'in hand', state: 'unknown', reason: 'interrupted' },
      { key: 'next', state: 'sent' },
    ]);
  });

  it.each([
    ['yes', (): Promise<void> => Promise.resolve()],
    ['no', (): Promise<void> => Promise.reject(fails('retry'))],
  ])('O04, M15: a late “%s” to what was given up as unknown meanwhile changes nothing and is not told', async (_, late) => {
    await using world = await openOutbox();
    const { promise: slept, resolve: wake } = Promise.withResolvers<void>();
    world.answers(() => slept.then(late));
    await world.owe('in hand');
    const sleeper = world.another();
    await sleeper.look();
    await expect.poll(async () => (await world.noticeOf('in hand'))?.state).toBe('sending');
    await world.passes(2 * MINUTE_MS + SECOND_MS);
    const given = await world.noticeOf('in hand');
    expect(given).toMatchObject({ state: 'unknown', reason: 'interrupted' });
    wake();
    await sleeper.stop();
    expect(await world.noticeOf('in hand')).toEqual(given);
    expect(world.settled).toHaveLength(1);
  });

  it('stopping lets what is under way end, and begins nothing more', async () => {
    await using world = await openOutbox();
    for (let i = 0; i < 3; i += 1) await world.owe(`m${i}`);
    let answer = (): void => {};
    world.answers(() => new Promise((resolve) => (answer = resolve)));
    await world.outbox.look();
    await expect.poll(async () => (await world.noticeOf('m0'))?.state).toBe('sending');
    const stopped = world.outbox.stop();
    answer();
    await stopped;
    expect(world.texts()).toEqual(['m0']);
    expect(await world.noticeOf('m0')).toMatchObject({ state: 'sent' });
  });
});

describe('what is told', () => {
  it('a look tells when the next falls due, so that nobody waits for a tick', async () => {
    await using world = await openOutbox();
    await world.owe('later', { dueAt: '2026-11-21T01:00:07.250Z' });
    expect(await world.outbox.look()).toBe('2026-11-21T01:00:07.250Z');
  });

  it('an end is told once, with the time for which it was planned, whatever the retries moved', async () => {
    await using world = await openOutbox();
    let first = true;
    world.answers(() => {
      const fail = first;
      first = false;
      return fail ? Promise.reject(fails('retry')) : Promise.resolve();
    });
    await world.owe('x', { dueAt: '2026-11-21T01:00:02.000Z' });
    await world.passes(10 * SECOND_MS);
    expect(world.settled.map((notice) => [notice.state, plannedAt(notice), notice.sentAt])).toEqual([
      ['sent', '2026-11-21T01:00:02.000Z', '2026-11-21T01:00:07.000Z'],
    ]);
  });
});
