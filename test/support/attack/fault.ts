import type { Failpoints } from '../../../src/core/failpoints.ts';
import { failure, type Call, type Disk } from '../../store/support/disk.ts';
import { oneOf, type Below } from '../chance.ts';
import type { Place } from '../failpoints.ts';

/** What befalls one life of the bot. */
export type Fault =
  | { readonly kind: 'cut' | 'kill' | 'error'; readonly at: number }
  | { readonly kind: 'full'; readonly at: number; readonly times: number }
  | { readonly kind: 'point'; readonly place: Place; readonly at: number }
  | { readonly kind: 'stop' };

export interface Toll {
  cut: number;
  kill: number;
  error: number;
  full: number;
  stop: number;
}

const PLACES = [
  'journal.beforeWrite',
  'journal.afterSync',
  'snapshot.beforeRename',
  'snapshot.afterRename',
  'unit.beforeCommit',
  'job.beforeRun',
  'job.afterRun',
  'send.beforeRequest',
  'send.afterRequest',
] as const;

/** A start makes some ten calls to the disk, a round of messages as many. */
const LATEST_CALL = 30;
const LATEST_HIT = 6;

export function faultOf(below: Below): Fault {
  const kind = below(100);
  const at = 1 + below(LATEST_CALL);
  if (kind < 62) return { kind: 'cut', at };
  if (kind < 74) return { kind: 'kill', at };
  if (kind < 88) return { kind: 'point', place: oneOf(PLACES, below), at: 1 + below(LATEST_HIT) };
  if (kind < 92) return { kind: 'error', at };
  if (kind < 97) return { kind: 'full', at, times: 1 + below(20) };
  return { kind: 'stop' };
}

export interface Armed {
  readonly failpoints: Failpoints;
  /** Whether the process is gone. */
  readonly dead: () => boolean;
  /** What befalls it instead, counted from now on. */
  readonly next: (fault: Fault) => void;
  /** The process ends by itself, as it does after a failed sync. */
  readonly exit: () => void;
}

/** Lets the fault strike this disk and whoever lives on it. */
export function arm(disk: Disk, first: Fault, toll: Toll, below: Below): Armed {
  let fault = first;
  let dead = false;
  let calls = 0;
  let hits = 0;
  const die = (kind: 'cut' | 'kill'): void => {
    if (dead) return;
    dead = true;
    toll[kind] += 1;
    if (kind === 'cut') disk.cutPowerByChance(below);
    else disk.kill();
  };
  disk.before = (call: Call): number | void => {
    calls += 1;
    switch (fault.kind) {
      case 'cut':
      case 'kill':
        if (calls !== fault.at) return;
        die(fault.kind);
        throw failure('EIO', 'this process is gone');
      case 'error':
        if (calls !== fault.at) return;
        toll.error += 1;
        throw failure('EIO', call);
      case 'full':
        if (call !== 'append' || calls < fault.at || hits >= fault.times) return;
        hits += 1;
        toll.full += 1;
        // The first write that meets a full disk is a short one, and says nothing.
        if (hits === 1) return below(60);
        throw failure('ENOSPC', call);
      case 'point':
      case 'stop':
        return;
    }
  };
  return {
    failpoints: {
      hit: (place) => {
        if (fault.kind !== 'point' || place !== fault.place) return;
        hits += 1;
        if (hits !== fault.at) return;
        die('kill');
        throw failure('EIO', 'this process is gone');
      },
    },
    dead: () => dead,
    next: (other) => {
      fault = other;
      calls = 0;
      hits = 0;
    },
    exit: () => {
      if (dead) return;
      dead = true;
      disk.kill();
    },
  };
}
