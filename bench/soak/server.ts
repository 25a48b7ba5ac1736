import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { plusMs, systemClock } from '../../src/core/clock.ts';
import { noFailpoints } from '../../src/core/failpoints.ts';
import { randomIds } from '../../src/core/ids.ts';
import { openLog } from '../../src/log.ts';
import { nodeFiles } from '../../src/store/json/index.ts';

/** The program as src/main.ts starts it, but its clock is set by the bench: months pass in minutes. */
const order = z.union([z.object({ offsetMs: z.number() }), z.object({ stop: z.literal(true) }), z.object({ collect: z.literal(true) })]);
let offsetMs = 0;

const config = readConfig(process.env);
const app = await startApp(config, {
  clock: { now: () => plusMs(systemClock.now(), offsetMs), monotonicMs: () => systemClock.monotonicMs() + offsetMs },
  ids: randomIds,
  log: openLog(config.logLevel),
  failpoints: noFailpoints,
  files: nodeFiles,
  chance: Math.random,
  onFatal: () => process.exit(3),
});

process.on('message', (message) => {
  const read = order.parse(message);
  if ('stop' in read) void stop();
  else if ('collect' in read) process.send?.({ living: livingBytes() });
  else {
    ({ offsetMs } = read);
    process.send?.({ set: offsetMs });
  }
});

/** What a whole collection leaves. */
function livingBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function stop(): Promise<void> {
  await app.stop();
  // What is about to close needs a turn of the event loop for it.
  await new Promise((resolve) => setImmediate(resolve));
  process.send?.({ left: process.getActiveResourcesInfo() });
}

process.send?.({ url: app.url });
