import { MINUTE_MS } from '../../src/core/clock.ts';
import { chanceOf, type Below } from './chance.ts';
import { crashBot, type CrashBot } from './crash-bot.ts';
import { acknowledged, findings } from './crash-history.ts';
import type { Place } from './failpoints.ts';

/** Between rounds; all rounds together stay within the day for which a repeat is recognised. */
const QUARTER_MS = 15 * MINUTE_MS;
const PEOPLE = ['zhangwei', 'zhaojing', 'sunlei', 'zhouting', 'wujianguo', 'zhengli', 'fengtao', 'chenxiaoyan'] as const;
const ACTIVITIES = ['健步走', '急救培训', '包饺子'] as const;

/** How late, at most, each failpoint is let strike. */
const LATEST: readonly (readonly [Place, number])[] = [
  ['journal.beforeWrite', 14],
  ['disk.afterWrite', 14],
  ['journal.afterSync', 14],
  ['snapshot.beforeRename', 2],
  ['snapshot.afterRename', 1],
  ['ack.before', 10],
  ['unit.beforeCommit', 10],
  ['job.beforeRun', 1],
  ['job.afterRun', 1],
  ['send.beforeRequest', 4],
  ['send.afterRequest', 4],
];

/** A real process, killed at random while eight members want the few places of three activities; all is sent once more. */
export async function randomKills({ seed, kills }: { readonly seed: number; readonly kills: number }): Promise<{
  readonly kills: number;
  readonly messages: number;
  readonly findings: readonly string[];
}> {
  const below = chanceOf(seed);
  const somewhere = (): string => {
    const [name, latest] = LATEST[below(LATEST.length)] ?? ['ack.before', 1];
    return `${name}:${1 + below(latest)}`;
  };
  await using bot = await crashBot({ crashes: ['', ...Array.from({ length: kills - 1 }, somewhere)] });
  await open(bot);
  bot.crashNext(somewhere());
  for (let round = 1; round <= 3 * kills && bot.kills() < kills; round += 1) {
    const before = bot.kills();
    await Promise.all([...PEOPLE.map((userId) => oneWord(bot, userId, below)), announce(bot, `第${round}次停水`)]);
    bot.passes(QUARTER_MS);
    if (bot.kills() === before) bot.crashNext(somewhere());
  }
  bot.crashNext('');
  const before = await findings(bot);
  // What WeCom gave up after three tries does not come again.
  for (const spoken of bot.spoken.filter(acknowledged)) await bot.comesAgain(spoken);
  const after = await findings(bot);
  return {
    kills: bot.kills(),
    messages: bot.spoken.length,
    findings: [...before, ...after.map((words) => `after WeCom sent everything again: ${words}`)],
  };
}

async function open(bot: CrashBot): Promise<void> {
  for (const [index, title] of ACTIVITIES.entries()) {
    await bot.says('wangmin', `11月${27 + index}日上午九点在多功能厅办${title}，${2 + (index % 2)}人，发到一支部群`, { in: 'direct' });
    await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
  }
  await bot.says('wangmin', '每小时提醒大家喝水', { in: 'direct' });
  await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
}

async function oneWord(bot: CrashBot, userId: string, below: Below): Promise<void> {
  const title = ACTIVITIES[below(ACTIVITIES.length)] ?? ACTIVITIES[0];
  if (below(5) < 3) await bot.says(userId, `${title}报名 满了就候补`, { means: { kind: 'signUp', title } });
  else await bot.says(userId, `${title}我去不了了`, { means: { kind: 'cancel', title } });
}

async function announce(bot: CrashBot, words: string): Promise<void> {
  const draft = await bot.says('wangmin', `马上通知所有群：${words}`, { in: 'direct' });
  if (acknowledged(draft)) await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
}
