// The program as src/main.ts starts it, with two strings attached: it kills itself at the n-th hit of a failpoint
// (CRASH_AT=name:n, or told later by its parent), and its clock goes before the system's by CLOCK_OFFSET_MS.
import { flushCompileCache } from 'node:module';
import { z } from 'zod';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { plusMs, systemClock } from '../../src/core/clock.ts';
import { randomIds } from '../../src/core/ids.ts';
import { openLog } from '../../src/log.ts';
import { orderSchema } from './crash-order.ts';

const strings = z
  .object({
    CRASH_AT: z.string().default(''),
    CLOCK_OFFSET_MS: z.coerce.number().int(),
    SNAPSHOT_AFTER_BYTES: z.coerce.number().int().positive(),
  })
  .parse(process.env);
let crash = crashOf(strings.CRASH_AT);
let offsetMs = strings.CLOCK_OFFSET_MS;

process.on('message', (message) => {
  const order = orderSchema.parse(message);
  if (order.crashAt !== undefined) crash = crashOf(order.crashAt);
  if (order.offsetMs !== undefined) ({ offsetMs } = order);
});
// Nobody stays behind when the test's own process is ended.
process.on('disconnect', () => process.exit(1));

const config = readConfig(process.env);
const app = await startApp(config, {
  clock: { now: () => plusMs(systemClock.now(), offsetMs), monotonicMs: () => systemClock.monotonicMs() },
  ids: randomIds,
  log: openLog(config.logLevel),
  failpoints: {
    hit: (name) => {
      if (name !== crash.name) return;
      crash.left -= 1;
      if (crash.left === 0) process.kill(process.pid, 'SIGKILL');
    },
  },
  onFatal: () => process.exit(3),
  snapshotAfterBytes: strings.SNAPSHOT_AFTER_BYTES,
});
// What was compiled is kept for the next start: a process that is killed has no last words.
flushCompileCache();
process.stdout.write(`listening on ${app.url}\n`);

function crashOf(spec: string): { readonly name: string; left: number } {
  const [name = '', hits = '0'] = spec.split(':');
  return { name, left: Number(hits) };
}
