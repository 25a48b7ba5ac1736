import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { studyFeature } from '../../../src/features/study/index.ts';
import { planShipped } from '../../../src/features/study/jobs.ts';
import { questions, questionSchema, studyPlans } from '../../../src/features/study/schema.ts';
import { topicIn } from '../../../src/features/study/slots/topic.ts';
import { randomIds } from '../../../src/core/ids.ts';
import { directoryIn } from '../../../src/conversation/identity/directory.ts';
import { jobs } from '../../../src/schedule/job.ts';
import { seedFiles } from '../../../src/seed.ts';
import { openChat } from '../../support/chat.ts';
import { workdays } from '../../support/workdays.ts';
import { fire, passages } from './bank.ts';

// Saturday, 21 November 2026, 09:00 in Shanghai.
const NOW = '2026-11-21T01:00:00.000Z';
let chat: Awaited<ReturnType<typeof openChat>>;

beforeEach(async () => {
  chat = await openChat({ features: [studyFeature({ passages })], now: NOW });
  await chat.write(async (tx) => studyFeature({ passages }).seed?.(tx, seedFiles, NOW));
});
afterEach(() => chat.close());

const start = (): Promise<void> =>
  chat.write((tx) =>
    planShipped({
      tx,
      now: chat.clock.now(),
      zone: 'Asia/Shanghai',
      ids: randomIds,
      calendar: workdays,
      directory: directoryIn(tx, { secretaries: [], admins: [] }),
      publicUrl: 'http://127.0.0.1:3000',
    }),
  );
const planned = async (): Promise<readonly string[]> =>
  (await chat.read((tx) => tx.find(jobs, { orderBy: 'dueAt' }))).filter(({ kind }) => kind === 'study.daily').map(({ dueAt }) => dueAt);

describe('what is shipped', () => {
  it('370 questions, each topic named by what people say for it', async () => {
    const bank = await chat.read((tx) => tx.find(questions));
    expect(bank).toHaveLength(370);
    for (const topic of new Set(bank.map((question) => question.topic))) expect(topicIn(topic)?.topic).toBe(topic);
  });

  it('an answer that is not among the options does not pass the border', () => {
    expect(questionSchema.safeParse({ ...fire, answer: ['E'] }).success).toBe(false);
    expect(questionSchema.safeParse({ ...fire, answer: [] }).success).toBe(false);
  });

  it('a plan for each of the three groups, on, at 08:30 on workdays', async () => {
    const plans = await chat.read((tx) => tx.find(studyPlans));
    expect(plans.map(({ on, time, days }) => [on, time, days.kind])).toEqual(Array.from({ length: 3 }, () => [true, '08:30', 'workday']));
  });

  it('at start it gets its time; a second start changes nothing', async () => {
    await start();
    expect(await planned()).toEqual(Array.from({ length: 3 }, () => '2026-11-23T00:30:00.000Z'));
    chat.clock.set('2026-11-21T05:00:00.000Z');
    await start();
    expect(await planned()).toEqual(Array.from({ length: 3 }, () => '2026-11-23T00:30:00.000Z'));
  });

  it('one that fell due while the process was down stays due, so that it is seen as late or missed', async () => {
    await start();
    chat.clock.set('2026-11-23T00:40:00.000Z');
    await start();
    expect(await planned()).toEqual(Array.from({ length: 3 }, () => '2026-11-23T00:30:00.000Z'));
  });

  it('to a group without a push address nothing is posted, and the plan goes on', async () => {
    await start();
    await chat.passes({ until: '2026-11-23T00:31:00.000Z' });
    expect(chat.posts()).toEqual([]);
    expect(await planned()).toEqual(Array.from({ length: 3 }, () => '2026-11-24T00:30:00.000Z'));
  });
});
