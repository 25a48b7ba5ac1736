import { afterEach, beforeEach, expect, test } from 'vitest';
import { actionKey } from '../../../src/core/card.ts';
import type { Person } from '../../../src/core/person.ts';
import { policyQuestions } from '../../../src/features/policy/schema.ts';
import { notices } from '../../../src/outbox/outbox.ts';
import { chenTao, liQiang, wangMin, zhangWei, zhaoJing } from '../../support/cast.ts';
import { GROUP } from '../../support/chat.ts';
import { gaoQing, openLoop, QUESTION } from './loop-chat.ts';

let chat: Awaited<ReturnType<typeof openLoop>>;
beforeEach(async () => {
  chat = await openLoop();
});
afterEach(() => chat.close());

const questions = () => chat.read((tx) => tx.find(policyQuestions));
/** Texts that wait for a person or went to them. */
const mailOf = (userId: string) =>
  chat.read(async (tx) =>
    (await tx.find(notices))
      .filter(({ targetKey }) => targetKey === `person:${userId}`)
      .map(({ content }) => ('text' in content ? content.text : '')),
  );

async function handOver(person: Person, where: 'group' | 'direct'): Promise<void> {
  await chat.says(person, QUESTION, { in: where });
  await chat.says(person, '转给书记', { in: where });
}

test('a question that no rule answers is said to be not found and offered to the secretary', async () => {
  const answer = await chat.says(zhangWei, QUESTION, { in: 'direct' });
  expect(answer.text).toContain('没查到');
  expect(answer.card?.buttons?.[0]?.label).toBe('转给书记');
  // What handing over means is said once: in the text, not in the card too.
  expect((answer.text ?? '').split('\n').length).toBeLessThanOrEqual(2);
  expect(Object.keys(answer.card ?? {}).toSorted()).toEqual(['buttons', 'id', 'title']);
});

test('a document is named as perhaps related only when its title has a word of the question', async () => {
  expect((await chat.says(zhangWei, '股权激励方案是什么', { in: 'direct' })).text).not.toContain('可能相关');
  expect((await chat.says(zhangWei, '我的差旅费发票被狗啃了能补开不', { in: 'direct' })).text).not.toContain(
    '可能相关：《后勤服务中心职工宿舍',
  );
});

test('a question too long for a button is handed over by words', async () => {
  const answer = await chat.says(zhangWei, `医保异地就医备案怎么弄${'，我想问问这个事情'.repeat(20)}`, { in: 'direct' });
  expect(answer.card).toBeUndefined();
  expect(answer.text).toContain('要我转给书记来答吗');
});

test('nothing of the question reaches the secretary before its asker agrees', async () => {
  await chat.says(zhangWei, QUESTION, { in: 'direct' });
  expect(await questions()).toEqual([]);
  expect(await mailOf(wangMin.userId)).toEqual([]);
  expect((await chat.says(zhangWei, '不用了', { in: 'direct' })).text).toContain('不转');
  expect(await questions()).toEqual([]);
});

test('after a yes the question has a number and the secretaries of the branch, and nobody else, hear of it', async () => {
  await chat.says(zhangWei, QUESTION, { in: 'direct' });
  expect((await chat.says(zhangWei, '好的', { in: 'direct' })).text).toContain('Q1');
  expect((await mailOf(wangMin.userId))[0]).toContain(`张伟 问：${QUESTION}`);
  expect(await mailOf(gaoQing.userId)).toEqual([]);
});

test('the button hands over too, but only for the one who asked, and a second tap makes no second question', async () => {
  const answer = await chat.says(zhangWei, QUESTION);
  const key = answer.card?.buttons?.[0]?.action ?? '';
  expect((await chat.clicks(zhaoJing, key)).text).toContain('提问的人');
  expect(await questions()).toEqual([]);
  expect((await chat.clicks(zhangWei, key)).text).toContain('Q1');
  expect((await chat.clicks(zhangWei, key)).text).toContain('已经转给书记');
  expect(await questions()).toHaveLength(1);
  expect((await chat.clicks(zhangWei, actionKey('policy.handOff', zhangWei.userId))).text).toContain('提问的人');
});

test('what was asked in the group is answered there, mentioning the asker', async () => {
  await handOver(zhangWei, 'group');
  const reply = await chat.says(wangMin, '回复Q1 请到人力资源科办理，带身份证', { in: 'direct' });
  expect(reply.text).toContain('已转给张伟');
  const post = chat.posts().find(({ content }) => content.kind === 'text' && content.text.includes('书记答复'));
  expect(post?.to).toEqual({ kind: 'group', id: GROUP });
  expect(post?.content).toMatchObject({ mentions: ['zhangwei'] });
  expect(post?.content).toMatchObject({ text: expect.stringContaining('请到人力资源科办理，带身份证') });
});

