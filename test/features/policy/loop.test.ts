import { afterEach, beforeEach, expect, test } from 'vitest';
import { storePolicy } from '../../../src/features/policy/import.ts';
import { parsePolicy } from '../../../src/features/policy/parse/parse-policy.ts';
import { policyQuestions } from '../../../src/features/policy/schema.ts';
import { policyAnswers, policyCitations, policyFaqs, policyMisses } from '../../../src/features/policy/schema/loop.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { gaoQing, openLoop, QUESTION } from './loop-chat.ts';

const alone = { in: 'direct' } as const;
let chat: Awaited<ReturnType<typeof openLoop>>;
beforeEach(async () => {
  chat = await openLoop();
});
afterEach(() => chat.close());

async function askAndHandOver(): Promise<void> {
  await chat.says(zhangWei, QUESTION, alone);
  await chat.says(zhangWei, '转', alone);
}

/** 王敏 answers Q1 and makes a draft of it with one tap. */
async function answerAndDraft(): Promise<void> {
  await askAndHandOver();
  const { card } = await chat.says(wangMin, '回复Q1 打12393就能备案', alone);
  await chat.clicks(wangMin, card?.buttons?.[0]?.action ?? '', alone);
}

test('asked, handed over, answered, told, made a FAQ entry, read by a second secretary, and answered to everybody', async () => {
  await answerAndDraft();
  expect((await chat.mailOf(zhangWei)).join()).toContain('打12393就能备案');
  const [draft = ''] = await chat.mailOf(gaoQing);
  expect(draft).toContain('【常见问答 F1 待复核】');
  expect(draft).not.toContain('张伟');
  // Until somebody else has read it, it is nobody's answer.
  expect((await chat.says(chenTao, QUESTION, alone)).text).toContain('没查到');
  expect((await chat.says(gaoQing, '通过F1', alone)).text).toContain('F1 已通过');
  const { text = '' } = await chat.says(chenTao, '医保异地就医备案怎么弄啊', alone);
  expect(text).toBe('打12393就能备案\n——常见问答 F1：医保异地就医备案怎么弄\n王敏 2026-11-21 答复，高青复核');
  expect((await chat.mailOf(wangMin)).at(-1)).toBe('您起草的常见问答 F1 已生效（高青）。');
  expect((await chat.read((tx) => tx.find(policyFaqs)))[0]).toMatchObject({ draftedBy: 'wangmin', readBy: 'gaoqing', state: 'inForce' });
});

test('who wrote it is no second reader, and a member is none either', async () => {
  await answerAndDraft();
  expect((await chat.says(wangMin, '通过F1', alone)).text).toContain('请另一位书记复核');
  expect((await chat.says(zhangWei, '通过F1', alone)).text).toContain('支部书记');
  expect((await chat.read((tx) => tx.find(policyFaqs)))[0]?.state).toBe('draft');
});

test('it goes back only with a reason, which its drafter reads; quoting the message is enough', async () => {
  await answerAndDraft();
  const [quote = ''] = await chat.mailOf(gaoQing);
  expect((await chat.says(gaoQing, '退回', { ...alone, quote })).text).toContain('请写上退回的原因');
  expect((await chat.says(gaoQing, '退回：电话要核一下', { ...alone, quote })).text).toContain('已退回');
  expect((await chat.mailOf(wangMin)).at(-1)).toContain('电话要核一下');
  expect((await chat.says(gaoQing, '通过F1', alone)).text).toContain('没有改动');
});

test('a corrected answer takes the entry back; a second tap makes no second entry', async () => {
  await answerAndDraft();
  expect((await chat.says(wangMin, '做成常见问答', alone)).text).toContain('已经做成常见问答 F1');
  await chat.says(gaoQing, '通过F1', alone);
  expect((await chat.says(wangMin, '改答Q1：线上办就行', alone)).text).toContain('F1 是按原来的答复做的，已撤下');
  expect((await chat.says(chenTao, QUESTION, alone)).text).toContain('没查到');
});

test('any secretary takes an entry back at once', async () => {
  await answerAndDraft();
  await chat.says(gaoQing, '通过F1', alone);
  await chat.says(gaoQing, '撤下F1', alone);
  expect((await chat.says(chenTao, QUESTION, alone)).text).toContain('没查到');
  expect((await chat.says(chenTao, '常见问答', alone)).text).toBe('还没有常见问答。');
});

