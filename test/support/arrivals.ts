import type { Arrivals, Taken } from '../../src/core/message.ts';

export interface KeptArrivals extends Arrivals {
  /** Ids of the messages that lie there. */
  ids(): readonly string[];
  /** From now on keeping takes until it is let go, with an error if need be. */
  hold(): { letGo(error?: Error): void };
}

/** What is kept outlives nothing here; a test hands it to the next process itself. */
export function keptArrivals(left: readonly Taken[] = []): KeptArrivals {
  const kept = new Map(left.map((taken) => [taken.inbound.messageId, taken]));
  let gate = Promise.resolve();
  return {
    ids: () => [...kept.keys()],
    hold: () => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      gate = promise;
      return { letGo: (error) => (error === undefined ? resolve() : reject(error)) };
    },
    keep: async (inbound, responseUrl) => {
      await gate;
      kept.set(inbound.messageId, { inbound, tries: 1, ...(responseUrl === undefined ? {} : { responseUrl }) });
    },
    done: async ({ messageId }) => void kept.delete(messageId),
    left: async (channel) => [...kept.values()].filter(({ inbound }) => inbound.chat.channel === channel),
    tryAgain: async (taken) => void kept.set(taken.inbound.messageId, { ...taken, tries: taken.tries + 1 }),
  };
}
