import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chenTao, zhangWei } from '../../../support/cast.ts';
import { openSecondChat } from './chat.ts';
import { openService } from './service.ts';

const QUESTION = '帐篷怎么借';
let service: Awaited<ReturnType<typeof openService>>;
let chat: Awaited<ReturnType<typeof openSecondChat>>;

async function open(parts: Parameters<typeof openService>[0]): Promise<void> {
  service = await openService(parts);
  // To the service, borrowing a tent is about the deposit, and next to nothing else is.
  service.behaviour.means = (text) => (/每顶押金|怎么借/u.test(text) ? [2, 0, 0] : text.includes('登记') ? [0, 2, 0.2] : [0.1, 0, 2]);
  service.behaviour.answers = (_question, text) => (text.includes('每顶押金') ? 0.9 : text.includes('登记') ? 0 : 0.1);
  chat = await openSecondChat(service);
}
afterEach(async () => {
  await chat.close();
  await service.close();
});

const ask = async (question = QUESTION): Promise<string> => (await chat.says(zhangWei, question)).text ?? '';
const first = (answer: string): string => /第.条/u.exec(answer)?.[0] ?? '';
const questionsAsked = (): readonly string[] =>
  service.asked.flatMap(({ path, texts, question }) => (path === 'rerank' ? [question] : texts)).filter((text) => !text.includes('\n'));

describe('an embedding service', () => {
  beforeEach(() => open({}));

  test('is not asked about a question before there is a clause to compare it with', async () => {
    expect(first(await ask())).toBe('第一条');
    expect(service.asked).toEqual([]);
  });

  test('joins: of clauses that may all be meant, the one that means the same comes first', async () => {
    await chat.embedded();
    expect(first(await ask())).toBe('第二条');
    expect(chat.counted()).toEqual(['embedding joined']);
    expect(questionsAsked()).toEqual([QUESTION]);
  });

  test('X13: hears the question, and of nobody by name', async () => {
    await chat.embedded();
    await ask('赵静借露营装备帐篷要交多少押金');
    expect(questionsAsked().join()).toContain('某人借露营装备');
    expect(questionsAsked().join()).not.toMatch(/赵静/u);
  });

  test('what is quoted stands in the clause word for word', async () => {
    await chat.embedded();
    await ask();
    expect(await ask('1')).toContain('借用帐篷须交押金，每顶押金 200 元，归还时退还。\n——《露营装备借用办法》第二条');
  });

  test('never makes an answer of what the own search finds unrelated, however near the vectors are', async () => {
    await chat.embedded();
    service.behaviour.means = () => [2, 0, 0];
    expect(await ask('医保异地就医备案怎么弄')).toContain('没查到');
    expect(first(await ask('借帐篷要交多少押金'))).toBe('第二条');
  });

  test('words that no rule is related to do not leave the house', async () => {
    await chat.embedded();
    await ask('医保异地就医备案怎么弄');
    await ask('你好');
    await ask('谢谢');
    expect(questionsAsked()).toEqual([]);
  });

  test('a repeat and a tap ask nobody', async () => {
    await chat.embedded();
    const { card } = await chat.says(zhangWei, QUESTION, { messageId: 'once' });
    await chat.says(zhangWei, QUESTION, { messageId: 'once' });
    await chat.clicks(zhangWei, card?.buttons?.[0]?.action ?? 'policy.pick');
    expect(questionsAsked()).toEqual([QUESTION]);
  });

  test('a follow-up is asked about in both its readings, in one request', async () => {
    await chat.embedded();
    await ask('借帐篷要交多少押金');
    service.asked.length = 0;
    await ask('那帐篷损坏的呢');
    expect(service.asked.filter(({ path }) => path === 'embeddings')).toHaveLength(1);
    expect(questionsAsked().at(-1)).toContain('帐篷损坏');
  });

  test('of two things that are asked in one breath, it is asked about each', async () => {
    await chat.embedded();
    const answer = await ask('借帐篷要交多少押金，炉具怎么借');
    expect(questionsAsked()).toEqual(expect.arrayContaining(['借帐篷要交多少押金', '炉具怎么借']));
    expect(answer).toMatch(/【1】借帐篷要交多少押金\n.*200 元[^]*【2】炉具怎么借\n炉具不外借/u);
  });

  test('another member’s question at the same time has its own opinion', async () => {
    await chat.embedded();
    const both = await Promise.all([chat.says(zhangWei, QUESTION), chat.says(chenTao, '借帐篷要交多少押金')]);
    expect(both.map(({ text }) => first(text ?? ''))).toEqual(['第二条', '第二条']);
  });
});

describe('a reranking service', () => {
  test('alone orders what the own search found', async () => {
    await open({ embedding: false, rerank: true });
    expect(first(await ask())).toBe('第二条');
    expect(service.asked.map(({ path }) => path)).toEqual(['rerank']);
    expect(chat.counted()).toEqual(['rerank joined']);
  });

  test('reads the question beside the first clauses of both orders, each with its document', async () => {
    await open({ rerank: true });
    await chat.embedded();
    expect(first(await ask())).toBe('第二条');
    const read = service.asked.find(({ path }) => path === 'rerank');
    expect(read?.question).toBe(QUESTION);
    expect(read?.texts.length).toBeLessThanOrEqual(10);
    expect(read?.texts).toContain('露营装备借用办法  第二条\n借用帐篷须交押金，每顶押金 200 元，归还时退还。');
    expect(chat.counted()).toEqual(['embedding joined', 'rerank joined']);
  });
});

test('who asked is nobody’s business out there', async () => {
  await open({ rerank: true });
  await chat.embedded();
  await ask();
  expect(JSON.stringify(service.asked)).not.toMatch(/zhangwei|张伟|后勤第一党支部/u);
});
