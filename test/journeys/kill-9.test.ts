import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crashBot } from '../support/crash-bot.ts';
import { findings } from '../support/crash-history.ts';
import type { Place } from '../support/failpoints.ts';
import { onPostgres } from '../support/store.ts';
import { workday } from '../support/crash-workday.ts';

// What is sent here must break where the process breaks; nock would stand in between.
beforeAll(() => nock.restore());
afterAll(() => nock.activate());

/** Where, and at which hit of each of two processes: in the start, in the traffic, among the posts, while things fall due. */
const points: readonly (readonly [Place, string, readonly [number, number]])[] = [
  ['journal.beforeWrite', 'C01', [1, 12]],
  ['disk.afterWrite', 'C02', [2, 12]],
  ['journal.afterSync', 'C03', [3, 11]],
  ['snapshot.beforeRename', 'C07', [1, 2]],
  ['snapshot.afterRename', 'C08', [1, 1]],
  ['ack.before', 'C03, M05', [2, 5]],
  ['unit.beforeCommit', 'C05', [2, 5]],
  ['job.beforeRun', 'C05', [1, 1]],
  ['job.afterRun', 'C05', [1, 1]],
  ['send.beforeRequest', 'C04, C06', [1, 3]],
  ['send.afterRequest', 'C06, O14', [1, 3]],
];

const OF_THE_JSON_ENGINE = /^(?:journal|disk|snapshot)\./u;

// Most of a case is waiting for a process to start: two at a time, one for each core.
vi.setConfig({ maxConcurrency: 2 });

describe.concurrent('kill -9: nothing acknowledged is lost, nothing happens twice, no post is sent again on a guess', () => {
  for (const [name, cases, [first, second]] of points.filter(([at]) => !onPostgres || !OF_THE_JSON_ENGINE.test(at))) {
    it(`${cases}: at ${name}`, async () => {
      await using bot = await crashBot({ crashes: [`${name}:${first}`, `${name}:${second}`] });
      const { states, unanswered } = await workday(bot);
      expect(await findings(bot)).toEqual([]);
      expect(bot.kills()).toBe(2);
      expect(states).toEqual({ signedUp: 3, waiting: 1, cancelled: 1 });
      expect(unanswered).toEqual([]);
    });
  }
});
