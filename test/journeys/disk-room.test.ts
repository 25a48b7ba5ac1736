import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { crashBot } from '../support/crash-bot.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

it('D12: the running program warns the administrator of a disk that is nearly full, and goes on answering', async () => {
  await using bot = await crashBot({ settings: { FREE_BYTES: '480000000' } });
  expect((await bot.says('zhangwei', '帮助')).answers).toHaveLength(1);
  const { notices } = await bot.settled();
  expect(notices.filter(({ key }) => key.startsWith('disk-'))).toMatchObject([
    { targetKey: 'person:wangmin', content: { text: expect.stringContaining('还剩 480 MB') } },
  ]);
}, 30_000);
