import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { notices, type Notice } from '../../src/outbox/outbox.ts';
import { nodeFiles, readStore } from '../../src/store/json/index.ts';
import { openCrowd, quantile } from './crowd.ts';
import { openPlatform, type Faults, type Taken } from './platform.ts';
import { startBot, type Bot } from './server.ts';
import { fillTown, groupId, POST, robotOf } from './town.ts';

export interface Weather {
  readonly groups: number;
  readonly faults: Faults;
  /** kill -9 so long after the posts are due; null = never. */
  readonly killAfterMs: number | null;
  /** Members talk for so long before, to know what an answer usually takes. */
  readonly calmMs: number;
  /** How long after the due time everything must have its end. */
  readonly patienceMs: number;
}

export interface Aftermath {
  readonly sent: number;
  readonly unknown: number;
  /** Groups that have not got their post although nobody says so. */
  readonly lost: number;
  /** Groups that have it twice although it does not count as unknown. */
  readonly doubled: number;
  /** Neither sent nor unknown: given up, or still waiting. */
  readonly open: number;
  readonly flooded: number;
  readonly lastAfterMs: number;
  readonly calmP99Ms: number;
  readonly stormP99Ms: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly faults: Readonly<Record<string, number>>;
}

const CLAIMED_AT_ONCE = 24;
const WARM_UP_MS = 4_000;
/** The reader learns while nobody waits; what follows is what an answer takes. */
const STORM_AT_LEAST_MS = 8_000;

/** Every group's post due at one instant while members talk; what became of all of it, from both sides of the wire. */
export async function storm(weather: Weather, chance: () => number = Math.random): Promise<Aftermath> {
  const parent = await mkdtemp(join(tmpdir(), 'dangqun-storm-'));
  const folder = join(parent, 'store');
  const platform = await openPlatform(weather.faults, chance);
  const crowd = openCrowd();
  let bot: Bot | undefined;
  try {
    const dueMs = Date.now() + fillingMs(weather.groups) + WARM_UP_MS + weather.calmMs;
    await fillTown(folder, weather.groups, new Date(dueMs).toISOString());
    bot = await startBot(folder, platform.apiBase);
    crowd.talkTo(bot.port);
    if (Date.now() > dueMs - weather.calmMs) throw new Error('the machine is too slow to be ready before the posts are due');
    await pause(dueMs - Date.now());
    if (weather.killAfterMs !== null) {
      await pause(weather.killAfterMs);
      crowd.talkTo(null);
      await bot.end('SIGKILL');
      bot = await startBot(folder, platform.apiBase);
      crowd.talkTo(bot.port);
    }
    await pause(STORM_AT_LEAST_MS);
    // What was claimed but not yet asked for when the process was killed is never asked for again.
    const asked = (): boolean => platform.asked.size >= weather.groups - (weather.killAfterMs === null ? 0 : CLAIMED_AT_ONCE);
    await untilEnded(bot.port, asked, dueMs + weather.patienceMs);
    crowd.talkTo(null);
    await crowd.stop();
    await bot.end('SIGTERM');
    const all = await postsIn(folder);
    const calm = crowd.said.filter(({ atMs, answered }) => answered && atMs >= dueMs - weather.calmMs && atMs < dueMs);
    const lastMs = Math.max(0, ...platform.taken.filter(({ words }) => words.includes(POST)).map(({ atMs }) => atMs));
    const windy = crowd.said.filter(
      ({ atMs, answered }) => answered && atMs >= dueMs && atMs <= Math.max(lastMs, dueMs + STORM_AT_LEAST_MS),
    );
    return {
      ...countEnds(all, platform.taken, weather.groups),
      flooded: platform.flooded.size,
      lastAfterMs: lastMs - dueMs,
      calmP99Ms: quantile(
        calm.map(({ tookMs }) => tookMs),
        0.99,
      ),
      stormP99Ms: quantile(
        windy.map(({ tookMs }) => tookMs),
        0.99,
      ),
      answered: crowd.said.filter(({ answered }) => answered).length,
      unanswered: crowd.said.filter(({ answered }) => !answered).length,
      faults: platform.faults,
    };
  } finally {
    await crowd.stop();
    await bot?.end('SIGKILL');
    await platform.stop();
    await rm(parent, { recursive: true, force: true, maxRetries: 3 });
  }
}

function fillingMs(groups: number): number {
  return 5_000 + groups * 3;
}

/** Looks at the metrics, as a monitor would, until nothing is owed any more. */
async function untilEnded(port: number, asked: () => boolean, limitMs: number): Promise<void> {
  while (Date.now() < limitMs) {
    if (asked() && (await owedAt(port)) === 0) return;
    await pause(1_000);
  }
}

/** Notices that wait or are under way; null when the monitor got no answer this time. */
async function owedAt(port: number): Promise<number | null> {
  try {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const counts = [...metrics.matchAll(/^dangqun_notices\{state="(?:pending|sending)"\} (\d+)/gmu)];
    return counts.length === 0 ? null : counts.reduce((sum, [, count]) => sum + Number(count), 0);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function postsIn(folder: string): Promise<readonly Notice[]> {
  for (const { name, documents } of await readStore(nodeFiles, folder)) {
    if (name === notices.name)
      return [...documents].map((row) => notices.schema.parse(row)).filter(({ feature }) => feature === 'announcement');
  }
  return [];
}

function countEnds(
  all: readonly Notice[],
  taken: readonly Taken[],
  groups: number,
): Pick<Aftermath, 'sent' | 'unknown' | 'lost' | 'doubled' | 'open'> {
  const arrived = new Map<string, number>();
  // Beside the posts a group may be told that mail waits for its secretary.
  for (const { robot, words } of taken) if (words.includes(POST)) arrived.set(robot, (arrived.get(robot) ?? 0) + 1);
  const stateAt = new Map(all.map((notice) => [notice.target.kind === 'group' ? notice.target.id : '', notice.state]));
  const count = { sent: 0, unknown: 0, lost: 0, doubled: 0, open: 0 };
  for (let i = 0; i < groups; i += 1) {
    const state = stateAt.get(groupId(i));
    const times = arrived.get(robotOf(i)) ?? 0;
    if (state === 'sent') count.sent += 1;
    else if (state === 'unknown') count.unknown += 1;
    else count.open += 1;
    if (times === 0 && state !== 'unknown') count.lost += 1;
    if (times > 1 && state !== 'unknown') count.doubled += 1;
  }
  return count;
}
