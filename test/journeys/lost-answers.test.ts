import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { crashBot, type CrashBot } from '../support/crash-bot.ts';
import { findings } from '../support/crash-history.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

async function announce(bot: CrashBot, words: string): Promise<void> {
  await bot.says('wangmin', `马上通知大家：${words}`, { in: 'direct' });
  await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
  // Past the time for second thoughts.
  bot.passes(61_000);
}

const stateOf = async (bot: CrashBot, words: string): Promise<string | undefined> =>
  (await bot.settled()).notices.find(({ content }) => content.kind === 'text' && content.text === `📢 ${words}`)?.state;

const arrived = (bot: CrashBot, words: string): number =>
  bot.wecom.arrivals.filter(({ message }) => message.msgtype === 'text' && message.text.content === `📢 ${words}`).length;

it('O02: a post whose answer was lost is never sent again by itself; the secretary hears of it and decides', async () => {
  await using bot = await crashBot();
  bot.wecom.cutNext('afterReceiving');
  await announce(bot, '明天停水');
  expect(await stateOf(bot, '明天停水')).toBe('unknown');
  bot.wecom.cutNext('beforeReading');
  await announce(bot, '后天停电');
  expect(await stateOf(bot, '后天停电')).toBe('unknown');
  await announce(bot, '大后天停气');
  expect(await stateOf(bot, '大后天停气')).toBe('sent');
  expect([arrived(bot, '明天停水'), arrived(bot, '后天停电'), arrived(bot, '大后天停气')]).toEqual([1, 0, 1]);
  expect(await findings(bot, { cuts: 2 })).toEqual([]);

  // The first has arrived, as the group can see: left alone. The second has not: once more.
  await decides(bot, '明天停水', 1);
  await decides(bot, '后天停电', 0);
  expect(await stateOf(bot, '后天停电')).toBe('sent');
  expect([arrived(bot, '明天停水'), arrived(bot, '后天停电'), arrived(bot, '大后天停气')]).toEqual([1, 1, 1]);
  expect((await bot.says('wangmin', '发件箱', { in: 'direct' })).answers[0]?.text).toContain('没有要处理的');
});

/** Presses a button of the desk's card, which is about the oldest undelivered post. */
async function decides(bot: CrashBot, words: string, button: 0 | 1): Promise<void> {
  const { answers } = await bot.says('wangmin', '发件箱', { in: 'direct' });
  const reply = answers[0]?.reply;
  const card = reply !== undefined && reply !== null && 'template_card' in reply ? reply.template_card : undefined;
  expect(card?.sub_title_text).toContain(words);
  const client = await bot.client();
  await client.click({ userId: 'wangmin', cardId: card?.task_id ?? '', action: card?.button_list?.[button]?.key ?? '' });
}
