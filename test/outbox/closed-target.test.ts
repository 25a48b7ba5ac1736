import { describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/core/clock.ts';
import { sendAgain, tryClosed } from '../../src/outbox/outbox.ts';
import { fails, openOutbox } from '../support/outbox.ts';

/** An outbox whose group g1 has no robot any more, until it is mended. */
async function withoutRobot() {
  let calls = 0;
  let gone = true;
  const world = await openOutbox({
    answer: (to) => {
      calls += 1;
      return gone && to.kind === 'group' && to.id === 'g1' ? Promise.reject(fails('brokenTarget')) : Promise.resolve();
    },
  });
  for (const text of ['a', 'b', 'c']) {
    await world.owe(text);
    await world.outbox.tick();
  }
  return { world, calls: () => calls, mend: () => void (gone = false) };
}

describe('O18: a group whose robot is gone', () => {
  it('is called three times, and no more; what was for it is undelivered and can be sent again', async () => {
    const { world, calls } = await withoutRobot();
    await world.owe('d');
    await world.outbox.tick();
    expect(calls()).toBe(3);
    expect(await world.noticeOf('d')).toMatchObject({ state: 'dead', failure: 'x', reason: 'removed', attempts: 0 });
    await world.store.close();
  });

  it('delays no other group', async () => {
    const { world } = await withoutRobot();
    for (let group = 2; group <= 200; group += 1) await world.owe('早安', { group: `g${group}`, key: `k${group}` });
    await world.owe('e');
    await world.outbox.tick();
    expect(world.sent).toHaveLength(199);
    await world.store.close();
  });

  it('is tried once a day, and is as it was when that succeeds', async () => {
    const { world, calls, mend } = await withoutRobot();
    for (let day = 0; day < 3; day += 1) {
      world.clock.advance(DAY_MS);
      await world.owe(`morning ${day}`);
      await world.owe(`noon ${day}`);
      await world.outbox.tick();
    }
    expect(calls()).toBe(6);
    mend();
    world.clock.advance(DAY_MS);
    await world.owe('mended');
    await world.owe('after it');
    await world.outbox.tick();
    expect(world.texts()).toEqual(['mended', 'after it']);
    await world.store.close();
  });

  it('is tried when a person says so, when it was bound anew, and for what is urgent', async () => {
    const { world, calls, mend } = await withoutRobot();
    await world.owe('火警', { priority: 'urgent' });
    await world.outbox.tick();
    expect(calls()).toBe(4);
    const again = await world.noticeOf('a');
    await world.store.write((tx) => (again === undefined ? Promise.resolve() : sendAgain(tx, again, world.clock.now())));
    await world.outbox.tick();
    expect(calls()).toBe(5);
    mend();
    await world.store.write((tx) => tryClosed(tx, 'group:g1', world.clock.now()));
    await world.owe('bound anew');
    await world.outbox.tick();
    expect(world.texts()).toEqual(['bound anew']);
    await world.store.close();
  });

  it('is not closed by failures with a success between them, nor by contents that WeCom does not take', async () => {
    await using world = await openOutbox({
      answer: (_to, text) => (text === 'good' ? Promise.resolve() : Promise.reject(fails(text === 'wrong' ? 'permanent' : 'brokenTarget'))),
    });
    for (const text of ['1', '2', 'good', '3', '4', 'wrong', 'wrong', 'good']) {
      await world.owe(text, { key: `${text}${world.settled.length}` });
      await world.outbox.tick();
    }
    expect(world.texts()).toEqual(['good', 'good']);
  });
});

it('O07: what the platform says may be tried three times is tried three times, then it is undelivered', async () => {
  let calls = 0;
  await using world = await openOutbox({
    answer: () => {
      calls += 1;
      return Promise.reject(fails('retry', 5_000, 3));
    },
  });
  await world.owe('x');
  await world.passes(10 * MINUTE_MS);
  expect(calls).toBe(3);
  expect(await world.noticeOf('x')).toMatchObject({ state: 'dead', attempts: 3 });
});
