import type { Channel } from '../channels/channel.ts';
import type { Clock, Instant } from '../core/clock.ts';
import { PlatformError } from '../core/errors.ts';
import type { Failpoints } from '../core/failpoints.ts';
import { faultOf, type Log } from '../core/log.ts';
import type { Store } from '../store/store.ts';
import { afterFailure, afterSuccess, type After } from './after.ts';
import { abandon, claim, type Claim, type Ends } from './claim.ts';
import { lanePaces } from './pace.ts';
import { emptyLane, lanes, lookBy, release, type Lane } from './lane.ts';
import { notices, type Notice } from './notice.ts';

/** `settled`: it is sent, or somebody must know that it was not for certain. `held`: a person has something waiting. */
export interface DispatcherOptions extends Ends {
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly failpoints: Failpoints;
  readonly log: Log;
  /** 0..1; spreads retries. */
  readonly chance: () => number;
}

export interface Dispatcher {
  /**
   * Before the first look: what was being sent when the process died may have arrived, so it is unknown. Where other processes
   * are at work it may be theirs, and what is nobody's is found when its lease runs out.
   */
  recover(world: { readonly alone: boolean }): Promise<void>;
  /** Begins to send what is due and does not wait for it; tells when the next falls due. Never rejects for a platform's failure. */
  look(): Promise<Instant | null>;
  /** As `look`, and waits until nothing is under way. */
  tick(): Promise<void>;
  /** Begins nothing more; resolves when what is under way has its answer. */
  stop(): Promise<void>;
}

/** Targets served at the same time: enough for 2,000 groups within a minute, few enough that members are answered meanwhile. */
const AT_ONCE = 24;
const LOOKED_AT = 4 * AT_ONCE;

export function dispatcher(options: DispatcherOptions): Dispatcher {
  const { store, clock, log } = options;
  const underWay = new Map<string, Promise<void>>();
  const paces = lanePaces(() => clock.monotonicMs());
  let waiting: string[] = [];
  let stopped = false;

  /** Keeps what a try came to, frees the lane, tells who must know: one transaction. */
  const settle = (notice: Notice, outcome: (lane: Lane) => After): Promise<Lane | undefined> =>
    store.write(async (tx) => {
      const now = clock.now();
      const lane = (await tx.get(lanes, notice.targetKey)) ?? emptyLane(notice.targetKey);
      // The lease ran out while the call hung: it was given up as unknown, and the lane belongs to somebody else.
      if (lane.busy !== notice.id) return undefined;
      const after = outcome(lane);
      const kept = await tx.get(notices, notice.id);
      const next = kept === undefined ? undefined : { ...kept, ...after.notice };
      if (next !== undefined) await tx.put(notices, next);
      const free = await release(tx, { ...lane, ...after.lane }, now);
      if (next !== undefined && next.state !== 'pending') await options.settled(tx, next, now);
      return free;
    });

  const send = async (notice: Notice, channel: Channel): Promise<After | ((lane: Lane) => After)> => {
    await options.failpoints.hit('send.beforeRequest');
    try {
      await channel.deliver?.(notice.target, notice.content, notice.part);
      await options.failpoints.hit('send.afterRequest');
      return afterSuccess(notice, channel.messagesFor?.(notice.content) ?? 1, clock.now());
    } catch (error) {
      if (!(error instanceof PlatformError)) {
        log.error('sending failed in an unforeseen way', { feature: notice.feature, ...faultOf(error) });
        return { notice: { state: 'unknown', failure: 'bug', reason: 'bug' }, lane: {} };
      }
      const { channel: name, code, disposition } = error;
      log.warn('a notice was not sent', { channel: name, code, disposition, attempts: notice.attempts, part: notice.part });
      return (lane) => afterFailure(notice, error, lane, clock.now(), options.chance());
    }
  };

  /** One target, message by message, until nothing may go there now. */
  const drain = async (targetKey: string): Promise<void> => {
    for (;;) {
      const found: Claim = await store.write((tx) =>
        claim(tx, targetKey, { now: clock.now(), waitMs: (perMinute) => paces.waitMs(targetKey, perMinute) }, options.channels, options),
      );
      if (found.kind === 'wait') return;
      if (found.kind === 'send') paces.sent(targetKey);
      const lane = found.kind === 'settled' ? found.lane : await sent(found.notice, found.channel);
      if (stopped || lane === undefined || lane.nextAt > clock.now()) return;
    }
  };

  const sent = async (notice: Notice, channel: Channel): Promise<Lane | undefined> => {
    const after = await send(notice, channel);
    return settle(notice, typeof after === 'function' ? after : () => after);
  };

  const fill = (): void => {
    while (underWay.size < AT_ONCE) {
      const targetKey = stopped ? undefined : waiting.shift();
      if (targetKey === undefined) return;
      if (!underWay.has(targetKey)) underWay.set(targetKey, serve(targetKey));
    }
  };

  const serve = async (targetKey: string): Promise<void> => {
    try {
      await drain(targetKey);
      underWay.delete(targetKey);
      fill();
      await refill();
    } catch (error) {
      // Not at once again: what ails the store would only ail more.
      underWay.delete(targetKey);
      log.error('a target could not be served; the next look tries again', { ...faultOf(error) });
    }
  };

  /** The lanes that are due, urgent ones first, then those that wait longest; those under way look after themselves. */
  const refill = async (): Promise<void> => {
    if (stopped || waiting.length > 0) return;
    const upTo = clock.now();
    const due = await store.read(async (tx) => {
      const urgent = await tx.find(lanes, { where: { priority: 'urgent' }, orderBy: 'nextAt', upTo, limit: LOOKED_AT });
      return [...urgent, ...(await tx.find(lanes, { where: { priority: 'normal' }, orderBy: 'nextAt', upTo, limit: LOOKED_AT }))];
    });
    if (waiting.length > 0) return;
    waiting = due.map((lane) => lane.id).filter((id) => !underWay.has(id));
    fill();
  };

  const look = async (): Promise<Instant | null> => {
    await refill();
    const now = clock.now();
    const [next] = await store.read((tx) => tx.find(lanes, { orderBy: 'nextAt', from: `${now}~`, limit: 1 }));
    return next?.nextAt ?? null;
  };

  const idle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay.values());
  };

  return {
    recover: ({ alone }) =>
      store.write(async (tx) => {
        const now = clock.now();
        const cut = alone ? await tx.find(notices, { where: { state: 'sending' }, orderBy: 'dueAt' }) : [];
        for (const notice of cut) {
          const lane = (await tx.get(lanes, notice.targetKey)) ?? emptyLane(notice.targetKey);
          await abandon(tx, { ...lane, busy: notice.id }, now, options);
        }
        // Rows of a version that had no lanes.
        for (const notice of await tx.find(notices, { where: { state: 'pending' }, orderBy: 'dueAt' }))
          await lookBy(tx, notice.targetKey, notice);
        if (cut.length > 0) log.warn('notices that were being sent when the process ended are unknown', { count: cut.length });
      }),
    look,
    tick: async () => {
      await look();
      await idle();
    },
    stop: async () => {
      stopped = true;
      await idle();
    },
  };
}
