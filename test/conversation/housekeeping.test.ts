import { afterEach, beforeEach, expect, it } from 'vitest';
import { answers } from '../../src/conversation/schema.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, plusMs } from '../../src/core/clock.ts';
import { openChat } from '../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
const START = '2026-11-21T01:00:00.000Z';

beforeEach(async () => {
  chat = await openChat({ features: [], now: START });
});
afterEach(() => chat.close());

async function keptAnswers(count: number, at: string): Promise<void> {
  await chat.write(async (tx) => {
    for (let i = 0; i < count; i += 1) await tx.put(answers, { id: `${at}-${i}`, reply: null, saidHash: null, at });
  });
}

const left = (): Promise<number> => chat.read((tx) => tx.count(answers));

it('L11: the answers of a day with thousands of messages are forgotten within a minute, once they are past their time', async () => {
  await keptAnswers(3_000, plusMs(START, -DAY_MS));
  await chat.passes({ until: plusMs(START, HOUR_MS + MINUTE_MS) });
  expect(await left()).toBe(0);
});

it('L11: what may still be repeated is kept', async () => {
  await keptAnswers(10, START);
  await chat.passes({ until: plusMs(START, 20 * HOUR_MS) });
  expect(await left()).toBe(10);
});
