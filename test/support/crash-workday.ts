import { HOUR_MS, msBetween } from '../../src/core/clock.ts';
import type { CrashBot } from './crash-bot.ts';
import { acknowledged } from './crash-history.ts';

const title = '急救培训';

/**
 * What a day brings: an activity, more sign-ups than places, a cancellation and a promotion, a suggestion with a name
 * and one without, an announcement to three groups, a reminder that falls due; then WeCom sends every message once more.
 */
export async function workday(bot: CrashBot): Promise<{
  /** How many rows of the list are in each state. */
  readonly states: Readonly<Record<string, number>>;
  readonly unanswered: readonly string[];
}> {
  await bot.says('wangmin', '今天下午三点在多功能厅办急救培训，3人，提前三小时提醒，发到一支部群', { in: 'direct' });
  await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
  await Promise.all(
    ['zhangwei', 'zhaojing', 'sunlei', 'zhouting', 'fengtao'].map((userId) =>
      bot.says(userId, '急救培训报名 满了就候补', { means: { kind: 'signUp', title } }),
    ),
  );
  const { signups } = await bot.settled();
  const first = signups.find(({ state }) => state === 'signedUp');
  await bot.says(first?.userId ?? '', '急救培训我去不了了', { means: { kind: 'cancel', title } });
  await bot.says('wujianguo', '建议：食堂二楼水龙头漏水', { in: 'direct', means: { kind: 'suggest' } });
  await bot.says('zhengli', '匿名：夜班补助发得不公平', { in: 'direct', means: { kind: 'suggest' } });
  await bot.says('wangmin', '马上通知所有群：明天上午停水', { in: 'direct' });
  await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
  const { activities } = await bot.settled();
  const [training] = activities;
  if (training !== undefined) bot.passes(msBetween(bot.clock.now(), training.startsAt) - 3 * HOUR_MS);
  const kept = await bot.settled();
  for (const spoken of bot.spoken) await bot.comesAgain(spoken);
  return {
    states: Object.fromEntries(
      ['signedUp', 'waiting', 'cancelled'].map((state) => [state, kept.signups.filter((row) => row.state === state).length]),
    ),
    unanswered: bot.spoken.filter((spoken) => !acknowledged(spoken)).map(({ text }) => text),
  };
}
