import type { Log } from './core/log.ts';

/** A supervisor expects the end within ten seconds; the server's own patience is five of them. */
export const STOP_MS = 9_000;
/** Of it the store's own, for its snapshot. */
export const STORE_MS = 2_000;

/** Waits for what ends, but not for ever: it is let go, and said so. */
export async function atMost(ms: number, ending: Promise<unknown>, log: Log): Promise<void> {
  const given = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => given.resolve('late'), ms);
  try {
    if ((await Promise.race([ending, given.promise])) === 'late') log.warn('the end does not wait any longer for what hangs');
  } finally {
    clearTimeout(timer);
    ending.catch(() => {});
  }
}
