import { afterEach, beforeEach, expect, it } from 'vitest';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature()], now: '2026-11-23T01:00:00.000Z' });
  await chat.says(zhangWei, '建议：二楼厕所水龙头漏水', direct);
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const added = async (): Promise<readonly string[]> =>
  (await chat.read((tx) => tx.find(suggestions))).flatMap(({ words }) => words.map(({ text }) => text));

it.each([
  ['补充一下 是最里面那个', '是最里面那个'],
  ['补充：每天都漏', '每天都漏'],
  ['忘了说 是男厕所', '是男厕所'],
  ['补充S1 在东头', '在东头'],
  ['是男厕所的那个', '是男厕所的那个'],
])('what the author says further goes with it, nothing new is filed: %s', async (words, kept) => {
  expect((await chat.says(zhangWei, words, direct)).text).toBe('好，补充到 S1 里了，已转给书记。');
  expect(await added()).toEqual([kept]);
  expect(await chat.read((tx) => tx.count(suggestions))).toBe(1);
});

it('the secretary reads all of it, with what is to be done, and whoever works on it without a name', async () => {
  await chat.says(zhangWei, '补充一下 是最里面那个', direct);
  await chat.says(zhangWei, '再补充一句 晚上更响', direct);
  expect((await chat.says(wangMin, '消息', direct)).text).toContain(
    'S1“二楼厕所水龙头漏水” 张伟补充：\n是最里面那个\n晚上更响\n11月25日（周三）前请决定是否受理',
  );
  await chat.says(wangMin, 'S1派李强', direct);
  await chat.says(liQiang, '消息', direct);
  await chat.says(zhangWei, '补充S1：水阀也松', direct);
  const { text } = await chat.says(liQiang, '消息', direct);
  expect(text).toContain('提的人补充：\n水阀也松');
  expect(text).not.toContain('张伟');
});

it('of two it is the one just talked about; what was said in the single chat is not added to in the group', async () => {
  await chat.says(zhangWei, '建议：食堂太咸', direct);
  expect((await chat.says(zhangWei, '补充一下，晚上更严重', direct)).text).toContain('补充到 S2');
  expect((await chat.says(zhangWei, '补充一下，晚上更严重')).text).toContain('请在单聊里问我');
});

it('without words it asks for them, by an example', async () => {
  expect((await chat.says(zhangWei, '补充一下', direct)).text).toContain('S1 要补充什么？');
  expect(await added()).toEqual([]);
});

it('nobody adds to what others filed, or to what is over', async () => {
  await chat.says(zhaoJing, '补充S1：我也看到了', direct);
  await chat.says(wangMin, 'S1办结 换了垫圈', direct);
  await chat.says(zhangWei, '补充S1：还滴水', direct);
  expect((await added()).join()).not.toMatch(/我也看到了|还滴水/u);
});
