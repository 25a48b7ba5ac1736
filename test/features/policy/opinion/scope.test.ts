import { afterEach, beforeEach, expect, test } from 'vitest';
import { withdrawByName } from '../../../../src/features/policy/index.ts';
import { chenTao, zhangWei } from '../../../support/cast.ts';
import { openSecondChat } from './chat.ts';
import { openService } from './service.ts';

const SECRET = `---
title: 第三支部帐篷借用补充规定
number: 测〔2026〕12号
---
**第一条** 第三支部借用帐篷，押金减半，每顶 100 元。
`;
const QUESTION = '帐篷怎么借';
let service: Awaited<ReturnType<typeof openService>>;
let chat: Awaited<ReturnType<typeof openSecondChat>>;

beforeEach(async () => {
  service = await openService({ rerank: true });
  // Both services would have the clause that is not for everybody.
  service.behaviour.means = (text) => (/押金减半|怎么借/u.test(text) ? [1, 0] : [0.1, 1]);
  service.behaviour.answers = (_question, text) => (text.includes('押金减半') ? 1 : 0);
  chat = await openSecondChat(service);
  await chat.stores(SECRET, ['后勤第三党支部']);
  await chat.embedded();
  service.asked.length = 0;
});
afterEach(async () => {
  await chat.close();
  await service.close();
});

test('who may not read a clause does not get it, and it is not sent along with their question', async () => {
  const { text } = await chat.says(zhangWei, QUESTION, { in: 'direct' });
  expect(text).not.toMatch(/补充规定|减半/u);
  expect(service.asked.map(({ path }) => path)).toEqual(['embeddings', 'rerank']);
  expect(JSON.stringify(service.asked)).not.toMatch(/补充规定|减半/u);
});

test('who may read it gets it', async () => {
  expect((await chat.says(chenTao, QUESTION, { in: 'direct' })).text).toContain('补充规定');
});

test('what is withdrawn is out of the next answer, before anything was embedded anew', async () => {
  await chat.write((tx) => withdrawByName(tx, '第三支部帐篷借用补充规定', '2026-11-20'));
  expect((await chat.says(chenTao, QUESTION, { in: 'direct' })).text).not.toContain('补充规定');
  expect(JSON.stringify(service.asked)).not.toContain('减半');
});

test('what is withdrawn while the service thinks is out of this answer', async () => {
  service.behaviour.instead = undefined;
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  service.behaviour.instead = (response, path) => {
    resolve();
    const { texts } = service.asked.at(-1) ?? { texts: [] };
    const body =
      path === 'rerank'
        ? { results: texts.map((text, index) => ({ index, relevance_score: service.behaviour.answers('', text) })) }
        : { data: texts.map((text, index) => ({ index, embedding: service.behaviour.means(text) })) };
    response.setHeader('content-type', 'application/json');
    void mayAnswer.then(() => response.end(JSON.stringify(body)));
  };
  const said = chat.says(chenTao, QUESTION, { in: 'direct' });
  await asked;
  await chat.write((tx) => withdrawByName(tx, '第三支部帐篷借用补充规定', '2026-11-20'));
  answer();
  expect((await said).text).not.toContain('补充规定');
});