test('what was asked alone goes to the asker alone', async () => {
  await handOver(zhangWei, 'direct');
  await chat.says(wangMin, 'Q1：线上办理就行', { in: 'direct' });
  expect((await mailOf(zhangWei.userId)).join()).toContain('线上办理就行');
  expect(chat.posts().some(({ content }) => 'text' in content && content.text.includes('线上办理'))).toBe(false);
});

test('quoting the message with the number is enough', async () => {
  await handOver(zhangWei, 'direct');
  const [mail = ''] = await mailOf(wangMin.userId);
  await chat.says(wangMin, '打12393就能备案', { in: 'direct', quote: mail });
  expect((await questions())[0]).toMatchObject({ state: 'answered', answer: '打12393就能备案' });
});

test('a member and the secretary of another branch cannot answer, and see nothing of it', async () => {
  await handOver(zhangWei, 'direct');
  await chat.says(liQiang, '回复Q1 可以', { in: 'direct' });
  const refused = await chat.says(gaoQing, '回复Q1 可以', { in: 'direct' });
  expect(refused.text).toContain('没有找到');
  expect((await chat.says(gaoQing, '待答问题', { in: 'direct' })).text).toContain('没有待答');
  expect((await questions())[0]?.state).toBe('open');
  const list = await chat.says(wangMin, '待答问题', { in: 'direct' });
  expect(list.text).toContain(QUESTION);
  expect((await chat.says(wangMin, '待答问题')).text).not.toContain(QUESTION);
});

test('a second answer must be meant as a correction', async () => {
  await handOver(zhangWei, 'direct');
  await chat.says(wangMin, 'Q1：可以', { in: 'direct' });
  expect((await chat.says(wangMin, 'Q1：不可以', { in: 'direct' })).text).toContain('没有改动');
  await chat.says(wangMin, '改答Q1：要先审批', { in: 'direct' });
  expect((await mailOf(zhangWei.userId)).join()).toContain('更正');
});

test('asking again shows the answer: to the branch when it was asked in the group, never to another branch', async () => {
  await handOver(zhangWei, 'group');
  await chat.says(wangMin, 'Q1：打12393备案', { in: 'direct' });
  const again = await chat.says(zhaoJing, '医保异地就医备案怎么弄呢', { in: 'direct' });
  expect(again.text).toContain('打12393备案');
  expect(again.text).toContain('书记答复（Q1，2026-11-21）');
  expect(again.text).not.toContain('张伟');
  expect((await chat.says(chenTao, QUESTION, { in: 'direct' })).text).toContain('没查到');
});

test('the answer to a private question is shown to others only when the secretary shares it', async () => {
  await handOver(zhangWei, 'direct');
  await chat.says(wangMin, 'Q1：打12393备案', { in: 'direct' });
  expect((await chat.says(zhaoJing, QUESTION, { in: 'direct' })).text).toContain('没查到');
  expect((await chat.says(zhangWei, QUESTION, { in: 'direct' })).text).toContain('打12393备案');
  expect((await chat.says(wangMin, '公开', { in: 'direct' })).text).toContain('Q1');
  expect((await chat.says(zhaoJing, QUESTION, { in: 'direct' })).text).toContain('打12393备案');
});

test('two workdays without an answer remind the secretary once', async () => {
  await handOver(zhangWei, 'direct');
  // Asked on Saturday; Monday and Tuesday are the two workdays.
  await chat.passes({ until: '2026-11-24T00:59:00.000Z' });
  expect((await mailOf(wangMin.userId)).filter((text) => text.includes('已过 2 个工作日'))).toHaveLength(0);
  await chat.passes({ until: '2026-11-30T02:00:00.000Z' });
  expect((await mailOf(wangMin.userId)).filter((text) => text.includes('已过 2 个工作日'))).toHaveLength(1);
});

test('an answered question reminds nobody', async () => {
  await handOver(zhangWei, 'direct');
  await chat.says(wangMin, 'Q1：可以', { in: 'direct' });
  await chat.passes({ until: '2026-11-26T02:00:00.000Z' });
  expect((await mailOf(wangMin.userId)).filter((text) => text.includes('已过'))).toHaveLength(0);
});

test('"没用" after an answer offers to hand the same question over', async () => {
  await chat.says(zhangWei, '餐补几号到账', { in: 'direct' });
  expect((await chat.says(zhangWei, '没用', { in: 'direct' })).text).toContain('转给书记');
  await chat.says(zhangWei, '转给书记', { in: 'direct' });
  expect((await questions())[0]?.text).toBe('餐补几号到账');
});

test.each(['好的', '可以啊', '行'])('a nod to what came between hands nothing over: %s', async (nod) => {
  await chat.says(zhangWei, QUESTION, { in: 'direct' });
  await chat.says(zhangWei, '早上好啊', { in: 'direct' });
  await chat.says(zhangWei, nod, { in: 'direct' });
  expect(await questions()).toEqual([]);
  expect((await chat.says(zhangWei, '转', { in: 'direct' })).text).toContain('Q1');
});
