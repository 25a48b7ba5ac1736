import { afterEach, beforeEach, expect, test } from 'vitest';
import { storePolicy } from '../../../src/features/policy/import.ts';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { taughtPair } from '../../../src/features/policy/rules/synonym.ts';
import { policySynonyms } from '../../../src/features/policy/schema/loop.ts';
import { wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { openLoop } from './loop-chat.ts';

const alone = { in: 'direct' } as const;
let chat: Awaited<ReturnType<typeof openLoop>>;
beforeEach(async () => {
  chat = await openLoop();
  const rule = '---\ntitle: 飞行器管理规定\nnumber: 测〔2026〕7号\n---\n**第一条** 无人驾驶航空器应当在安全科登记后使用。\n';
  await chat.write((tx) => storePolicy(tx, parsePolicy('a.md', rule), { now: '2026-11-20T01:00:00.000Z', today: '2026-11-20' }));
});
afterEach(() => chat.close());

const ask = async (): Promise<string> => (await chat.says(zhaoJing, '大疆要登记吗', alone)).text ?? '';

test('a word that a secretary teaches counts from the next question on, and no longer once it is removed', async () => {
  expect(await ask()).not.toContain('无人驾驶航空器');
  expect((await chat.says(wangMin, '大疆就是无人驾驶航空器', alone)).text).toContain('记下了');
  expect(await ask()).toContain('无人驾驶航空器应当在安全科登记后使用');
  expect((await chat.says(wangMin, '同义词', alone)).text).toContain('大疆＝无人驾驶航空器');
  expect((await chat.says(wangMin, '删除同义词 大疆', alone)).text).toContain('已删除');
  expect(await ask()).not.toContain('无人驾驶航空器');
});

test('a rephrase that finds what the first words did not proposes the pair, which counts only once a secretary confirms it', async () => {
  await chat.says(zhangWei, '大疆使用前要登记吗', alone);
  expect((await chat.says(zhangWei, '无人驾驶航空器使用前要登记吗', alone)).text).toContain('第一条');
  const learned = await chat.read((tx) => tx.find(policySynonyms));
  expect(learned).toMatchObject([{ said: '大疆', state: 'proposed' }]);
  expect(await ask()).not.toContain('无人驾驶航空器应当');
  const { text = '' } = await chat.says(wangMin, '同义词', alone);
  expect(text).toContain('1. 有人问“大疆”，是不是想问');
  expect(text).not.toContain('张伟');
  expect((await chat.says(wangMin, '确认1', alone)).text).toContain('记下了');
  expect(await ask()).toContain('无人驾驶航空器应当在安全科登记后使用');
});

test('what a secretary rejects is not proposed again', async () => {
  const rephrase = async (): Promise<void> => {
    await chat.says(zhangWei, '大疆使用前要登记吗', alone);
    await chat.says(zhangWei, '无人驾驶航空器使用前要登记吗', alone);
  };
  await rephrase();
  await chat.says(wangMin, '同义词', alone);
  await chat.says(wangMin, '不是1', alone);
  await rephrase();
  expect((await chat.says(wangMin, '同义词', alone)).text).not.toContain('是不是想问');
});

test('“Q1 就是问：…” answers with the rule itself and proposes the pair', async () => {
  await chat.says(zhangWei, '大疆使用前要登记吗', alone);
  await chat.says(zhangWei, '转', alone);
  expect((await chat.says(wangMin, 'Q1 就是问：股权激励方案是什么', alone)).text).toContain('没有答复 Q1');
  await chat.says(wangMin, 'Q1 就是问：无人驾驶航空器使用前要登记吗', alone);
  expect((await chat.mailOf(zhangWei)).join()).toContain('无人驾驶航空器应当在安全科登记后使用。\n——《飞行器管理规定》第一条');
  expect(await chat.read((tx) => tx.find(policySynonyms))).toMatchObject([{ said: '大疆', state: 'proposed' }]);
});

test('a word that no rule has is not taken, and a member teaches nothing', async () => {
  expect((await chat.says(wangMin, '大疆就是飞天扫帚', alone)).text).toContain('制度里没有“飞天扫帚”');
  await chat.says(zhangWei, '大疆就是无人驾驶航空器', alone);
  expect(await chat.read((tx) => tx.count(policySynonyms))).toBe(0);
});

test.each(['明天就是周五', '我就是书记', '这个就是原因', '时间就是下午三点', '年假就是几天呢'])('“%s” is an ordinary sentence', (words) => {
  expect(taughtPair(words)).toBeUndefined();
});
