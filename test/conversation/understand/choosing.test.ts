import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answers, conversations } from '../../../src/conversation/schema.ts';
import type { Feature, Intent } from '../../../src/features/feature.ts';
import { collection } from '../../../src/store/store.ts';
import { liQiang, zhangWei } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

const deeds = collection({ name: 'deeds', schema: z.object({ id: z.string(), what: z.string() }) });

/** Two wishes that the same words may mean. */
function twins(first: string, second: string): Feature {
  const intent = (name: string, own: string): Intent => ({
    name,
    who: 'anyone',
    acts: true,
    examples: ['雨伞', '把雨伞办了', '雨伞的事', '雨伞来一个', own],
    slots: () => ({}),
    label: () => name,
    handle: async (turn) => {
      await turn.tx.insert(deeds, { id: turn.ids.id(), what: `${name}:${turn.said.written}` });
      return { reply: { text: `做了${name}` } };
    },
  });
  return { name: 'twins', collections: [deeds], help: {}, intents: [intent(first, '借雨伞出门'), intent(second, '还雨伞回来')] };
}

let chat: Awaited<ReturnType<typeof openChat>>;
const done = async (): Promise<string[]> => (await chat.read((tx) => tx.find(deeds, {}))).map(({ what }) => what);
const kept = async (): Promise<string> =>
  JSON.stringify(await chat.read(async (tx) => [await tx.find(conversations, {}), await tx.find(answers, {})]));

describe('words with two likely meanings', () => {
  beforeEach(async () => {
    chat = await openChat({ features: [twins('借伞', '还伞')] });
  });
  afterEach(() => chat.close());

  it('are answered by the two, numbered, and nothing is done', async () => {
    const { text } = await chat.says(zhangWei, '雨伞的事');
    expect(text).toMatch(/1\. (?:借伞|还伞)\n2\. (?:借伞|还伞)/u);
    expect(await done()).toEqual([]);
  });

  it('"2" does the second with the words that were said first', async () => {
    const { text = '' } = await chat.says(zhangWei, '雨伞的事');
    const second = /2\. (.+)/u.exec(text)?.[1] ?? '';
    await chat.says(zhangWei, '2');
    expect(await done()).toEqual([`${second}:雨伞的事`]);
  });

  it('the words of a choice are as good as its number', async () => {
    await chat.says(zhangWei, '雨伞的事');
    await chat.says(zhangWei, '还伞');
    expect(await done()).toEqual(['还伞:雨伞的事']);
  });

  it('another member\'s "2" is no answer to it', async () => {
    await chat.says(zhangWei, '雨伞的事');
    await chat.says(liQiang, '2');
    expect(await done()).toEqual([]);
  });

  it('"3" picks nothing', async () => {
    await chat.says(zhangWei, '雨伞的事');
    await chat.says(zhangWei, '3');
    expect(await done()).toEqual([]);
  });
});

describe('words that may want to stay without a name', () => {
  beforeEach(async () => {
    chat = await openChat({ features: [twins('suggestion', 'anonymous_suggestion')] });
  });
  afterEach(() => chat.close());

  it('are filed under none, and leave no trace of themselves', async () => {
    const { text } = await chat.says(zhangWei, '雨伞的事', { in: 'direct' });
    expect(text).toContain('匿名：');
    expect(await done()).toEqual([]);
    const state = await kept();
    expect(state).not.toContain('雨伞');
    expect(state).not.toContain(zhangWei.userId);
  });
});
