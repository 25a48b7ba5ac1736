import nock from 'nock';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCluster } from '../support/cluster.ts';
import { openFleet } from '../support/fleet.ts';
import { race } from '../support/places-race.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

it('M08: a database that dies and comes back loses nothing that was acknowledged; the processes live on and say meanwhile what is down', async () => {
  await using cluster = await openCluster();
  await using fleet = await openFleet({ processes: 2, server: cluster.url });
  const of = { activities: 8, people: 40, capacity: 8, givingBackPercent: 25, atOnce: 8 };
  const racing = race(fleet, of);
  await pause(1_000);
  await cluster.stop();
  await expect.poll(() => fleet.ready(0), { timeout: 10_000 }).toMatchObject({ status: 503, body: expect.stringContaining('store: ') });
  // Each process counts the tries it saw itself, so all three go to one (src/decisions/0016).
  const tries: (string | null)[] = [];
  for (let tried = 0; tried < 3; tried += 1)
    tries.push((await fleet.client(0).say({ userId: 'u0', text: '报名A1', msgid: 'while-away' })).text);
  expect(tries.at(-1)).toContain('没有收到');
  await cluster.start();
  await expect.poll(() => fleet.ready(0), { timeout: 5_000 }).toMatchObject({ status: 200 });
  const { findings } = await racing;
  expect(findings).toEqual([]);
  // The same message, which was not taken then, is taken now.
  expect(await fleet.says('u0', '报名A1', 'while-away')).toContain('第1场培训');
  expect(fleet.ends()).toEqual([]);
}, 180_000);