test('a question near a document goes to the person whom the document names, secretary or not', async () => {
  const text = '---\ntitle: 羽毛球馆使用规定\nnumber: 测〔2026〕9号\ncontact: 李强 分机 6200\n---\n**第一条** 羽毛球馆周末开放。\n';
  await chat.write((tx) => storePolicy(tx, parsePolicy('a.md', text), { now: '2026-11-20T01:00:00.000Z', today: '2026-11-20' }));
  await chat.says(zhangWei, '羽毛球馆周末开放吗', alone);
  await chat.says(zhangWei, '没用', alone);
  expect((await chat.says(zhangWei, '转', alone)).text).toContain('李强');
  const [trace, mail = ''] = await chat.mailOf(liQiang);
  expect(trace).toContain('被标没用');
  expect(mail).toContain('待答问题 Q1');
  expect(await chat.mailOf(wangMin)).toEqual([]);
  await chat.says(liQiang, '押金20元，退卡时还', { ...alone, quote: mail });
  expect((await chat.mailOf(zhangWei)).join()).toContain('押金20元，退卡时还');
  expect((await chat.read((tx) => tx.find(policyQuestions)))[0]).toMatchObject({ answeredBy: 'liqiang' });
});

test('two workdays remind who must answer, two more tell those above and the asker; each once', async () => {
  await askAndHandOver();
  await chat.passes({ until: '2026-11-25T02:00:00.000Z' });
  expect((await chat.mailOf(wangMin)).filter((text) => text.includes('已过 2 个工作日'))).toHaveLength(1);
  expect((await chat.mailOf(gaoQing)).join()).not.toContain('请您过问');
  await chat.passes({ until: '2026-11-28T02:00:00.000Z' });
  expect((await chat.mailOf(gaoQing)).filter((text) => text.includes('请您过问'))).toHaveLength(1);
  expect((await chat.mailOf(zhangWei)).filter((text) => text.includes('我已报给高青'))).toHaveLength(1);
});

test('a question is closed with a reason, which its asker alone reads', async () => {
  await askAndHandOver();
  expect((await chat.says(wangMin, '关闭Q1', alone)).text).toContain('请写上原因');
  expect((await chat.says(wangMin, '关闭Q1：医保归社保局管，请打12393', alone)).text).toContain('已关闭');
  expect((await chat.mailOf(zhangWei)).at(-1)).toContain('没有办：医保归社保局管');
  expect(chat.posts().every(({ to }) => to.kind === 'group')).toBe(true);
  expect((await chat.says(wangMin, '关闭Q1：再关一次', alone)).text).toContain('没有改动');
});

test('what was asked is forgotten in time: answers in two weeks, questions without answer in a quarter, quotations in a year', async () => {
  await chat.says(zhaoJing, '年假能不能跨年用', alone);
  await chat.says(zhaoJing, QUESTION, alone);
  const left = () =>
    chat.read(async (tx) => [await tx.count(policyAnswers), await tx.count(policyMisses), await tx.count(policyCitations)]);
  expect(await left()).toEqual([1, 1, 1]);
  await chat.isDown({ until: '2026-12-07T02:00:00.000Z' });
  expect(await left()).toEqual([0, 1, 1]);
  await chat.isDown({ until: '2027-03-01T02:00:00.000Z' });
  expect(await left()).toEqual([0, 0, 1]);
});

test('questions of a matter go to whom it was given, until it is taken back', async () => {
  expect((await chat.says(wangMin, '医保的问题归李强答', alone)).text).toContain('转给李强');
  expect((await chat.says(wangMin, '问题分工', alone)).text).toContain('医保：李强');
  await askAndHandOver();
  expect((await chat.mailOf(liQiang)).join()).toContain('待答问题 Q1');
  expect(await chat.mailOf(wangMin)).toEqual([]);
  expect((await chat.says(wangMin, '医保的问题不归李强管了', alone)).text).toContain('不再专门转给谁');
  await chat.says(chenTao, QUESTION, alone);
  await chat.says(chenTao, '转', alone);
  expect((await chat.mailOf(gaoQing)).join()).toContain('待答问题 Q2');
});

test('a member gives nobody anything to answer, and a name that nobody has is not taken', async () => {
  await chat.says(zhangWei, '医保的问题归李强答', alone);
  expect((await chat.says(wangMin, '医保的问题归钱多多答', alone)).text).toContain('没有找到“钱多多”');
  expect((await chat.says(wangMin, '问题分工', alone)).text).toContain('还没有分工');
});
