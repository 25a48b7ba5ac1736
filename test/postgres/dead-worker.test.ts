import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SECOND_MS } from '../../src/core/clock.ts';
import { jobs, occurrences } from '../../src/schedule/job.ts';
import { owe } from '../support/fleet-duties.ts';
import { openFleet } from '../support/fleet.ts';
import { prepare } from '../support/places-race.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

it('M14: what falls due is done by another, a minute later at most, when the process that had it in hand dies, and once', async () => {
  await using fleet = await openFleet({ processes: 2, crashes: ['job.beforeRun:1'] });
  const duties = { activities: 1, withinMs: SECOND_MS };
  await prepare(fleet, { ...duties, people: 1, capacity: 1 });
  // The other one sleeps, so that this one takes it.
  const asleep = fleet.freeze(1, 15 * SECOND_MS);
  await owe(fleet, duties);
  const life = (): Promise<string> =>
    fleet.ready(0).then(
      () => 'lives',
      () => 'died',
    );
  await expect.poll(life, { timeout: 15 * SECOND_MS }).toBe('died');
  await asleep;
  const waiting = (): Promise<number> => fleet.store.read((tx) => tx.count(jobs, { where: { kind: 'activity.remind' } }));
  expect(await waiting()).toBe(1);
  // The sweep of each minute finds it.
  await expect.poll(waiting, { timeout: 75 * SECOND_MS }).toBe(0);
  const fired = (await fleet.store.read((tx) => tx.find(occurrences))).filter(({ id }) => id.startsWith('activity.remind:'));
  expect(fired.map(({ outcome }) => outcome)).toEqual(['ran']);
}, 120_000);
