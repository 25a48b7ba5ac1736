import { afterEach, beforeEach, expect, it } from 'vitest';
import { policyFeature } from '../../../src/features/policy/index.ts';
import { suggestionFeature } from '../../../src/features/suggestion/index.ts';
import { suggestions } from '../../../src/features/suggestion/schema.ts';
import { wangMin, zhangWei } from '../../support/cast.ts';
import { openChat } from '../../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>>;
beforeEach(async () => {
  chat = await openChat({ features: [suggestionFeature(), policyFeature()] });
});
afterEach(() => chat.close());

const only = async (): Promise<unknown> => (await chat.read((tx) => tx.find(suggestions)))[0];

it('a question asked while the office’s words are awaited is not sent to the author as its answer', async () => {
  await chat.says(zhangWei, '建议：二楼水龙头漏水', { in: 'direct' });
  await chat.says(wangMin, '受理S1', { in: 'direct' });
  await chat.says(wangMin, '答复S1', { in: 'direct' });
  for (const text of ['年假有几天', '帮助', 'S1是谁提的？']) await chat.says(wangMin, text, { in: 'direct' });
  expect(await only()).toMatchObject({ status: 'accepted' });
});

it('thanks alone is no verdict: it is not counted as solved', async () => {
  await chat.says(zhangWei, '建议：二楼水龙头漏水', { in: 'direct' });
  for (const order of ['受理S1', 'S1办结 已更换水龙头']) await chat.says(wangMin, order, { in: 'direct' });
  await chat.says(zhangWei, 'S1怎么样了', { in: 'direct' });
  await chat.says(zhangWei, '谢谢', { in: 'direct' });
  expect(await only()).toMatchObject({ rating: null });
});

it('what was withdrawn before the secretary read of it is not told any more', async () => {
  await chat.says(zhangWei, '建议：换掉二楼的水龙头', { in: 'direct' });
  await chat.says(zhangWei, '撤回S1', { in: 'direct' });
  expect((await chat.says(wangMin, '消息', { in: 'direct' })).text).not.toContain('水龙头');
});

it('whoever files by name in private hears that the secretary sees the name', async () => {
  expect((await chat.says(zhangWei, '建议：二楼水龙头漏水', { in: 'direct' })).text).toContain('书记看得到是您提的');
});
