import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileRoom } from '../../src/conversation/file-room.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { wangMin } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';

it('U07: of two hundred files three are in hand at a time, a dozen wait in order, the others are not begun', async () => {
  const room = fileRoom();
  let inHand = 0;
  let most = 0;
  const order: number[] = [];
  const given = Array.from({ length: 200 }, (_, index) =>
    room(async () => {
      inHand += 1;
      most = Math.max(most, inHand);
      order.push(index);
      await Promise.resolve();
      inHand -= 1;
      return index;
    }),
  );
  expect(given.filter((one) => one === undefined).length).toBe(185);
  await Promise.all(given.flatMap((one) => one ?? []));
  expect({ most, order }).toEqual({ most: 3, order: Array.from({ length: 15 }, (_, index) => index) });
});

it('U07: a file that cannot be fetched gives its place back', async () => {
  const room = fileRoom();
  for (let times = 0; times < 20; times += 1) await expect(room(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await room(() => Promise.resolve('read'))).toBe('read');
});

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [policyFeature()] });
});
afterEach(() => chat.close());

it('U07: who sends one too many reads what to do, and messages go on meanwhile', async () => {
  const bytes = Buffer.from('第一条 年休假五天。');
  const sent = Array.from({ length: 40 }, () => chat.sends(wangMin, { ok: true, name: '办法.txt', bytes }));
  expect((await chat.says(wangMin, '你好', { in: 'direct' })).text).toContain('您好');
  const texts = (await Promise.all(sent)).map(({ text }) => text ?? '');
  const refused = texts.filter((text) => text.includes('文件太多了'));
  expect(refused.length).toBe(25);
  expect(refused[0]).toBe('这会儿同时发来的文件太多了，您这个我没有打开，也没有留下。\n请过几分钟再发一次。');
});
