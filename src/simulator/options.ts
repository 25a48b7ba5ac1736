import type { AxiosInstance } from 'axios';
import type { Timers } from '../channels/wecom/timers.ts';
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Role } from '../core/person.ts';

/** The enterprise that the small WeCom plays. */
export interface Organization {
  readonly people: readonly {
    readonly userId: string;
    readonly name: string;
    readonly department: string | null;
    readonly partyBranch: string | null;
    readonly roles: readonly Role[];
  }[];
  readonly groups: readonly {
    readonly chatId: string;
    readonly name: string;
    readonly members: readonly string[];
    /** Key of the group's push webhook. */
    readonly robotKey: string;
  }[];
}

export interface SimulatorOptions {
  readonly organization: Organization;
  readonly bot: { readonly name: string; readonly aibotId: string };
  /** Where WeCom would POST, e.g. `http://127.0.0.1:3000/wecom/aibot`; a function where the port is known only after listening. */
  readonly callbackUrl: string | (() => string);
  /** Where the simulator itself is reached; default: the origin of `callbackUrl`, as both live in one server. */
  readonly ownOrigin?: () => string;
  readonly token: string;
  readonly aesKey: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly http: AxiosInstance;
  /** Path under which everything of the simulator lives: `/simulator`. */
  readonly basePath: string;
  /** Waiting between refreshes and tries; default real time. */
  readonly timers?: Timers;
}

/** WeCom's patience: document paths 90930, 100719, 101138; the refresh rate as observed (reference b.5). */
export const PACE = {
  answerMs: 5_000,
  tries: 3,
  retryMs: 1_000,
  refreshMs: 1_000,
  streamMs: 360_000,
  responseUrlMs: 3_600_000,
} as const;
