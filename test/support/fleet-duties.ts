import { setTimeout as pause } from 'node:timers/promises';
import { allFeatures } from '../../src/feature-list.ts';
import { houseCollections } from '../../src/conversation/collections.ts';
import { MINUTE_MS, plusMs, SECOND_MS, systemClock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import { silentLog } from '../../src/core/log.ts';
import { enqueue, NOTICE_STATES, notices, targetKeyOf, type Notice } from '../../src/outbox/outbox.ts';
import { openBoss } from '../../src/schedule/boss.ts';
import { jobs, occurrences, planJob } from '../../src/schedule/job.ts';
import { openPostgresStore } from '../../src/store/postgres/index.ts';
import type { Fleet } from './fleet.ts';

/** What a fleet owes beside its answers: a reminder of each activity to group-2, as many notices to group-1. */
export interface Duties {
  readonly activities: number;
  /** The reminders fall due one after the other within this time. */
  readonly withinMs: number;
}

export interface DutiesEnd {
  readonly planned: number;
  readonly firedOnce: number;
  readonly pushes: number;
  /** The claimer died while it sent: never sent again by itself, a person decides. */
  readonly unknown: number;
  readonly mostAMinute: number;
  readonly findings: readonly string[];
}

const AT_MOST_A_MINUTE = 20;
/** A claimer that died holds its lane two minutes; the limit makes the rest go out slowly. */
const PATIENCE_MS = 15 * MINUTE_MS;
const ROBOTS = [
  { group: 'group-1', mark: /第\d+号通知/u, key: 'duty-' },
  { group: 'group-2', mark: /第\d+场培训/u, key: 'activity.remind:' },
] as const;
const OVER: ReadonlySet<Notice['state']> = new Set(['sent', 'unknown']);

/** Plans through pg-boss, as a process of the fleet would: each wake is kept in the transaction that plans. */
export async function owe(fleet: Fleet, { activities, withinMs }: Duties): Promise<void> {
  const boss = await openBoss({ url: fleet.database.url, zone: 'Asia/Shanghai', log: silentLog });
  const collections = [...houseCollections, ...allFeatures().flatMap((feature) => feature.collections)];
  const { onPut } = boss;
  const store = await openPostgresStore({
    url: fleet.database.url,
    collections,
    clock: systemClock,
    log: silentLog,
    chance: Math.random,
    onPut,
  });
  const now = systemClock.now();
  await store.write(async (tx) => {
    for (let number = 1; number <= activities; number += 1) {
      const dueAt = plusMs(now, 5 * SECOND_MS + Math.round((number / activities) * withinMs));
      const ref = `activity-${number}/0`;
      await planJob(tx, { id: `activity.remind:${ref}`, kind: 'activity.remind', ref, dueAt });
      await enqueue(
        tx,
        'test',
        { key: `duty-${number}`, to: { kind: 'group', id: 'group-1' }, content: { kind: 'text', text: `第${number}号通知` } },
        { now, ids: randomIds },
      );
    }
  });
  await boss.stop();
  await store.close();
}

/** Waits until all of it is done, then counts what each robot took. Nobody disturbs the fleet any more. */
export async function dutiesEnd(fleet: Fleet, { activities }: Duties): Promise<DutiesEnd> {
  const untilMs = systemClock.monotonicMs() + PATIENCE_MS;
  while (!(await isDone(fleet)) && systemClock.monotonicMs() < untilMs) await pause(SECOND_MS);
  const findings: string[] = [];
  let firedOnce = 0;
  const fired = (await fleet.store.read((tx) => tx.find(occurrences))).filter(({ id }) => id.startsWith('activity.remind:'));
  for (let number = 1; number <= activities; number += 1) {
    const outcomes = fired.filter(({ id }) => id.startsWith(`activity.remind:activity-${number}/0@`)).map(({ outcome }) => outcome);
    if (outcomes.length === 1 && outcomes[0] === 'ran') firedOnce += 1;
    else findings.push(`schedule of activity-${number}: ${outcomes.join(', ') || 'never fired'}`);
  }
  let unknown = 0;
  let mostAMinute = 0;
  for (const { group, mark, key } of ROBOTS) {
    const owed = await owedTo(fleet, group, key);
    const posts = fleet.wecom.arrivals.filter(({ robotKey }) => robotKey === `robot-of-${group}`);
    const times = new Map<string, number>();
    for (const { message } of posts) {
      const name = message.msgtype === 'text' ? (mark.exec(message.text.content)?.[0] ?? '') : '';
      times.set(name, (times.get(name) ?? 0) + 1);
    }
    if (owed.length !== activities) findings.push(`${group}: ${owed.length} notices for ${activities} duties`);
    for (const { state, content } of owed) {
      const name = content.kind === 'text' ? (mark.exec(content.text)?.[0] ?? '') : '';
      const arrived = times.get(name) ?? 0;
      if (state === 'unknown') unknown += 1;
      if (!OVER.has(state)) findings.push(`${group}: ${name} is ${state}`);
      if (arrived > 1 || (arrived === 0 && state === 'sent')) findings.push(`${group}: ${name} is ${state} and arrived ${arrived} times`);
    }
    for (const { atMs } of posts) {
      const within = posts.filter((post) => post.atMs >= atMs && post.atMs < atMs + MINUTE_MS).length;
      mostAMinute = Math.max(mostAMinute, within);
    }
  }
  if (mostAMinute > AT_MOST_A_MINUTE) findings.push(`a robot took ${mostAMinute} messages within a minute`);
  return { planned: activities, firedOnce, pushes: fleet.wecom.arrivals.length, unknown, mostAMinute, findings };
}

async function isDone(fleet: Fleet): Promise<boolean> {
  const waiting = await fleet.store.read((tx) => tx.count(jobs, { where: { kind: 'activity.remind' } }));
  if (waiting > 0) return false;
  for (const { group, key } of ROBOTS) if ((await owedTo(fleet, group, key)).some(({ state }) => !OVER.has(state))) return false;
  return true;
}

/** Of what is owed to a group only the duties: others tell it that news waits for them. */
function owedTo(fleet: Fleet, group: string, keyed: string): Promise<readonly Notice[]> {
  const targetKey = targetKeyOf({ kind: 'group', id: group });
  return fleet.store.read(async (tx) => {
    const owed: Notice[] = [];
    for (const state of NOTICE_STATES) owed.push(...(await tx.find(notices, { where: { targetKey, state }, orderBy: 'order' })));
    return owed.filter(({ key }) => key.startsWith(keyed));
  });
}
