import type { AxiosInstance } from 'axios';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { Timers } from './timers.ts';

/** Callbacks are refused from five minutes on; below that nothing is lost yet, and an operator has time. */
const RED_FROM_MS = 4 * MINUTE_MS;
const WARNED_FROM_MS = MINUTE_MS;
/** Whoever sets the clock right wants to see it. */
const RED_EVERY_MS = MINUTE_MS;

export interface ClockSkew {
  /** Why nothing will be taken soon, for `/readyz`; null while the clocks agree or nothing is known. */
  problem(): string | null;
  stop(): void;
}

/**
 * How far this machine's clock is from WeCom's (reliability T03): a clock that is off refuses every callback as stale, and nobody would
 * know why. `ask`: WeCom's time, or undefined where it did not say; asked at once and then every hour.
 */
export function clockSkew(world: {
  readonly clock: Clock;
  readonly log: Log;
  readonly timers: Timers;
  readonly ask: () => Promise<string | undefined>;
}): ClockSkew {
  const { clock, log, timers } = world;
  let skewMs = 0;
  let warned = false;
  let stopped = false;
  let callOff = (): void => {};

  const note = (date: string | undefined): void => {
    const theirs = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(theirs)) return;
    skewMs = Date.parse(clock.now()) - theirs;
    const isOff = Math.abs(skewMs) >= WARNED_FROM_MS;
    if (isOff && !warned) log.warn('the clock is not WeCom’s; from 300 s on every message is refused', { aheadSeconds: secondsOf(skewMs) });
    warned = isOff;
  };
  const isRed = (): boolean => Math.abs(skewMs) >= RED_FROM_MS;
  const look = async (): Promise<void> => {
    note(await world.ask());
    if (!stopped) callOff = timers.after(isRed() ? RED_EVERY_MS : HOUR_MS, () => void look());
  };
  void look();

  return {
    problem: () => {
      if (!isRed()) return null;
      const side = skewMs > 0 ? 'ahead of' : 'behind';
      return `the clock of this machine (of the database, with DATABASE_URL) is ${Math.abs(secondsOf(skewMs))} s ${side} WeCom's: messages are refused from 300 s on; set it right (NTP)`;
    },
    stop: () => {
      stopped = true;
      callOff();
    },
  };
}

const ASK_MS = 5 * SECOND_MS;
const ANSWER_LIMIT_BYTES = 64 * 1024;

/** The `Date` of any answer at WeCom's address; undefined where it cannot be reached. Never rejects. */
export async function wecomDate(http: AxiosInstance, apiBase: string): Promise<string | undefined> {
  try {
    const { headers } = await http.head<unknown>(apiBase, {
      timeout: ASK_MS,
      signal: AbortSignal.timeout(ASK_MS),
      maxRedirects: 0,
      maxContentLength: ANSWER_LIMIT_BYTES,
      proxy: false,
      validateStatus: () => true,
    });
    const date: unknown = headers['date'];
    return typeof date === 'string' ? date : undefined;
  } catch {
    return undefined;
  }
}

function secondsOf(ms: number): number {
  return Math.round(ms / SECOND_MS);
}
