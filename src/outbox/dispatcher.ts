import type { Channel } from '../channels/channel.ts';
import { plusMs, type Clock, type Instant } from '../core/clock.ts';
import { PlatformError } from '../core/errors.ts';
import type { Failpoints } from '../core/failpoints.ts';
import { faultOf, type Log } from '../core/log.ts';
import type { Store, Writer } from '../store/store.ts';
import { mayGoAt, RATE_WINDOW_MS, waitAfter } from './backoff.ts';
import { notices, type Notice } from './outbox.ts';

export interface DispatcherOptions {
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly failpoints: Failpoints;
  readonly log: Log;
  /** 0..1; spreads retries. */
  readonly chance: () => number;
  /** In the same transaction: somebody must know that this one did not go out for certain (dead, unknown, expired). */
  readonly report: (tx: Writer, notice: Notice, now: Instant) => Promise<void>;
  /** In the same transaction: a person who cannot be reached has something waiting. */
  readonly held: (tx: Writer, notice: Notice, now: Instant) => Promise<void>;
}

export interface Dispatcher {
  /** Before the first tick: what was being sent when the process died may have arrived, so it is unknown. */
  recover(): Promise<void>;
  /** Sends everything that is due and allowed; targets in parallel, each in order. Never rejects for a platform's failure. */
  tick(): Promise<void>;
}

const AT_ONCE = 500;

export function dispatcher(options: DispatcherOptions): Dispatcher {
  const { store, clock, log } = options;
  let running: Promise<void> | undefined;
  let again = false;

  const settle = (id: string, change: Partial<Notice>): Promise<void> =>
    store.write(async (tx) => {
      const notice = await tx.get(notices, id);
      if (notice === undefined) return;
      const next = { ...notice, ...change };
      await tx.put(notices, next);
      if (next.state === 'dead' || next.state === 'unknown' || next.state === 'expired') await options.report(tx, next, clock.now());
      if (next.state === 'held') await options.held(tx, next, clock.now());
    });

  const channelFor = (notice: Notice): Channel | undefined =>
    options.channels.find(
      (channel) =>
        (notice.target.kind === 'group' ? channel.abilities.pushesToGroups : channel.abilities.pushesToPeople) &&
        channel.deliver !== undefined,
    );

  /** Claims the first notice of the target that may go now; undefined when none may. */
  const claim = (targetKey: string): Promise<Notice | undefined> =>
    store.write(async (tx) => {
      const now = clock.now();
      const [first] = await tx.find(notices, { where: { targetKey, state: 'pending' }, orderBy: 'order', limit: 1 });
      if (first === undefined || first.dueAt > now) return undefined;
      if (first.expiresAt !== null && first.expiresAt < now) {
        await tx.put(notices, { ...first, state: 'expired' });
        await options.report(tx, { ...first, state: 'expired' }, now);
        return first;
      }
      const channel = channelFor(first);
      if (channel === undefined) {
        const state = first.target.kind === 'person' ? 'held' : 'dead';
        const next: Notice = { ...first, state, failure: state === 'dead' ? 'no channel' : null };
        await tx.put(notices, next);
        await (state === 'held' ? options.held(tx, next, now) : options.report(tx, next, now));
        return first;
      }
      const parts = channel.messagesFor?.(first.content) ?? 1;
      const earlier = await tx.find(notices, { where: { targetKey }, orderBy: 'attemptedAt', from: plusMs(now, -RATE_WINDOW_MS) });
      const load = earlier.flatMap((one) =>
        one.attemptedAt === null ? [] : [{ atMs: Date.parse(one.attemptedAt), parts: channel.messagesFor?.(one.content) ?? 1 }],
      );
      if (mayGoAt(load, parts, channel.abilities.perMinute, Date.parse(now)) > Date.parse(now)) return undefined;
      const claimed: Notice = { ...first, state: 'sending', attempts: first.attempts + 1, attemptedAt: now };
      await tx.put(notices, claimed);
      return claimed;
    });

  /** Whether it went out. */
  const send = async (notice: Notice): Promise<boolean> => {
    const channel = channelFor(notice);
    await options.failpoints.hit('send.beforeRequest');
    try {
      await channel?.deliver?.(notice.target, notice.content);
      await options.failpoints.hit('send.afterRequest');
      await settle(notice.id, { state: 'sent', sentAt: clock.now(), failure: null });
      return true;
    } catch (error) {
      if (!(error instanceof PlatformError)) {
        log.error('sending failed in an unforeseen way', { feature: notice.feature, ...faultOf(error) });
        await settle(notice.id, { state: 'unknown', failure: 'bug' });
        return false;
      }
      log.warn('a notice was not sent', {
        channel: error.channel,
        code: error.code,
        disposition: error.disposition,
        attempts: notice.attempts,
      });
      await settle(notice.id, afterFailure(notice, error, clock.now(), options.chance()));
      return false;
    }
  };

  const drain = async (targetKey: string): Promise<void> => {
    for (let sent = 0; sent < AT_ONCE; sent += 1) {
      const notice = await claim(targetKey);
      if (notice === undefined) return;
      // A target in trouble waits for the next tick: it must not hold up the round in which others wait for theirs.
      if (notice.state === 'sending' && !(await send(notice))) return;
    }
  };

  const round = async (): Promise<void> => {
    const due = await store.read((tx) =>
      tx.find(notices, { where: { state: 'pending' }, orderBy: 'dueAt', upTo: clock.now(), limit: AT_ONCE }),
    );
    await Promise.all([...new Set(due.map((notice) => notice.targetKey))].map((targetKey) => drain(targetKey)));
  };

  return {
    recover: async () => {
      const cut = await store.read((tx) => tx.find(notices, { where: { state: 'sending' }, orderBy: 'dueAt' }));
      for (const notice of cut) await settle(notice.id, { state: 'unknown', failure: 'stopped while sending' });
      if (cut.length > 0) log.warn('notices that were being sent when the process ended are unknown', { count: cut.length });
    },
    tick: () => {
      again = true;
      running ??= (async () => {
        while (again) {
          again = false;
          await round();
        }
      })().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

/** What becomes of a notice whose send failed. Pure. */
export function afterFailure(notice: Notice, error: PlatformError, now: Instant, chance: number): Partial<Notice> {
  const failure = error.code;
  switch (error.disposition) {
    case 'unknown':
      return { state: 'unknown', failure };
    case 'permanent':
    case 'brokenTarget':
      return { state: 'dead', failure };
    case 'pause':
      // Not this message's fault: the try does not count, and the whole target waits behind it.
      return { state: 'pending', attempts: notice.attempts - 1, dueAt: plusMs(now, error.retryAfterMs ?? RATE_WINDOW_MS), failure };
    case 'retry': {
      const wait = waitAfter(notice.attempts, chance);
      return wait === null
        ? { state: 'dead', failure }
        : { state: 'pending', dueAt: plusMs(now, Math.max(wait, error.retryAfterMs ?? 0)), failure };
    }
  }
}
