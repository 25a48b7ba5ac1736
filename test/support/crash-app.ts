// The program as src/main.ts starts it, with two strings attached: it kills itself at the n-th hit of a failpoint
// (CRASH_AT=name:n, or told later by its parent), and its clock goes before the system's by CLOCK_OFFSET_MS. FREE_BYTES is
// what its disk says of itself.
import { flushCompileCache } from 'node:module';
import { z } from 'zod';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { plusMs, systemClock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import { openLog } from '../../src/log.ts';
import { nodeFiles } from '../../src/store/json/index.ts';
import { orderSchema } from './crash-order.ts';
import { testPoints, twoSteps } from './failpoints.ts';

const strings = z
  .object({
    CRASH_AT: z.string().default(''),
    OWN_TIME: z.enum(['on', 'off']).default('off'),
    CLOCK_OFFSET_MS: z.coerce.number().int(),
    FREE_BYTES: z.coerce.number().optional(),
    SNAPSHOT_AFTER_BYTES: z.coerce.number().int().positive(),
  })
  .parse(process.env);
const { points, strike } = testPoints(strings.CRASH_AT);
let offsetMs = strings.CLOCK_OFFSET_MS;

process.on('message', (message) => {
  const order = orderSchema.parse(message);
  if (order.crashAt !== undefined) strike(order.crashAt);
  if (order.offsetMs !== undefined) ({ offsetMs } = order);
});
// Nobody stays behind when the test's own process is ended.
process.on('disconnect', () => process.exit(1));

const files = twoSteps(nodeFiles, points);
const { FREE_BYTES } = strings;
const config = readConfig(process.env);
const app = await startApp(config, {
  clock: { now: () => plusMs(systemClock.now(), offsetMs), monotonicMs: () => systemClock.monotonicMs() },
  ownTime: strings.OWN_TIME === 'on',
  ids: randomIds,
  log: openLog(config.logLevel),
  failpoints: points,
  files: FREE_BYTES === undefined ? files : { ...files, room: async () => ({ freeBytes: FREE_BYTES, totalBytes: 1e11 }) },
  chance: Math.random,
  onFatal: () => process.exit(3),
  snapshotAfterBytes: strings.SNAPSHOT_AFTER_BYTES,
});
// What was compiled is kept for the next start: a process that is killed has no last words.
flushCompileCache();
process.stdout.write(`listening on ${app.url}\n`);
