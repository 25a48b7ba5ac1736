import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { BotStopped, crashBot } from '../support/crash-bot.ts';
import { acknowledged, findings } from '../support/crash-history.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const PEOPLE = ['zhangwei', 'zhaojing', 'sunlei', 'zhouting', 'wujianguo', 'zhengli', 'fengtao', 'chenxiaoyan'] as const;
const title = '健步走';

it('C17: SIGTERM under load: the process ends with 0 within 10 s and nothing acknowledged is lost', async () => {
  await using bot = await crashBot({ entry: 'src/main.ts' });
  await bot.says('wangmin', '下周六上午九点在滨江公园办健步走，3人，发到一支部群', { in: 'direct' });
  await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });

  const talking = PEOPLE.map(async (userId) => {
    try {
      for (;;) {
        await bot.says(userId, '健步走报名 满了就候补', { means: { kind: 'signUp', title } });
        await bot.says(userId, '健步走我去不了了', { means: { kind: 'cancel', title } });
      }
    } catch (error) {
      if (!(error instanceof BotStopped)) throw error;
    }
  });
  const draft = await bot.says('wangmin', '马上通知所有群：明天上午停水', { in: 'direct' });
  if (acknowledged(draft)) await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
  const begun = systemClock.monotonicMs();
  expect(await bot.stops()).toBe(0);
  expect(systemClock.monotonicMs() - begun).toBeLessThan(10_000);
  await Promise.all(talking);

  bot.startsAgain();
  expect(bot.spoken.filter(acknowledged).length).toBeGreaterThan(PEOPLE.length);
  for (const spoken of bot.spoken.filter(acknowledged)) await bot.comesAgain(spoken);
  expect(await findings(bot)).toEqual([]);
});

for (const then of ['SIGTERM', 'SIGKILL'] as const) {
  it(`C18: ${then} in the middle of a stop under load: nothing acknowledged is lost`, async () => {
    await using bot = await crashBot({ entry: 'src/main.ts' });
    await bot.says('wangmin', '下周六上午九点在滨江公园办健步走，3人，发到一支部群', { in: 'direct' });
    await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
    const talking = PEOPLE.map(async (userId) => {
      try {
        for (;;) await bot.says(userId, '健步走报名 满了就候补', { means: { kind: 'signUp', title } });
      } catch (error) {
        if (!(error instanceof BotStopped)) throw error;
      }
    });
    await bot.says('wangmin', '帮助', { in: 'direct' });
    expect(await bot.stops(then)).toBe(then === 'SIGKILL' ? 'SIGKILL' : 0);
    await Promise.all(talking);

    bot.startsAgain();
    for (const spoken of bot.spoken.filter(acknowledged)) await bot.comesAgain(spoken);
    expect(await findings(bot, { cuts: 1 })).toEqual([]);
  }, 60_000);
}

it('M01: a second start on the same folder is refused within 2 s, says why, and leaves the first one at work', async () => {
  const first = systemClock.monotonicMs();
  await using bot = await crashBot({ entry: 'src/main.ts' });
  await bot.says('zhangwei', '帮助');
  const startMs = systemClock.monotonicMs() - first;
  const begun = systemClock.monotonicMs();
  const second = bot.second();
  expect(await second.ended).toBe(1);
  // Two seconds besides what it takes here, now, to start a process at all.
  expect(systemClock.monotonicMs() - begun).toBeLessThan(startMs + 2_000);
  expect(second.output()).toContain('数据目录（DATA_DIR）正被另一个进程使用');
  expect(acknowledged(await bot.says('zhangwei', '帮助'))).toBe(true);
});
