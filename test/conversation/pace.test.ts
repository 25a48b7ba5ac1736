import { afterEach, describe, expect, it } from 'vitest';
import { paces } from '../../src/conversation/pace.ts';
import { wangMin, zhangWei } from '../support/cast.ts';
import { openChat } from '../support/chat.ts';

let chat: Awaited<ReturnType<typeof openChat>> | undefined;
afterEach(() => chat?.close());

describe('L04 a member who writes faster than anybody can', () => {
  it('is told once, then nothing is said, and nobody else is touched', async () => {
    chat = await openChat({ features: [], perMinute: 20 });
    const replies: (string | undefined)[] = [];
    for (let count = 0; count < 1_000; count += 1) replies.push((await chat.says(zhangWei, '帮助', { in: 'direct' })).text);
    expect(replies.slice(0, 20).every((text) => text?.includes('我能帮您') === true || text !== undefined)).toBe(true);
    expect(replies.filter((text) => text?.includes('发得太快'))).toHaveLength(1);
    expect(replies.slice(21).every((text) => text === undefined)).toBe(true);
    expect((await chat.says(wangMin, '帮助', { in: 'direct' })).text).toBeDefined();
  });

  it('is heard again after a pause', async () => {
    chat = await openChat({ features: [], perMinute: 20 });
    for (let count = 0; count < 30; count += 1) await chat.says(zhangWei, '帮助', { in: 'direct' });
    chat.clock.set('2026-11-21T01:01:00.000Z');
    expect((await chat.says(zhangWei, '帮助', { in: 'direct' })).text).not.toContain('发得太快');
  });
});

it('what is remembered of members is bounded', () => {
  const pace = paces(1);
  for (let count = 0; count < 50_000; count += 1) expect(pace(`u${count}`, 0)).toBe('ok');
  expect(pace('u49999', 0)).toBe('tooFast');
  expect(pace('u49999', 0)).toBe('silent');
  expect(pace('u0', 0)).toBe('ok');
});
