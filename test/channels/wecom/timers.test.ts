import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemTimers, within } from '../../../src/channels/wecom/timers.ts';

describe('waiting for work', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('gives its result in time, and lets go of the timer', async () => {
    expect(await within(Promise.resolve('done'), 100, systemTimers)).toEqual({ inTime: true, value: 'done' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('throws its failure in time', async () => {
    await expect(within(Promise.reject(new Error('no')), 100, systemTimers)).rejects.toThrow('no');
  });

  it('gives up at the deadline, and a failure afterwards harms nobody', async () => {
    const { promise, reject } = Promise.withResolvers<string>();
    const waited = within(promise, 100, systemTimers);
    vi.advanceTimersByTime(100);
    expect(await waited).toEqual({ inTime: false });
    reject(new Error('late'));
  });
});
