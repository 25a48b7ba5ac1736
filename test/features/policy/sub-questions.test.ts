import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askPolicy } from '../../../src/features/policy/index.ts';
import { subQuestionsIn } from '../../../src/features/policy/rules/sub-questions.ts';
import { policyCitations, policyMisses } from '../../../src/features/policy/schema/loop.ts';
import { segment } from '../../../src/features/policy/search/segment.ts';
import { zhangWei } from '../../support/cast.ts';
import { openRules } from './rules-chat.ts';

const questions = (text: string): readonly string[] => subQuestionsIn(text, segment).map(({ question }) => question);

test.each([
  ['婚假多少天，要提前多久请', ['婚假多少天', '婚假要提前多久请']],
  ['请问年假有几天？能分开休吗？', ['年假有几天', '年假能分开休吗']],
  ['宿舍能养狗吗 能做饭吗', ['宿舍能养狗吗', '宿舍能做饭吗']],
  ['差旅住宿标准多少还有市内交通费多少', ['差旅住宿标准多少', '市内交通费多少']],
  ['婚假多少天呢，要提前多久请', ['婚假多少天呢', '婚假要提前多久请']],
  ['病假要证明吗，事假呢', ['病假要证明吗', '事假要证明']],
  ['年假几天，另外病假怎么算', ['年假几天', '病假怎么算']],
  ['婚假几天，丧假呢', ['婚假几天', '丧假几天']],
  ['我干满十二年了，年假休几天，婚假呢', ['我干满十二年了年假休几天', '我干满十二年了婚假休几天']],
])('“%s” asks of several things, what follows of what was named first', (text, meant) => {
  expect(questions(text)).toEqual(meant);
});

test.each([
  '我干满十二年了，一年休几天',
  '请问，年假几天',
  '年假有几天？谢谢',
  '还有什么假可以请',
  '电瓶车能推楼上充吗，我住三楼',
  '退休的有没有慰问金，多少钱',
  '几点吃饭，在哪吃，吃啥，多少钱',
  '在吗？年假几天',
  '那病假呢，要证明吗',
])('“%s” is looked up whole', (text) => {
  expect(questions(text)).toEqual([]);
});

describe('two things asked in one breath', () => {
  let chat: Awaited<ReturnType<typeof openRules>>;
  beforeEach(async () => {
    chat = await openRules();
  });
  afterEach(() => chat.close());

  test('are both answered, each with its words, where they stand and whether they hold', async () => {
    const { text = '' } = await chat.says(zhangWei, '宿舍能养狗吗，能做饭吗');
    expect(text).toMatch(/^【1】宿舍能养狗吗\n不得饲养猫、犬等宠物/u);
    expect(text).toMatch(/\n【2】能做饭吗\n.*公共厨房/u);
    expect(text).toContain('第十七条 · 江轨后勤〔2025〕15号\n现行有效，2025年4月1日起施行');
    expect(text).toContain('第十八条 · 江轨后勤〔2025〕15号\n现行有效，2025年4月1日起施行');
  });

  test('keep the caption of a table, which tells its unit', async () => {
    const { text = '' } = await chat.says(zhangWei, '差旅住宿标准多少，还有市内交通费多少');
    expect(text).toContain('【1】差旅住宿标准多少\n表3 住宿费限额标准（元/人·天）');
    expect(text).toContain('【2】市内交通费多少\n表4 伙食补助费和市内交通费标准（元/人·天）');
  });

  test('a number shows that clause', async () => {
    await chat.says(zhangWei, '宿舍能养狗吗，能做饭吗');
    expect((await chat.says(zhangWei, '2')).text).toContain('《后勤服务中心职工宿舍管理办法》第十八条');
  });

  test('“详情” asks which, also after an answer to something else; the number still picks', async () => {
    await chat.says(zhangWei, '年假能不能跨年用');
    await chat.says(zhangWei, '宿舍能养狗吗，能做饭吗');
    expect((await chat.says(zhangWei, '详情')).text).toBe('您要看哪一条的全文？回复它前面的数字。');
    expect((await chat.says(zhangWei, '1')).text).toContain('《后勤服务中心职工宿舍管理办法》第十七条');
  });

  test('who asked hears when either clause changes', async () => {
    await chat.says(zhangWei, '宿舍能养狗吗，能做饭吗');
    const quoted = await chat.read((tx) => tx.find(policyCitations));
    expect(quoted.map(({ userId }) => userId)).toEqual([zhangWei.userId, zhangWei.userId]);
    expect(new Set(quoted.map(({ clauseId }) => clauseId)).size).toBe(2);
  });

  test('where only one is found, the other is named', async () => {
    const { text = '' } = await chat.says(zhangWei, '宿舍能养狗吗，火星基地几点开门');
    expect(text).toContain('不得饲养猫、犬等宠物');
    expect(text).toContain('“火星基地几点开门”没查到，可以换个说法单独再问。');
    const misses = await chat.read((tx) => tx.find(policyMisses));
    expect(misses.map(({ text: missed }) => missed)).toEqual(['火星基地几点开门']);
  });

  test('that the operator asks are answered alike', async () => {
    const text = await chat.write((tx) => askPolicy(tx, '宿舍能养狗吗，能做饭吗', '2026-11-20T01:00:00.000Z'));
    expect(text).toMatch(/^【1】宿舍能养狗吗\n不得饲养[^]*【2】能做饭吗\n.*公共厨房/u);
  });

  test('that stand in one clause are answered by it once', async () => {
    const { text = '' } = await chat.says(zhangWei, '婚假多少天，能分几次休');
    expect(text).toContain('享受婚假 15 天');
    expect(text.match(/——《/gu)).toHaveLength(1);
  });
});
