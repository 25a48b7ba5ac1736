import { afterEach, beforeEach, expect, it } from 'vitest';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature()], now: '2026-11-23T01:00:00.000Z' });
  await chat.says(zhangWei, '建议：三楼灯坏了', direct);
  await chat.says(zhaoJing, '建议：食堂太咸', direct);
});
afterEach(() => chat.close());

const direct = { in: 'direct' } as const;
const assignees = async (): Promise<readonly (string | null)[]> =>
  (await chat.read((tx) => tx.find(suggestions))).map(({ assigneeName }) => assigneeName);

it.each(['S1修好了', '修好了', 'S1弄好了 换了灯管', 'S1换好了'])(
  'whoever was to do it reports in the words of the trade: %s',
  async (words) => {
    await chat.says(wangMin, 'S1派李强 周五前', direct);
    expect((await chat.says(liQiang, words, direct)).text).toContain('已告诉书记 S1 办好了，等书记办结。');
  },
);

it.each(['三楼的空调修好了，通知大家', '门禁修好了', '修好了'])(
  'the secretary closes nothing by words that name none: %s',
  async (words) => {
    await chat.says(wangMin, '年会什么时候', direct);
    await chat.says(wangMin, words);
    expect((await chat.read((tx) => tx.find(suggestions))).map(({ status }) => status)).toEqual(['filed', 'filed']);
  },
);

it('the same words of its author are a verdict, once it is closed', async () => {
  await chat.says(wangMin, 'S1派李强 周五前', direct);
  await chat.says(wangMin, 'S1办结 换了灯管', direct);
  expect((await chat.says(zhangWei, '修好了', direct)).text).toContain('S1 记下5分');
});

it.each(['有哪些建议没办', '有啥建议', '还有什么建议没处理的'])('the secretary sees all that is open: %s', async (words) => {
  expect((await chat.says(wangMin, words, direct)).text).toMatch(/没办结的建议 2条[^]*S1[^]*S2/u);
});

it('who has something to do asks for it in their own words', async () => {
  await chat.says(wangMin, 'S2派李强', direct);
  expect((await chat.says(liQiang, '我有什么要办的', direct)).text).toMatch(/您名下要办的：\n1\. S2/u);
});

it('several of a list are all meant', async () => {
  await chat.says(wangMin, '有啥建议', direct);
  await chat.says(wangMin, '第一条和第二条都交给李强', direct);
  expect(await assignees()).toEqual(['李强', '李强']);
});

it('what names a place in the list is no result that the author reads', async () => {
  await chat.says(wangMin, '有啥建议', direct);
  await chat.says(wangMin, '第一条可以关了', direct);
  expect((await chat.says(zhangWei, '消息', direct)).text).not.toContain('第一条');
});
