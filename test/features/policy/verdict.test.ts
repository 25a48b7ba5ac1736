import { afterEach, beforeEach, expect, test } from 'vitest';
import { policyAnswers, policyCitations, policyMisses } from '../../../src/features/policy/schema/loop.ts';
import { notices } from '../../../src/outbox/outbox.ts';
import type { Reply } from '../../../src/core/message.ts';
import { wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openRules } from './rules-chat.ts';

let chat: Awaited<ReturnType<typeof openRules>>;
beforeEach(async () => {
  chat = await openRules();
});
afterEach(() => chat.close());

const mailOf = (userId: string) =>
  chat.read(async (tx) =>
    (await tx.find(notices))
      .filter(({ targetKey }) => targetKey === `person:${userId}`)
      .map(({ content }) => ('text' in content ? content.text : '')),
  );
const tapOf = (reply: Reply, label: string): string => reply.card?.buttons?.find((button) => button.label === label)?.action ?? '';
const ASKED = '年假能不能跨年用';

test('an answer can be judged with one tap or one word, and the whole clause opened', async () => {
  const answer = await chat.says(zhangWei, ASKED);
  expect(answer.card?.buttons?.map(({ label }) => label)).toEqual(['有用', '没用', '看全文']);
  expect((await chat.clicks(zhangWei, tapOf(answer, '有用'))).update?.card.title).toBe('已记下：有用');
  expect((await chat.read((tx) => tx.find(policyAnswers)))[0]).toMatchObject({ verdict: 'useful', question: ASKED });
  expect(await mailOf(wangMin.userId)).toEqual([]);
});

test.each(['详情', '看全文', '原文', '给我看看全文'])('“%s” shows the whole clause with its source and validity', async (words) => {
  await chat.says(zhangWei, ASKED);
  const { text = '' } = await chat.says(zhangWei, words);
  expect(text).toContain('《后勤服务中心职工请休假管理办法》第十条 · 江轨后勤〔2025〕6号\n现行有效');
  expect(text.split('\n\n')[1]?.length).toBeGreaterThan('年休假在 1 个年度内安排，一般不跨年度。'.length);
});

test('after the whole clause the answer can still be judged', async () => {
  await chat.says(zhangWei, ASKED);
  await chat.says(zhangWei, '详情');
  expect((await chat.says(zhangWei, '有用')).text).toBe('好的，有别的问题随时问。');
});

test('what is marked 没用 comes to who answers for it with question, place and sureness, but without a name, once', async () => {
  const answer = await chat.says(zhangWei, ASKED, { in: 'direct' });
  await chat.clicks(zhangWei, tapOf(answer, '没用'), { in: 'direct' });
  await chat.clicks(zhangWei, tapOf(answer, '没用'), { in: 'direct' });
  const mail = await mailOf(wangMin.userId);
  expect(mail).toHaveLength(1);
  expect(mail[0]).toContain(`问：${ASKED}`);
  expect(mail[0]).toContain('第十条');
  expect(mail[0]).toMatch(/当时(?:很有|较有)?把握/u);
  expect(mail[0]).not.toContain('张伟');
  expect(await chat.read((tx) => tx.find(policyMisses))).toMatchObject([{ cause: 'useless', text: ASKED }]);
  expect(JSON.stringify(await chat.read((tx) => tx.find(policyMisses)))).not.toContain(zhangWei.userId);
});

test('“没用” in words offers the hand-off, and one word hands over', async () => {
  await chat.says(zhangWei, ASKED, { in: 'direct' });
  expect((await chat.says(zhangWei, '没用', { in: 'direct' })).text).toContain('抱歉');
  expect((await chat.says(zhangWei, '转', { in: 'direct' })).text).toContain('编号 Q1');
});

test('only who asked judges; anybody in the group may open the clause', async () => {
  const answer = await chat.says(zhangWei, ASKED);
  expect((await chat.clicks(zhaoJing, tapOf(answer, '没用'))).text).toContain('由提问的人来点');
  expect(await mailOf(wangMin.userId)).toEqual([]);
  expect((await chat.clicks(zhaoJing, tapOf(answer, '看全文'))).text).toContain('第十条');
});

test.each(['2', '第二个', '选2', '看第二条', '2号'])('“%s” picks the second of the clauses that may be meant', async (words) => {
  const { text = '', card } = await chat.says(zhangWei, '多功能厅要提前几天预订');
  const [, second = ''] = text.split('\n').slice(1);
  const label = /》(.+?)：/u.exec(second)?.[1] ?? '?';
  expect(card?.buttons?.[1]?.label).toContain(label.slice(0, 3));
  expect((await chat.says(zhangWei, words)).text).toContain(label);
});

test('a button picks too, for whoever taps, and only what was shown counts as quoted', async () => {
  const { card } = await chat.says(zhangWei, '多功能厅要提前几天预订');
  expect(await chat.read((tx) => tx.count(policyCitations))).toBe(0);
  expect((await chat.clicks(zhaoJing, card?.buttons?.[0]?.action ?? '')).text).toContain('——《');
  expect((await chat.read((tx) => tx.find(policyCitations))).map(({ userId }) => userId)).toEqual([zhaoJing.userId]);
});

test.each([
  ['工龄十二年年休假几天', '那二十年的呢', '满20年以上 | 15'],
  ['工龄十二年年休假几天', '要是满一年呢', '满1年不满10年 | 5'],
  ['食堂早餐几点', '那晚餐呢', '晚餐'],
])('after “%s” a follow-up “%s” keeps the topic', async (first, second, shown) => {
  await chat.says(zhangWei, first);
  expect((await chat.says(zhangWei, second)).text).toContain(shown);
});

test('a follow-up of a follow-up leans on what was meant, and after half an hour on nothing', async () => {
  await chat.says(zhangWei, '工龄十二年年休假几天');
  await chat.says(zhangWei, '那二十年的呢');
  expect((await chat.says(zhangWei, '那满一年的呢')).text).toContain('满1年不满10年 | 5');
  chat.clock.advance(31 * 60_000);
  expect((await chat.says(zhangWei, '那二十年的呢')).text ?? '').not.toContain('满20年以上 | 15');
  const asked = await chat.read(async (tx) => [...(await tx.find(policyAnswers)), ...(await tx.find(policyMisses))]);
  // What it was read as: its own words, whatever these find.
  const last = asked.filter(({ at }) => at === chat.clock.now()).map((one) => ('question' in one ? one.question : one.text));
  expect(last.join()).not.toContain('年休假');
});

test('“没查到” names the nearest rules by title', async () => {
  const { text = '' } = await chat.says(zhangWei, '我的差旅费发票被狗啃了能补开不', { in: 'direct' });
  expect(text).toMatch(/^没查到/u);
  expect(text.split('\n').length).toBeLessThanOrEqual(3);
});
