import nock from 'nock';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plusMs, SECOND_MS, systemClock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import { enqueue } from '../../src/outbox/outbox.ts';
import { jobs, occurrences, planJob } from '../../src/schedule/job.ts';
import { openFleet, type Fleet } from '../support/fleet.ts';
import { prepare, race } from '../support/places-race.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const textsTo = (fleet: Fleet, group: string): readonly { readonly text: string; readonly atMs: number }[] =>
  fleet.wecom.arrivals.flatMap(({ robotKey, message, atMs }) =>
    robotKey === `robot-of-${group}` && message.msgtype === 'text' ? [{ text: message.text.content, atMs }] : [],
  );

describe('several processes on one database', () => {
  it('M03, M04, M06: sell no place twice, lose none and keep the queue in order, while one is killed, one sleeps and the lines are cut', async () => {
    await using fleet = await openFleet({ processes: 2 });
    const racing = race(fleet, { activities: 8, people: 40, capacity: 8, givingBackPercent: 25, atOnce: 12 });
    await pause(1_000);
    await fleet.kill(0);
    await fleet.database.cutConnections();
    await fleet.freeze(1, 3_000);
    await fleet.kill(1);
    const { findings, messages } = await racing;
    expect(findings).toEqual([]);
    expect(messages).toBeGreaterThan(320);
  });

  it('take a message that comes to two of them at once for one, and find each other’s answers', async () => {
    await using fleet = await openFleet({ processes: 2 });
    await prepare(fleet, { activities: 1, people: 2, capacity: 1 });
    const message = { userId: 'u0', text: '报名A1', msgid: 'twice' };
    const both = await Promise.all([fleet.client(0).say(message), fleet.client(1).say(message)]);
    expect(both[0].text).toContain('第1场培训');
    expect(both[1].text).toBe(both[0].text);
    expect(await fleet.database.query('SELECT count(*)::int AS count FROM dangqun."activitySignups"')).toEqual([{ count: 1 }]);
    // What one of them asks, the other understands the answer to.
    expect((await fleet.client(0).say({ userId: 'u1', text: '报名A1' })).text).toContain('已满');
    expect((await fleet.client(1).say({ userId: 'u1', text: '候补' })).text).toContain('候补第1位');
    const { reply } = both[0];
    const streamId = reply !== null && 'stream' in reply ? reply.stream.id : '';
    expect((await fleet.client(1).refresh({ userId: 'u0', streamId })).text).toBe(both[0].text);
  });

  it('M05: tell who won the last place so, although the one that gave it died before it could', async () => {
    await using fleet = await openFleet({ processes: 2, crashes: ['ack.before:1'] });
    await prepare(fleet, { activities: 1, people: 2, capacity: 1 });
    const message = { userId: 'u0', text: '报名A1', msgid: 'won' };
    await expect(fleet.client(0).say(message)).rejects.toThrow(TypeError);
    expect((await fleet.client(1).say({ userId: 'u1', text: '报名A1' })).text).toContain('已满');
    expect((await fleet.client(1).say(message)).text).toContain('报上了，您是第1位');
    expect(await fleet.database.query('SELECT document->>\'userId\' AS "userId" FROM dangqun."activitySignups"')).toEqual([
      { userId: 'u0' },
    ]);
  });

  it('M07, M16: keep one limit for a robot and run each job once, with clocks that are minutes apart', async () => {
    await using fleet = await openFleet({ processes: 3, clockOffsMs: [-120_000, 120_000, 0] });
    await prepare(fleet, { activities: 8, people: 1, capacity: 1 });
    const now = systemClock.now();
    const dueAt = plusMs(now, 8 * SECOND_MS);
    await fleet.store.write(async (tx) => {
      for (let i = 0; i < 40; i += 1)
        await enqueue(
          tx,
          'test',
          { key: `k${i}`, to: { kind: 'group', id: 'group-1' }, content: { kind: 'text', text: `通知${i}` } },
          { now, ids: randomIds },
        );
      for (let number = 1; number <= 8; number += 1)
        await planJob(tx, { id: `activity.remind:activity-${number}/0`, kind: 'activity.remind', ref: `activity-${number}/0`, dueAt });
    });
    // Planned past pg-boss: the sweep finds them, at most a minute later.
    await expect.poll(() => fleet.store.read((tx) => tx.count(jobs, { where: { kind: 'activity.remind' } })), { timeout: 75_000 }).toBe(0);
    await expect.poll(() => textsTo(fleet, 'group-2').length, { timeout: 20_000 }).toBe(8);
    const ran = (await fleet.store.read((tx) => tx.find(occurrences))).filter(({ id }) => id.startsWith('activity.remind'));
    expect(ran.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 8 }, () => 'ran'));
    expect(textsTo(fleet, 'group-2').every(({ atMs }) => atMs >= Date.parse(dueAt))).toBe(true);
    expect(new Set(textsTo(fleet, 'group-2').map(({ text }) => text)).size).toBe(8);

    await expect.poll(() => textsTo(fleet, 'group-1').length, { timeout: 150_000, interval: 1_000 }).toBe(40);
    const posts = textsTo(fleet, 'group-1');
    expect(posts.map(({ text }) => text)).toEqual(Array.from({ length: 40 }, (_, i) => `通知${i}`));
    for (const { atMs } of posts)
      expect(posts.filter((one) => one.atMs >= atMs && one.atMs < atMs + 60_000).length).toBeLessThanOrEqual(20);
  }, 300_000);
});
