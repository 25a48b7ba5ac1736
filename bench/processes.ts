import { setTimeout as pause } from 'node:timers/promises';
import { openCluster } from '../test/support/cluster.ts';
import { dutiesEnd, owe, type DutiesEnd } from '../test/support/fleet-duties.ts';
import { openFleet, type Fleet } from '../test/support/fleet.ts';
import { race, type Finding, type RaceEnd } from '../test/support/places-race.ts';

const FLEETS = [2, 8];
const SIGNUPS = 10_000;
const PEOPLE = 100;
const CAPACITY = 20;
const SKEW_MS = 120_000;
/** Schedules fall due over so long for each race: the fleet is still at work when the last one does. */
const DUTIES_MS = 24;

const MESSAGES_BETWEEN = 80;

interface Toll {
  kills: number;
  sleeps: number;
  cuts: number;
  restarts: number;
}

interface Row {
  readonly processes: number;
  readonly races: number;
  readonly toll: Toll;
  readonly raced: RaceEnd;
  readonly duties: DutiesEnd;
  /** How processes ended that nobody had killed. */
  readonly ends: readonly (string | number | null)[];
}

/**
 * `processes [sign-ups] [processes…]`: sign-ups for limited places, two at a time for the same one, on a database server of its own;
 * the processes' clocks are two minutes apart, and all the while one is killed (SIGKILL), put to sleep (SIGSTOP), cut off from the
 * database, or the database itself is stopped hard and started. Meanwhile schedules fall due and two groups' robots have more to
 * say than they may. Ends with code 1 when a place was sold twice or lost, somebody was passed over or told what is not so, a
 * schedule was not fired exactly once, a notice came twice or not at all, or a robot went beyond its limit.
 */
export async function run([signups = String(SIGNUPS), ...fleets]: readonly string[]): Promise<void> {
  const rows: Row[] = [];
  for (const processes of fleets.length === 0 ? FLEETS : fleets.map(Number)) rows.push(await tried(processes, Number(signups)));
  const broken = rows.flatMap(findingsOf);
  const lines = [
    `| | ${rows.map(({ processes }) => `${processes} processes`).join(' | ')} |`,
    `|---|${rows.map(() => '---:').join('|')}|`,
    ...CLAUSES.map(([name, count]) => `| ${name} | ${rows.map((row) => count(row)).join(' | ')} |`),
    '',
    ...broken.slice(0, 40),
    `${broken.length} findings`,
    JSON.stringify({ bench: 'processes', rows }),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (broken.length > 0) process.exitCode = 1;
}

const brokenIn = ({ raced }: Row, broken: Finding['broken']): number => raced.findings.filter((found) => found.broken === broken).length;

const CLAUSES: readonly (readonly [name: string, count: (row: Row) => number | string])[] = [
  ['races for limited places', ({ races }) => races],
  ['messages (a second)', ({ raced }) => `${raced.messages} (${Math.round(raced.messages / raced.seconds)})`],
  ['of them without an answer', ({ raced }) => raced.unanswered],
  ['SIGKILL', ({ toll }) => toll.kills],
  ['SIGSTOP for 3 s', ({ toll }) => toll.sleeps],
  ['connections cut', ({ toll }) => toll.cuts],
  ['database stopped hard and started', ({ toll }) => toll.restarts],
  ['places held, people waiting', ({ raced }) => `${raced.sold}, ${raced.waiting}`],
  ['oversold', (row) => brokenIn(row, 'oversold')],
  ['lost', (row) => brokenIn(row, 'lost')],
  ['waiting lists out of order', (row) => brokenIn(row, 'outOfOrder')],
  ['schedules fired once', ({ duties }) => `${duties.firedOnce} of ${duties.planned}`],
  ['pushes taken by robots', ({ duties }) => duties.pushes],
  ['most to one robot within a minute (limit 20)', ({ duties }) => duties.mostAMinute],
  ['pushes left to a person (sender died)', ({ duties }) => duties.unknown],
  ['processes that ended by themselves', ({ ends }) => ends.length],
];

function findingsOf({ processes, raced, duties, ends }: Row): string[] {
  return [
    ...raced.findings.map(({ broken, what }) => `${processes}: ${broken}, ${what}`),
    ...duties.findings.map((what) => `${processes}: ${what}`),
    ...ends.map((end) => `${processes}: a process ended with ${end}`),
  ];
}

async function tried(processes: number, races: number): Promise<Row> {
  await using cluster = await openCluster();
  const clockOffsMs = Array.from({ length: processes }, (_, which) => [-SKEW_MS, SKEW_MS, 0][which % 3] ?? 0);
  await using fleet = await openFleet({ processes, clockOffsMs, server: cluster.url, connections: 4 });
  const done = new AbortController();
  const toll = { kills: 0, sleeps: 0, cuts: 0, restarts: 0 };
  const activities = Math.max(1, Math.round(races / PEOPLE));
  const duties = { activities, withinMs: races * DUTIES_MS };
  const progress = { messages: 0 };
  let trouble = Promise.resolve();
  const begin = async (): Promise<void> => {
    await owe(fleet, duties);
    trouble = troubled(fleet, processes, toll, progress, done.signal, async () => {
      await cluster.stop();
      await cluster.start();
    });
  };
  const of = { activities, people: PEOPLE, capacity: CAPACITY, givingBackPercent: 10, atOnce: 24 };
  const end = async (): Promise<void> => {
    done.abort();
    await trouble;
  };
  const raced = await race(fleet, of, { begin, end, onMessage: () => void (progress.messages += 1) });
  return { processes, races, toll, raced, duties: await dutiesEnd(fleet, duties), ends: fleet.ends() };
}

/** One after the other, again and again; each leaves a while for work, also on a machine that has other work. */
async function troubled(
  fleet: Fleet,
  processes: number,
  toll: Toll,
  progress: { readonly messages: number },
  done: AbortSignal,
  restart: () => Promise<void>,
): Promise<void> {
  for (let round = 0; !done.aborted; round += 1) {
    const enough = progress.messages + MESSAGES_BETWEEN;
    do await pause(500, undefined, { signal: done }).catch(() => {});
    while (progress.messages < enough && !done.aborted);
    if (done.aborted) return;
    switch (round % 4) {
      case 0:
        await fleet.kill(Math.floor(round / 4) % processes);
        toll.kills += 1;
        break;
      case 1:
        await fleet.database.cutConnections();
        toll.cuts += 1;
        break;
      case 2:
        await fleet.freeze((Math.floor(round / 4) + 1) % processes, 3_000);
        toll.sleeps += 1;
        break;
      default:
        if (round % 12 !== 3) break;
        await restart();
        toll.restarts += 1;
    }
  }
}
