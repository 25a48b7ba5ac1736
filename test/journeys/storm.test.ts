import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BAD_DAY } from '../../bench/storm/platform.ts';
import { storm } from '../../bench/storm/storm.ts';

// Real processes, a real wire: nock would stand in between. The whole size is `npm run bench -- storm`.
beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const GROUPS = 60;

it('T13: 60 groups at one instant: every post once, within a minute, while members are answered', { timeout: 120_000 }, async () => {
  const after = await storm({ groups: GROUPS, faults: {}, killAfterMs: null, calmMs: 1_000, patienceMs: 60_000 });
  expect(after).toMatchObject({ sent: GROUPS, unknown: 0, lost: 0, doubled: 0, open: 0, flooded: 0 });
  expect(after.lastAfterMs).toBeLessThan(60_000);
  expect(after.answered).toBeGreaterThan(100);
});

it(
  'O14: 200 groups, lost answers and a kill -9 in the middle: none lost, none doubled, what is not certain says so',
  { timeout: 120_000 },
  async () => {
    // Errors that are tried again after minutes belong to the bench; here those that end at once.
    const { lostAnswer = 0, reset = 0, garbage = 0 } = BAD_DAY;
    const faults = { lostAnswer: 2 * lostAnswer, reset: 2 * reset, garbage: 2 * garbage };
    const groups = 200;
    const after = await storm({ groups, faults, killAfterMs: 300, calmMs: 1_000, patienceMs: 60_000 });
    expect(after).toMatchObject({ lost: 0, doubled: 0, open: 0, flooded: 0 });
    expect(after.sent + after.unknown).toBe(groups);
  },
);
