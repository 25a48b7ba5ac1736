import { DAY_MS, HOUR_MS, MINUTE_MS, type Clock } from './core/clock.ts';
import { faultOf, type Log } from './core/log.ts';
import type { FileLayer } from './store/json/index.ts';

/** What the disk under the data folder has. */
export interface Room {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** `short`: files are no longer taken. `soon`: it will be, in so many hours, if it goes on as in the last day. */
export type Shortage = Room & ({ readonly state: 'short' } | { readonly state: 'soon'; readonly hours: number });

interface Sample extends Room {
  readonly atMs: number;
}

/** Less than either of both is too little (reliability D12). */
const LEAST_SHARE = 0.05;
const LEAST_BYTES = 500_000_000;

const EVERY_MS = 10 * MINUTE_MS;
/** A large file that comes and goes within the hour says nothing about tomorrow. */
const GROWTH_FROM_MS = HOUR_MS;

/** From samples of the last day, oldest first. Pure. */
export function shortageOf(samples: readonly Sample[]): Shortage | null {
  const [oldest, newest] = [samples[0], samples.at(-1)];
  if (oldest === undefined || newest === undefined) return null;
  const { freeBytes, totalBytes, atMs } = newest;
  const left = freeBytes - Math.max(LEAST_BYTES, LEAST_SHARE * totalBytes);
  if (left < 0) return { freeBytes, totalBytes, state: 'short' };
  const spentMs = atMs - oldest.atMs;
  const spentBytes = oldest.freeBytes - freeBytes;
  if (spentMs < GROWTH_FROM_MS || spentBytes <= 0) return null;
  const leftMs = (left / spentBytes) * spentMs;
  return leftMs < DAY_MS ? { freeBytes, totalBytes, state: 'soon', hours: Math.floor(leftMs / HOUR_MS) } : null;
}

export interface DiskWatch {
  /** As last seen, with 0: enough, 1: too little within a day, 2: too little now. null before the first look, and where the system does not say. */
  reading(): (Room & { readonly short: 0 | 1 | 2 }) | null;
  isShort(): boolean;
  stop(): void;
}

/** Looks every ten minutes, and tells once for each beginning of a shortage and once a day while it lasts. */
export function diskWatch(world: {
  readonly clock: Clock;
  readonly log: Log;
  readonly room: () => Promise<Room>;
  /** Runs an action later; the answer calls it off. */
  readonly after: (ms: number, action: () => void) => () => void;
  readonly tell: (shortage: Shortage) => Promise<void>;
}): DiskWatch {
  const { clock, log } = world;
  let samples: Sample[] = [];
  let shortage: Shortage | null = null;
  let told: { readonly state: Shortage['state']; readonly atMs: number } | undefined;
  let unseen = false;
  let stopped = false;
  let callOff = (): void => {};

  const tell = async (found: Shortage, atMs: number): Promise<void> => {
    if (told?.state === found.state && atMs - told.atMs < DAY_MS) return;
    log.warn('the disk of the data folder runs out', { state: found.state, freeBytes: found.freeBytes });
    await world.tell(found);
    told = { state: found.state, atMs };
  };

  const look = async (): Promise<void> => {
    try {
      const sample = { ...(await world.room()), atMs: clock.monotonicMs() };
      samples = [...samples.filter(({ atMs }) => sample.atMs - atMs <= DAY_MS), sample];
      unseen = false;
      shortage = shortageOf(samples);
      if (shortage === null) told = undefined;
      else await tell(shortage, sample.atMs);
    } catch (error) {
      // Once: where it cannot be seen now it cannot be seen in ten minutes.
      if (!unseen) log.warn('how much room the disk has could not be seen or told', faultOf(error));
      unseen = true;
    }
    if (!stopped) callOff = world.after(EVERY_MS, () => void look());
  };
  void look();

  return {
    reading: () => {
      const last = samples.at(-1);
      if (last === undefined) return null;
      const short = shortage === null ? 0 : shortage.state === 'soon' ? 1 : 2;
      return { freeBytes: last.freeBytes, totalBytes: last.totalBytes, short };
    },
    isShort: () => shortage?.state === 'short',
    stop: () => {
      stopped = true;
      callOff();
    },
  };
}

/** Beside a database the folder holds but a few files, and nobody else makes it. */
export async function roomIn(files: Pick<FileLayer, 'makeFolder' | 'room'>, folder: string, makes: boolean): Promise<Room> {
  if (makes) await files.makeFolder(folder);
  return files.room(folder);
}
