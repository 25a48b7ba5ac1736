import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/core/clock.ts';
import { crashBot, type CrashBot } from '../support/crash-bot.ts';
import { acknowledged, findings } from '../support/crash-history.ts';
import type { Place } from '../support/failpoints.ts';

beforeAll(() => nock.restore());
afterAll(() => nock.activate());

const KILLS = 25;
const ROUNDS = 3 * KILLS;
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

it(`${KILLS} kills at random while eight members want the few places of three activities`, async () => {
  const seed = Number(process.env['JOURNEY_SEED'] ?? 20261123);
  const below = chanceOf(seed);
  const somewhere = (): string => {
    const [name, latest] = LATEST[below(LATEST.length)] ?? ['ack.before', 1];
    return `${name}:${1 + below(latest)}`;
  };
  await using bot = await crashBot({ crashes: ['', ...Array.from({ length: KILLS - 1 }, somewhere)] });
  await open(bot);
  bot.crashNext(somewhere());
  for (let round = 1; round <= ROUNDS && bot.kills() < KILLS; round += 1) {
    const before = bot.kills();
    await Promise.all([...PEOPLE.map((userId) => oneWord(bot, userId, below)), announce(bot, `第${round}次停水`)]);
    bot.passes(QUARTER_MS);
    if (bot.kills() === before) bot.crashNext(somewhere());
  }
  bot.crashNext('');
  expect(await findings(bot), `JOURNEY_SEED=${seed}`).toEqual([]);
  // What WeCom gave up after three tries does not come again.
  for (const spoken of bot.spoken.filter(acknowledged)) await bot.comesAgain(spoken);
  expect(await findings(bot), `JOURNEY_SEED=${seed}, after WeCom sent everything again`).toEqual([]);
  expect(bot.kills(), `JOURNEY_SEED=${seed}`).toBe(KILLS);
}, 120_000);

async function open(bot: CrashBot): Promise<void> {
  for (const [index, title] of ACTIVITIES.entries()) {
    await bot.says('wangmin', `11月${27 + index}日上午九点在多功能厅办${title}，${2 + (index % 2)}人，发到一支部群`, { in: 'direct' });
    await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
  }
  await bot.says('wangmin', '每小时提醒大家喝水', { in: 'direct' });
  await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
}

async function oneWord(bot: CrashBot, userId: string, below: (limit: number) => number): Promise<void> {
  const title = ACTIVITIES[below(ACTIVITIES.length)] ?? ACTIVITIES[0];
  if (below(5) < 3) await bot.says(userId, `${title}报名 满了就候补`, { means: { kind: 'signUp', title } });
  else await bot.says(userId, `${title}我去不了了`, { means: { kind: 'cancel', title } });
}

async function announce(bot: CrashBot, words: string): Promise<void> {
  const draft = await bot.says('wangmin', `马上通知所有群：${words}`, { in: 'direct' });
  if (acknowledged(draft)) await bot.says('wangmin', '确认', { in: 'direct', means: { kind: 'confirm' } });
}

/** The same numbers for the same seed (mulberry32). */
function chanceOf(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}
