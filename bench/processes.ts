import { setTimeout as pause } from 'node:timers/promises';
import { openCluster } from '../test/support/cluster.ts';
import { openFleet, type Fleet } from '../test/support/fleet.ts';
import { race, type RaceEnd } from '../test/support/places-race.ts';

const FLEETS = [2, 8];
const SIGNUPS = 10_000;
const PEOPLE = 100;
const CAPACITY = 20;
const SKEW_MS = 120_000;

interface Row extends RaceEnd {
  readonly processes: number;
  readonly kills: number;
  readonly sleeps: number;
  readonly cuts: number;
  readonly restarts: number;
}

/**
 * `processes [sign-ups] [processes…]`: sign-ups for limited places, two at a time for the same one, on a database server of its own;
 * the processes' clocks are two minutes apart, and all the while one is killed (SIGKILL), put to sleep (SIGSTOP), cut off from the
 * database, or the database itself is stopped hard and started. Ends with code 1 when a place was sold twice or lost, somebody was
 * passed over, or anybody was told what is not so.
 */
export async function run([signups = String(SIGNUPS), ...fleets]: readonly string[]): Promise<void> {
  const rows: Row[] = [];
  for (const processes of fleets.length === 0 ? FLEETS : fleets.map(Number)) rows.push(await raced(processes, Number(signups)));
  const broken = rows.filter(({ findings }) => findings.length > 0);
  const lines = [
    '| processes | messages | unanswered | messages/s | kills | sleeps | cuts | database restarts | findings |',
    '|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...rows.map(
      (row) =>
        `| ${row.processes} | ${row.messages} | ${row.unanswered} | ${Math.round(row.messages / row.seconds)} | ${row.kills} | ${row.sleeps} | ${row.cuts} | ${row.restarts} | ${row.findings.length} |`,
    ),
    ...broken.flatMap(({ findings }) => findings.slice(0, 20)),
    '',
    JSON.stringify({ bench: 'processes', rows }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (broken.length > 0) process.exitCode = 1;
}

async function raced(processes: number, signups: number): Promise<Row> {
  await using cluster = await openCluster();
  const clockOffsMs = Array.from({ length: processes }, (_, which) => [-SKEW_MS, SKEW_MS, 0][which % 3] ?? 0);
  await using fleet = await openFleet({ processes, clockOffsMs, server: cluster.url, connections: 4 });
  const done = new AbortController();
  const toll = { kills: 0, sleeps: 0, cuts: 0, restarts: 0 };
  const trouble = troubled(fleet, processes, toll, done.signal, async () => {
    await cluster.stop();
    await cluster.start();
  });
  const of = {
    activities: Math.max(1, Math.round(signups / PEOPLE)),
    people: PEOPLE,
    capacity: CAPACITY,
    givingBackPercent: 10,
    atOnce: 24,
  };
  const end = await race(fleet, of, async () => {
    done.abort();
    await trouble;
  });
  return { processes, ...end, ...toll };
}

/** One after the other, again and again; each leaves a while for work. */
async function troubled(
  fleet: Fleet,
  processes: number,
  toll: { kills: number; sleeps: number; cuts: number; restarts: number },
  done: AbortSignal,
  restart: () => Promise<void>,
): Promise<void> {
  for (let round = 0; !done.aborted; round += 1) {
    await pause(4_000, undefined, { signal: done }).catch(() => {});
    if (done.aborted) return;
    switch (round % 4) {
      case 0:
        await fleet.kill(round % processes);
        toll.kills += 1;
        break;
      case 1:
        await fleet.database.cutConnections();
        toll.cuts += 1;
        break;
      case 2:
        await fleet.freeze((round + 1) % processes, 3_000);
        toll.sleeps += 1;
        break;
      default:
        if (round % 16 !== 15) break;
        await restart();
        toll.restarts += 1;
    }
  }
}
