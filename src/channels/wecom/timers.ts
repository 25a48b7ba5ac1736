/** The world's waiting. Injected, so that a test lets five minutes pass in no time. */
export interface Timers {
  /** Runs `action` once after `ms`; the function given back calls it off. */
  after(ms: number, action: () => void): () => void;
}

export const systemTimers: Timers = {
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

export type InTime<T> = { readonly inTime: true; readonly value: T } | { readonly inTime: false };

/** The work's result if it comes within `ms`. The work goes on otherwise; a rejection in time is thrown, a later one is not. */
export async function within<T>(work: Promise<T>, ms: number, timers: Timers): Promise<InTime<T>> {
  const { promise, resolve, reject } = Promise.withResolvers<InTime<T>>();
  const callOff = timers.after(ms, () => resolve({ inTime: false }));
  work.then((value) => resolve({ inTime: true, value }), reject);
  try {
    return await promise;
  } finally {
    callOff();
  }
}
