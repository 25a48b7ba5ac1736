import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { notices } from '../src/outbox/outbox.ts';
import { Generator, type Loaded } from './callback/load.ts';
import { factSource } from './callback/messages.ts';
import { Ledger } from './callback/facts.ts';
import { pinOwnProcess, startServer } from './callback/server.ts';
import { fillWorld, openBenchStore } from './callback/world.ts';

const TIMES = 3;
const CONNECTIONS = 128;
/** Each message of the flood waits for nobody else's answer. */
const FLOOD_CONNECTIONS = 950;
const REFUSED_MS = 50;
const ANSWERED_MS = 2_500;
/** Under the flood at least so much of what it can do is still done. */
const STILL_DONE = 0.5;
/** The administrator hears of it when the first seconds were counted. */
const TOLD_AFTER_S = 12;

/** Three times of what the server can take, from the other core: who is refused, how fast, and what becomes of the others. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { short: { type: 'boolean' } } });
  const seconds = values.short === true ? 6 : 20;
  const pinned = pinOwnProcess();
  const folder = await mkdtemp(join(tmpdir(), 'dangqun-overload-'));
  const store = join(folder, 'store');
  try {
    await fillWorld(store, []);
    const server = await startServer('../../src/main.ts', { dataDir: store });
    const ledger = new Ledger();
    const load = new Generator(server.port, factSource(), ledger);
    let flood: Loaded;
    let able: Loaded;
    let metrics: string;
    try {
      await load.closed(CONNECTIONS, seconds);
      able = await load.closed(CONNECTIONS, seconds / 2);
      // Asking begins the count of the event loop's delays anew.
      await metricsOf(server.port);
      flood = await load.open(FLOOD_CONNECTIONS, Math.max(seconds, TOLD_AFTER_S), able.perSecond * TIMES);
      metrics = await metricsOf(server.port);
    } finally {
      await server.kill();
    }
    const kept = await openBenchStore(store);
    const told = (await kept.read((tx) => tx.find(notices))).filter(({ key }) => key.startsWith('overload:')).length;
    await kept.close();
    report({ able, flood, metrics, told, pinned, lost: await ledger.missingIn(store) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function metricsOf(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

function delayMs(metrics: string, which: 'p99' | 'max'): number {
  return 1000 * Number(new RegExp(`^nodejs_eventloop_lag_${which}_seconds (\\S+)`, 'mu').exec(metrics)?.[1] ?? Number.NaN);
}

interface Report {
  readonly able: Loaded;
  readonly flood: Loaded;
  readonly metrics: string;
  readonly told: number;
  readonly lost: readonly string[];
  readonly pinned: boolean;
}

function report({ able, flood, metrics, told, lost, pinned }: Report): void {
  const refused = flood.refused[503] ?? 0;
  const others = Object.entries(flood.refused).filter(([status]) => status !== '503');
  const counted = [...metrics.matchAll(/^dangqun_callbacks_shed_total\{reason="\w+"\} (\d+)$/gmu)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  );
  const missed = [
    ...(refused === 0 ? ['nothing was refused: this was no overload'] : []),
    ...(flood.refusedP99 > REFUSED_MS
      ? [`99 % of the refusals came within ${flood.refusedP99.toFixed(0)} ms, ${REFUSED_MS} is asked`]
      : []),
    ...(flood.slowest > ANSWERED_MS ? [`an answer took ${flood.slowest.toFixed(0)} ms`] : []),
    ...(flood.perSecond < able.perSecond * STILL_DONE ? [`only ${flood.perSecond.toFixed(0)} messages/s were still answered`] : []),
    ...(others.length > 0 ? [`other answers than 200 and 503: ${JSON.stringify(Object.fromEntries(others))}`] : []),
    ...(counted < refused ? [`/metrics tells of ${counted} refusals, there were ${refused}`] : []),
    ...(told === 0 ? ['the administrator was not told'] : []),
    ...lost.map((line) => `kept: ${line}`),
  ];
  process.stdout.write(
    `${pinned ? 'server on one core, load on the other' : 'NOT pinned: this machine cannot'}\n` +
      `| | messages/s | p50 ms | p99 ms | slowest ms |\n|---|---:|---:|---:|---:|\n` +
      `| as fast as it goes | ${able.perSecond.toFixed(0)} | ${able.p50.toFixed(1)} | ${able.p99.toFixed(1)} | ${able.slowest.toFixed(0)} |\n` +
      `| answered at ${TIMES} times that | ${flood.perSecond.toFixed(0)} | ${flood.p50.toFixed(1)} | ${flood.p99.toFixed(1)} | ${flood.slowest.toFixed(0)} |\n` +
      `\n${refused} refused, p50 ${flood.refusedP50.toFixed(1)} ms, p99 ${flood.refusedP99.toFixed(1)} ms, slowest ${flood.refusedSlowest.toFixed(0)} ms; ` +
      `/metrics counts ${counted}; the server's event loop was late by ${delayMs(metrics, 'p99').toFixed(0)} ms at p99, ${delayMs(metrics, 'max').toFixed(0)} ms at most; notices to the administrators: ${told}\n`,
  );
  for (const line of missed) process.stdout.write(`MISSED ${line}\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'overload', able, flood, counted, told, missed })}\n`);
  if (missed.length > 0) process.exitCode = 1;
}
