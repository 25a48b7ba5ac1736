import { MINUTE_MS, SECOND_MS, type Clock, type Instant } from './core/clock.ts';
import { faultOf, type Log } from './core/log.ts';
import type { Refusal } from './intake.ts';

/** An episode of overload: from the first message that was not taken until none was refused for a while. */
export interface Episode {
  readonly since: Instant;
  readonly refused: number;
}

export interface OverloadWatch {
  refused(reason: Refusal): void;
  stop(): void;
}

/** So long the first messages are counted, so that what is told says how bad it is. */
const COUNTED_MS = 10 * SECOND_MS;
/** So long without a refusal, and it is over. */
const QUIET_MS = MINUTE_MS;

/** Tells once per episode: a log line at its beginning and end, and `tell` (the administrator) once it is known how bad it is. */
export function overloadWatch(world: {
  readonly clock: Clock;
  readonly log: Log;
  /** Runs an action later; the answer calls it off. */
  readonly after: (ms: number, action: () => void) => () => void;
  readonly count: (reason: Refusal) => void;
  readonly tell: (episode: Episode) => Promise<void>;
}): OverloadWatch {
  const { clock, log } = world;
  let episode: { since: Instant; refused: number; lastMs: number; told: boolean } | undefined;
  let callOff = (): void => {};

  const look = (): void => {
    if (episode === undefined) return;
    const { since, refused } = episode;
    if (!episode.told) {
      episode.told = true;
      world.tell({ since, refused }).catch((error: unknown) => log.error('the overload could not be told', faultOf(error)));
    }
    if (clock.monotonicMs() - episode.lastMs >= QUIET_MS) {
      log.info('the overload is over', { since, refused });
      episode = undefined;
    } else callOff = world.after(COUNTED_MS, look);
  };

  return {
    refused: (reason) => {
      world.count(reason);
      if (episode === undefined) {
        log.warn('more messages than can be answered: some are refused', { reason });
        episode = { since: clock.now(), refused: 0, lastMs: 0, told: false };
        callOff = world.after(COUNTED_MS, look);
      }
      episode.refused += 1;
      episode.lastMs = clock.monotonicMs();
    },
    stop: () => callOff(),
  };
}
