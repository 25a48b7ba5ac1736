import { afterEach, beforeEach, expect, test } from 'vitest';
import { policyGaps } from '../../../src/features/policy/index.ts';
import { storePolicy } from '../../../src/features/policy/import.ts';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { policyMisses } from '../../../src/features/policy/schema/loop.ts';
import { alikeQuestions } from '../../../src/features/policy/unanswered.ts';
import { liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { gaoQing, openLoop } from './loop-chat.ts';

const alone = { in: 'direct' } as const;
const NOW = '2026-11-21T01:00:00.000Z';
let chat: Awaited<ReturnType<typeof openLoop>>;
beforeEach(async () => {
  chat = await openLoop();
});
afterEach(() => chat.close());
const pool = async (): Promise<string> => (await chat.says(wangMin, '没答上的问题', alone)).text ?? '';

test('questions are put together by what they are about, however they ask', () => {
  const groups = alikeQuestions(
    ['医保异地就医备案怎么弄', '异地就医备案咋办理', '医保异地备案找谁', '股权激励有没有我', '股权激励怎么申请', '落户手续找谁办'],
    (text) => text,
  );
  expect(groups.map((group) => group.length)).toEqual([3, 2, 1]);
});

test('the pool shows what was not answered with its size, the most asked first, and how it was asked', async () => {
  await chat.says(zhangWei, '医保异地就医备案怎么弄');
  await chat.says(liQiang, '异地就医备案咋办理');
  await chat.says(zhaoJing, '股权激励怎么申请');
  const text = await pool();
  expect(text).toContain('没答上的问题 3 个，合成 2 类');
  expect(text).toMatch(/1\. 2 次、2 人：.*就医备案/u);
  expect(text.split('\n').length).toBeLessThanOrEqual(6);
  const ways = (await chat.says(wangMin, '1', alone)).text ?? '';
  expect(ways).toContain('医保异地就医备案怎么弄');
  expect(ways).toContain('异地就医备案咋办理');
  expect(ways).not.toMatch(/张伟|李强/u);
});

test('what was asked alone is counted, and shown only when three people ask alike or its asker hands it over', async () => {
  await chat.says(zhangWei, '股权激励怎么申请', alone);
  expect(await pool()).not.toContain('股权');
  expect(await pool()).toContain('另有 1 类是单聊里问的');
  await chat.says(liQiang, '股权激励咋申请', alone);
  await chat.says(zhaoJing, '申请股权激励', alone);
  expect(await pool()).toMatch(/1\. 3 次、3 人：.*股权激励/u);
  await chat.says(zhangWei, '落户手续找谁办啊', alone);
  await chat.says(zhangWei, '转', alone);
  expect(await pool()).toContain('Q1 待答');
});

test('a rule that comes later empties the pool of what it answers', async () => {
  await chat.says(zhangWei, '股权激励怎么申请');
  expect(await pool()).toContain('股权激励');
  const rule = '---\ntitle: 股权激励办法\nnumber: 测〔2026〕8号\n---\n**第一条** 股权激励由本人向人力资源科书面申请。\n';
  await chat.write((tx) => storePolicy(tx, parsePolicy('a.md', rule), { now: NOW, today: '2026-11-21' }));
  expect(await pool()).toBe('近三个月没有答不上的问题。');
});

test('a group of questions is closed with a reason', async () => {
  await chat.says(zhangWei, '股权激励怎么申请');
  await pool();
  expect((await chat.says(wangMin, '关闭1', alone)).text).toContain('请写上是第几类和原因');
  expect((await chat.says(wangMin, '关闭1：本单位没有股权激励', alone)).text).toBe('已关闭 1 个问题。');
  expect((await chat.read((tx) => tx.find(policyMisses)))[0]).toMatchObject({ closedBy: 'wangmin', reason: '本单位没有股权激励' });
  expect(await pool()).toBe('近三个月没有答不上的问题。');
});

test('a member sees no pool, another branch not this one’s, a group none at all', async () => {
  await chat.says(zhangWei, '股权激励怎么申请');
  expect((await chat.says(zhangWei, '没答上的问题', alone)).text).not.toContain('股权');
  expect((await chat.says(gaoQing, '没答上的问题', alone)).text).toBe('近三个月没有答不上的问题。');
  expect((await chat.says(wangMin, '没答上的问题')).text).toContain('单聊里看');
});

test('contradicting clauses are named with where they stand, in the chat and on the command line', async () => {
  const rule = (number: string, days: number): string =>
    `---\ntitle: 器材借用办法${number}\nnumber: 测〔2026〕${number}号\n---\n**第一条** 借用帐篷最长${days}天归还。\n`;
  await chat.write(async (tx) => {
    for (const [number, days] of [
      ['21', 3],
      ['22', 5],
    ] as const)
      await storePolicy(tx, parsePolicy(`${number}.md`, rule(number, days)), { now: NOW, today: '2026-11-21' });
  });
  await chat.says(zhangWei, '股权激励怎么申请');
  const { text = '' } = await chat.says(wangMin, '制度有没有矛盾', alone);
  expect(text).toContain('《器材借用办法21》第一条：借用帐篷最长3天归还');
  expect(text).toContain('《器材借用办法22》第一条：借用帐篷最长5天归还');
  const report = await chat.read((tx) => policyGaps(tx, NOW, 'Asia/Shanghai'));
  expect(report).toContain('没答上的问题：1 类\n1. 1 次、1 人：股权激励怎么申请');
  expect(report).toContain('数字对不上的条款：1 处');
});

test('the command line also compares what only some may read, and only where somebody must keep both', async () => {
  const load = (number: string, days: number, scope: readonly string[]) =>
    chat.write((tx) =>
      storePolicy(
        tx,
        parsePolicy(
          `${number}.md`,
          `---\ntitle: 器材借用办法${number}\nnumber: 测〔2026〕${number}号\n---\n**第一条** 借用帐篷最长${days}天归还。\n`,
        ),
        { now: NOW, today: '2026-11-21', scope: [...scope] },
      ),
    );
  await load('21', 3, ['后勤第一党支部']);
  await load('22', 5, ['后勤第三党支部']);
  const report = () => chat.read((tx) => policyGaps(tx, NOW, 'Asia/Shanghai'));
  expect(await report()).toContain('数字对不上的条款：0 处');
  await load('23', 7, []);
  expect(await report()).toContain('数字对不上的条款：2 处');
  expect(await report()).toContain('《器材借用办法21》（测〔2026〕21号）第一条：借用帐篷最长3天归还');
});
