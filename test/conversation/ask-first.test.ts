import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AskedHandler, Feature, Turn } from '../../src/features/feature.ts';
import { answers } from '../../src/conversation/schema.ts';
import { policyFeature } from '../../src/features/policy/index.ts';
import { zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';

const WEATHER = ['今天天气怎么样', '天气预报', '明天会下雨吗', '外面冷不冷', '周末天气如何', '看看天气', '气温多少度', '要不要带伞'];

let chat: Awaited<ReturnType<typeof openChat>>;
/** What somebody outside says when the feature asks. */
let outside: () => Promise<AskedHandler>;
let handled: Turn[];

/** A feature that must ask somebody outside before it can answer. */
function weather(): Feature {
  return {
    name: 'weather',
    collections: [],
    help: {},
    intents: [
      {
        name: 'ask_weather',
        who: 'anyone',
        acts: false,
        examples: WEATHER,
        evidence: ({ text }) => (/天气|气温/u.test(text) ? 8 : -8),
        slots: () => ({}),
        label: () => '看天气',
        handle: (turn) => {
          handled.push(turn);
          return Promise.resolve({ reply: { text: 'never read' }, askFirst: () => outside() });
        },
      },
    ],
  };
}

const sunny: AskedHandler = ({ said }) => Promise.resolve({ reply: { text: `${said.text}：晴` } });

beforeEach(async () => {
  handled = [];
  outside = () => Promise.resolve(sunny);
  chat = await openChat({ features: [weather(), policyFeature()] });
});
afterEach(() => chat.close());

test('what is asked outside is asked between two transactions, and what comes of it is the answer', async () => {
  outside = async () => {
    // Inside a transaction this would wait for ever: there is one writer.
    await chat.write(() => Promise.resolve());
    expect(await chat.read((tx) => tx.count(answers))).toBe(0);
    return sunny;
  };
  expect((await chat.says(zhangWei, '今天天气怎么样')).text).toBe('今天天气怎么样：晴');
  expect(await chat.read((tx) => tx.count(answers))).toBe(1);
});

test('a repeat gets the kept answer and asks nobody', async () => {
  await chat.says(zhangWei, '今天天气怎么样', { messageId: 'once' });
  outside = () => Promise.reject(new Error('asked again'));
  expect((await chat.says(zhangWei, '今天天气怎么样', { messageId: 'once' })).text).toBe('今天天气怎么样：晴');
  expect(handled).toHaveLength(1);
});

test('a repeat that comes while it is asked waits for the same answer', async () => {
  const { promise, resolve } = Promise.withResolvers<AskedHandler>();
  outside = () => promise;
  const both = [chat.says(zhangWei, '今天天气怎么样', { messageId: 'once' }), chat.says(zhangWei, '今天天气怎么样', { messageId: 'once' })];
  resolve(sunny);
  expect((await Promise.all(both)).map(({ text }) => text)).toEqual(['今天天气怎么样：晴', '今天天气怎么样：晴']);
  expect(handled).toHaveLength(1);
});

test('another message asks nobody', async () => {
  outside = () => Promise.reject(new Error('asked'));
  expect((await chat.says(zhangWei, '最近有啥新规定')).text ?? '').not.toBe('');
  expect(handled).toHaveLength(0);
});

test('whoever asks a second time is a fault: the message is set aside, the member hears it', async () => {
  outside = () => Promise.resolve(() => Promise.resolve({ askFirst: () => Promise.resolve(sunny) }));
  expect((await chat.says(zhangWei, '今天天气怎么样')).text).toContain('编号');
  expect(handled).toHaveLength(1);
});
