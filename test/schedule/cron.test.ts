import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../../src/core/log.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/clock.ts';
import { startTicking } from '../../src/schedule/cron.ts';

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-21T01:00:00.000Z') }));
afterEach(() => vi.useRealTimers());

const clock: Clock = { now: () => new Date().toISOString(), monotonicMs: () => performance.now() };
const world = { clock, log: silentLog };

it('asks once a second what is due, and no more after it was stopped', async () => {
  let ticks = 0;
  const count = async (): Promise<null> => ((ticks += 1), null);
  const ticking = startTicking(count, world);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(ticks).toBe(3);
  await ticking.stop();
  ticking.wake();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(ticks).toBe(3);
});

it('woken, it does not wait for the next second; woken often, it asks once more and not once for each', async () => {
  let ticks = 0;
  const count = async (): Promise<null> => ((ticks += 1), null);
  const ticking = startTicking(count, world);
  for (let i = 0; i < 100; i += 1) ticking.wake();
  await vi.advanceTimersByTimeAsync(1);
  expect(ticks).toBe(1);
  await ticking.stop();
});

it('a tick that fails is logged by name and place, and the next one tries again', async () => {
  const lines: string[] = [];
  const log: Log = { ...silentLog, error: (message, fields) => void lines.push(`${message} ${JSON.stringify(fields)}`) };
  let ticks = 0;
  const ticking = startTicking(
    () => {
      ticks += 1;
      return ticks === 1 ? Promise.reject(new TypeError('what a member wrote')) : Promise.resolve(null);
    },
    { ...world, log },
  );
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ticks).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines.join()).toContain('TypeError');
  expect(lines.join()).not.toContain('what a member wrote');
  await ticking.stop();
});

it('stopping waits for the tick in hand', async () => {
  let done = false;
  let finish = (): void => {};
  const ticking = startTicking(() => new Promise<void>((resolve) => (finish = resolve)).then(() => ((done = true), null)), world);
  ticking.wake();
  await vi.advanceTimersByTimeAsync(1);
  const stopped = ticking.stop();
  finish();
  await stopped;
  expect(done).toBe(true);
});

it('T07: for what falls due in 30 days no timer is set: one of over 24 days would ring at once', async () => {
  let looks = 0;
  const ticking = startTicking(async () => ((looks += 1), '2026-12-21T01:00:00.000Z'), world);
  await vi.advanceTimersByTimeAsync(3_900);
  expect(looks).toBe(3);
  await ticking.stop();
});

it('what falls due between two ticks is looked at when it is due, not at the next tick', async () => {
  const looks: string[] = [];
  const ticking = startTicking(async () => {
    looks.push(clock.now());
    return '2026-11-21T01:00:01.250Z';
  }, world);
  await vi.advanceTimersByTimeAsync(1_300);
  expect(looks[1]).toBe('2026-11-21T01:00:01.250Z');
  await ticking.stop();
});
