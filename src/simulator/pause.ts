import type { Timers } from '../channels/wecom/timers.ts';

/** Resolves after `ms`, or at once with false when the simulator stops. */
export async function pause(ms: number, timers: Timers, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const callOff = timers.after(ms, () => resolve(true));
  const onStop = (): void => resolve(false);
  signal.addEventListener('abort', onStop, { once: true });
  try {
    return await promise;
  } finally {
    callOff();
    signal.removeEventListener('abort', onStop);
  }
}
