import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { JsonStore } from '../src/store/json/index.ts';

/** A writer every so often, as members write. */
const EVERY_MS = 20;

export interface Pauses {
  readonly tookMs: number;
  readonly longestDelayMs: number;
  readonly p99DelayMs: number;
  /** Of one turn of the event loop, counted as time of its thread: what a busy machine adds is not in it. */
  readonly longestTurnMs: number;
  /** The same without a snapshot, as long: what machine, writer and garbage do anyway. */
  readonly idleLongestDelayMs: number;
  readonly idleLongestTurnMs: number;
}

/** Takes a snapshot while a writer goes on, and looks how long the event loop was held up; then the same without one. */
export async function snapshotPauses(store: JsonStore, write: (n: number) => Promise<void>): Promise<Pauses> {
  const during = await watched(store.snapshot(), write);
  const idle = await watched(pause(during.tookMs), write);
  return {
    tookMs: Math.round(during.tookMs),
    longestDelayMs: during.longestDelayMs,
    p99DelayMs: during.p99DelayMs,
    longestTurnMs: during.longestTurnMs,
    idleLongestDelayMs: idle.longestDelayMs,
    idleLongestTurnMs: idle.longestTurnMs,
  };
}

async function watched(work: Promise<void>, write: (n: number) => Promise<void>) {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const begun = performance.now();
  const watch = { over: false };
  let longestTurn = 0;
  let last = process.threadCpuUsage();
  const turn = (): void => {
    const now = process.threadCpuUsage();
    longestTurn = Math.max(longestTurn, now.user + now.system - last.user - last.system);
    last = now;
    if (!watch.over) setImmediate(turn);
  };
  setImmediate(turn);
  const writing = (async () => {
    for (let n = 0; !watch.over; n += 1) {
      await write(n);
      await pause(EVERY_MS);
    }
  })();
  await work;
  const tookMs = performance.now() - begun;
  watch.over = true;
  await writing;
  histogram.disable();
  const ms = (nanoseconds: number): number => Math.round(nanoseconds / 100_000) / 10;
  return {
    tookMs,
    longestDelayMs: ms(histogram.max),
    p99DelayMs: ms(histogram.percentile(99)),
    longestTurnMs: Math.round(longestTurn / 100) / 10,
  };
}
