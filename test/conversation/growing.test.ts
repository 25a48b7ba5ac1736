import { afterEach, beforeEach, expect, it } from 'vitest';
import { answers } from '../../src/conversation/schema.ts';
import type { Feature, Outcome } from '../../src/features/feature.ts';
import type { Model } from '../../src/model/model.ts';
import { zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';

let added: (chat: NonNullable<Model['chat']>, signal: AbortSignal) => AsyncIterable<string>;
let chat: Awaited<ReturnType<typeof openChat>>;

function teller(): Feature {
  const tell = (): Promise<Outcome> => Promise.resolve({ reply: { text: '原文' }, later: (model, signal) => added(model, signal) });
  const intent = { who: 'anyone', acts: false, slots: () => ({}), label: () => '讲' } as const;
  return {
    name: 'teller',
    collections: [],
    help: { member: '讲：发“讲一讲”' },
    intents: [{ ...intent, name: 'tell', examples: ['讲一讲', '讲一讲规定', '给我讲讲', '讲讲'], handle: tell }],
  };
}

const model: Model = {
  chat: async function* () {
    yield '简单说';
    yield await Promise.resolve('：可以');
  },
};

beforeEach(async () => {
  chat = await openChat({ features: [teller()], model, laterMs: 150 });
});
afterEach(() => chat.close());

async function lastWords(): Promise<string> {
  const { growing } = await chat.says(zhangWei, '讲一讲');
  await growing?.done;
  expect(growing?.now().finished).toBe(true);
  return growing?.now().text ?? '';
}

it('what is added stands under the answer, and is not part of what is kept for a repeat', async () => {
  added = async function* (talk) {
    let all = '';
    for await (const piece of talk({ messages: [], maxTokens: 10, timeoutMs: 100 })) yield (all += piece);
  };
  expect(await lastWords()).toBe('原文\n\n简单说：可以');
  expect((await chat.read((tx) => tx.find(answers))).map(({ reply }) => reply)).toEqual([{ text: '原文' }]);
  const again = await chat.says(zhangWei, '讲一讲', { messageId: 'm1' });
  expect(again).toEqual({ text: '原文' });
});

it('nothing is asked of the outside before the answer is kept', async () => {
  let keptBefore = -1;
  added = async function* () {
    keptBefore = await chat.read((tx) => tx.count(answers));
    yield '后话';
  };
  await lastWords();
  expect(keptBefore).toBe(1);
});

it.each([
  ['fails at once', () => Promise.reject(new Error('away'))],
  ['never comes back', () => new Promise<string>(() => undefined)],
])('a service that %s in the middle leaves the answer as it was', async (_name, next) => {
  added = async function* () {
    yield '简单说';
    yield await next();
  };
  expect(await lastWords()).toBe('原文');
});

it('without a model the answer is whole at once', async () => {
  const plain = await openChat({ features: [teller()] });
  expect(await plain.says(zhangWei, '讲一讲')).toEqual({ text: '原文' });
  await plain.close();
});
