import { afterEach, beforeEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../../src/core/clock.ts';
import { announcementFeature } from '../../src/features/announcement/index.ts';
import { announcements } from '../../src/features/announcement/schema/announcement.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { seedFiles } from '../../src/seed.ts';
import { wangMin } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';

const NOW = '2026-11-20T01:00:00.000Z';
const QUESTION = '医保异地就医备案怎么弄';
let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  const policy = policyFeature();
  chat = await openChat({ features: [policy, announcementFeature()] });
  await chat.write(async (tx) => policy.seed?.(tx, seedFiles, NOW));
});
afterEach(() => chat.close());

const scheduled = (): Promise<number> => chat.read((tx) => tx.count(announcements));
const drafts = () => chat.says(wangMin, '明天下午3点在群里发通知：周五停水，请提前接水');

test('a draft survives a lookup that asks something itself', async () => {
  expect((await drafts()).text ?? '').not.toBe('');
  await chat.says(wangMin, '年假能不能跨年用');
  expect(await scheduled()).toBe(0);
  await chat.says(wangMin, '确认');
  expect(await scheduled()).toBe(1);
});

test('the lookup’s own question is answered first, and then the draft is still there', async () => {
  await drafts();
  await chat.says(wangMin, QUESTION);
  expect((await chat.says(wangMin, '好的')).text).toContain('Q1');
  expect(await scheduled()).toBe(0);
  await chat.says(wangMin, '确认');
  expect(await scheduled()).toBe(1);
});

test('the word that the draft asks for is the draft’s, even while the lookup offers something', async () => {
  await drafts();
  await chat.says(wangMin, QUESTION);
  expect((await chat.says(wangMin, '确认')).text).not.toContain('Q1');
  expect(await scheduled()).toBe(1);
});

test.each(['好的', '行', '算了'])('a mere “%s” after a looked-up answer neither sends the draft nor drops it', async (nod) => {
  await drafts();
  await chat.says(wangMin, '年假能不能跨年用');
  expect((await chat.says(wangMin, nod)).text).toContain('前面还有一件事等您定');
  expect(await scheduled()).toBe(0);
  await chat.says(wangMin, '确认');
  expect(await scheduled()).toBe(1);
});

test('several lookups one after the other leave one draft beneath', async () => {
  await drafts();
  for (const question of ['年假能不能跨年用', '最近有啥新规定', QUESTION, '餐补几号到账']) await chat.says(wangMin, question);
  await chat.says(wangMin, '确认');
  expect(await scheduled()).toBe(1);
});

test('a draft that was dropped or sent does not come up again', async () => {
  await drafts();
  await chat.says(wangMin, '年假能不能跨年用');
  await chat.says(wangMin, '取消');
  expect((await chat.says(wangMin, '确认')).text).toContain('没有等您确认的');
  expect(await scheduled()).toBe(0);
});

test('a draft keeps its own time limit; lookups do not prolong it', async () => {
  await drafts();
  chat.clock.advance(10 * MINUTE_MS);
  await chat.says(wangMin, '年假能不能跨年用');
  chat.clock.advance(24 * 60 * MINUTE_MS);
  expect((await chat.says(wangMin, '确认')).text).toContain('没有等您确认的');
  expect(await scheduled()).toBe(0);
});
